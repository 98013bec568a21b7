package judge

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// sharing is a submission of tests for one process. The result of each is its
// number.
func sharing(tests int) Submission {
	f := Function{Name: "f", Params: []Param{{Name: "n", Type: Type{Kind: KindInteger}}}, Return: Return{Type: Type{Kind: KindInteger}}}
	s := Submission{Language: "py", Function: &f, Isolation: IsolationClassLoader}
	for i := range tests {
		number := json.RawMessage(fmt.Sprint(i + 1))
		s.Tests = append(s.Tests, Test{Args: []json.RawMessage{number}, Want: number})
	}
	return s
}

// sharedProgram answers right, but where fails says otherwise: of the number of a
// test, and of whether it runs alone.
func sharedProgram(runs *[]string, fails func(number int, alone bool) Outcome) func(run) (Outcome, error) {
	return func(r run) (Outcome, error) {
		var input struct{ Args []int }
		if err := json.Unmarshal([]byte(r.stdin), &input); err != nil {
			return Outcome{}, err
		}
		number, alone := input.Args[0], r.command.Argv[0] != "shared"
		*runs = append(*runs, fmt.Sprint(number, map[bool]string{true: "alone"}[alone]))
		outcome := fails(number, alone)
		if outcome.ExitCode == 0 && outcome.Results.Data == nil {
			outcome.Results = wrote(fmt.Sprintf(`{"result":%d,"decode_ns":0,"encode_ns":0}`+"\n", number))
		}
		return outcome, nil
	}
}

func TestSharedProcess(t *testing.T) {
	wrong := Outcome{Results: wrote(`{"result":0,"decode_ns":0,"encode_ns":0}` + "\n")}
	for _, test := range []struct {
		name  string
		fails func(number int, alone bool) Outcome
		stop  bool
		want  string
		runs  string
	}{
		{"all right", func(int, bool) Outcome { return Outcome{} }, false, "accepted 3/3: 1=accepted 2=accepted 3=accepted", "1 2 3"},
		{"wrong everywhere", func(n int, _ bool) Outcome {
			return map[bool]Outcome{true: wrong}[n == 2]
		}, false, "wrong_answer 2/3: 1=accepted 2=wrong_answer 3=accepted", "1 2 3 2alone"},
		{"wrong beside others", func(n int, alone bool) Outcome {
			return map[bool]Outcome{true: wrong}[n == 2 && !alone]
		}, false, "wrong_answer 2/3: 1=accepted 2=wrong_answer 3=accepted", "1 2 3 2alone"},
		{"broken beside others", func(n int, alone bool) Outcome {
			return Outcome{ExitCode: map[bool]int{true: 1}[n == 2 && !alone]}
		}, false, "accepted 3/3: 1=accepted 2=accepted 3=accepted", "1 2 2alone 3"},
		{"no answer at first, then a wrong one", func(n int, alone bool) Outcome {
			switch {
			case n != 2:
				return Outcome{}
			case alone:
				return wrong
			}
			return Outcome{ExitCode: 1}
		}, false, "wrong_answer 2/3: 1=accepted 2=wrong_answer 3=accepted", "1 2 2alone 3"},
		{"right beside others", func(n int, alone bool) Outcome {
			return map[bool]Outcome{true: wrong}[alone]
		}, false, "accepted 3/3: 1=accepted 2=accepted 3=accepted", "1 2 3"},
		{"an end", func(n int, _ bool) Outcome {
			return Outcome{ExitCode: map[bool]int{true: 1}[n == 2]}
		}, false, "runtime_error exit:1 2/3: 1=accepted 2=runtime_error 3=accepted", "1 2 2alone 3"},
		{"the first failure ends all", func(n int, _ bool) Outcome {
			return Outcome{ExitCode: map[bool]int{true: 1}[n == 2]}
		}, true, "runtime_error exit:1 1/3: 1=accepted 2=runtime_error 3=skipped", "1 2 2alone"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var runs []string
			b := newBench(t, sound())
			b.cells.program = sharedProgram(&runs, test.fails)
			s := sharing(3)
			s.StopOnFailure = test.stop
			report := b.mustJudge(t, s)
			if got := told(report); got != test.want || strings.Join(runs, " ") != test.runs {
				t.Errorf("%s by runs %v, want %s by %s", got, runs, test.want, test.runs)
			}
			passes := test.name == "wrong beside others"
			if message := report.Tests[1].Message; passes && (message == nil || !strings.Contains(*message, "passes alone; beside other tests in one process it was wrong_answer: result: expected 2, got 0")) {
				t.Errorf("message %v", message)
			}
		})
	}
}

// Where one process cannot do, each test has its own.
func TestNotShared(t *testing.T) {
	for name, change := range map[string]func(*Submission){
		"not asked for": func(s *Submission) { s.Isolation = "" },
		"several runs":  func(s *Submission) { s.Runs = 2 },
		"custom checker": func(s *Submission) {
			s.Compare = Compare{Kind: CheckCustom, Custom: &Custom{Language: "py", Code: Text("x")}}
		},
	} {
		var runs []string
		b := newBench(t, sound())
		b.cells.program = func(r run) (Outcome, error) {
			if len(r.command.Argv) > 1 {
				return Outcome{}, nil // the checker
			}
			return sharedProgram(&runs, func(int, bool) Outcome { return Outcome{} })(r)
		}
		s := sharing(1)
		change(&s)
		if got := told(b.mustJudge(t, s)); got != "accepted 1/1: 1=accepted" || strings.Contains(strings.Join(runs, " ")+" ", "1 ") {
			t.Errorf("%s: %s by runs %v", name, got, runs)
		}
	}
	for _, s := range []Submission{{Isolation: "none"}, {Isolation: IsolationClassLoader}} {
		if err := s.Normalize(); err == nil || !strings.HasPrefix(err.Error(), "/isolation") {
			t.Errorf("%+v: %v", s, err)
		}
	}
}
