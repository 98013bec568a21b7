package judge

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// customBench is a line whose checker is a Go function: it is told which files
// it finds, and answers with how it ends.
func customBench(t *testing.T, f *faults, checker func(argv []string, stdin string) Outcome) *bench {
	b := newBench(t, f)
	b.cells.program = func(r run) (Outcome, error) {
		if len(r.command.Argv) > 1 {
			return checker(r.command.Argv, r.stdin), nil
		}
		return echo(r)
	}
	return b
}

func customOf(protocol string) Checker {
	return Checker{Kind: CheckCustom, Custom: &Custom{Language: "cpp", Code: Text("checker-code"), Protocol: protocol, Args: []string{"-a"}}}
}

func TestRulings(t *testing.T) {
	for _, test := range []struct {
		protocol string
		outcome  Outcome
		right    bool
		message  string
		fails    string
	}{
		{"", Outcome{Stderr: wrote("ok 3 numbers\n")}, true, "ok 3 numbers", ""},
		{"testlib", Outcome{ExitCode: 1, Stderr: wrote("wrong answer\xff")}, false, "wrong answer\uFFFD", ""},
		{"testlib", Outcome{ExitCode: 2}, false, "", ""},
		{"testlib", Outcome{ExitCode: 4}, false, "", ""},
		{"testlib", Outcome{ExitCode: 8}, false, "", ""},
		{"testlib", Outcome{ExitCode: 7, Stderr: wrote("points 0.5")}, false, "points 0.5", ""},
		{"testlib", Outcome{ExitCode: 3, Stderr: wrote("FAIL the jury")}, false, "", "exit code 3, which says neither right nor wrong: FAIL the jury"},
		{"testlib", Outcome{ExitCode: 42}, false, "", "exit code 42"},
		{"testlib", Outcome{Signal: "SIGSEGV"}, false, "", "SIGSEGV"},
		{"testlib", Outcome{Killed: ReasonCPU}, false, "", "cpu_limit"},
		{"icpc", Outcome{ExitCode: 42}, true, "", ""},
		{"icpc", Outcome{ExitCode: 43, Kept: []byte("line 3\n"), Stderr: wrote("debug")}, false, "line 3", ""},
		{"icpc", Outcome{ExitCode: 0}, false, "", "exit code 0"},
		{"icpc", Outcome{ExitCode: 1}, false, "", "exit code 1"},
	} {
		ruling, err := (&Custom{Protocol: test.protocol}).ruling(test.outcome)
		if test.fails != "" {
			if err == nil || !strings.Contains(err.Error(), test.fails) {
				t.Errorf("%s %+v: %v, want %s", test.protocol, test.outcome, err, test.fails)
			}
			continue
		}
		if err != nil || ruling.Right != test.right || ruling.Message != test.message {
			t.Errorf("%s %+v: %+v, %v", test.protocol, test.outcome, ruling, err)
		}
	}
}

// A checker is asked for every test that ran well, has a cell of its own, and its
// words are the tests' messages.
func TestCustomCheckerDecides(t *testing.T) {
	for protocol, files := range map[string]string{
		"":     "/box/test%d/input /box/test%d/output /box/test%d/answer -a",
		"icpc": "/box/test%d/input /box/test%d/answer /tmp/ -a",
	} {
		asked := 0
		b := customBench(t, sound(), func(argv []string, stdin string) Outcome {
			asked++
			want := strings.ReplaceAll(files, "%d", fmt.Sprint(asked))
			if got := strings.Join(argv[1:], " "); got != want || (stdin != "") != (protocol == "icpc") {
				t.Errorf("called with %s, %q, want %s", got, stdin, want)
			}
			wrong := map[string]int{"": 1, "icpc": 43}[protocol]
			right := map[string]int{"": 0, "icpc": 42}[protocol]
			return Outcome{ExitCode: []int{right, wrong}[(asked-1)%2], Stderr: wrote("said"), Kept: []byte("said")}
		})
		report := b.mustJudge(t, Submission{Language: "py", Tests: append(echoTests("1", "x"), Test{Stdin: Text("3")}), Checker: customOf(protocol)})
		if got := told(report); got != "wrong_answer 2/3: 1=accepted 2=wrong_answer 3=accepted" {
			t.Errorf("%q: %s", protocol, got)
		}
		for _, test := range report.Tests {
			if test.Message == nil || *test.Message != "said" {
				t.Errorf("%q: message %v", protocol, test.Message)
			}
		}
		if !slices.Equal(b.cells.claims, []Stage{StageRun, StageBuild, StageRun}) {
			t.Errorf("cells: %v", b.cells.claims)
		}
	}
}

// What a checker finds of a function are values in normal form.
func TestCustomCheckerOfAFunction(t *testing.T) {
	const frame = `{"result":[1, 2],"decode_ns":1,"encode_ns":1}` + "\n"
	b := newBench(t, sound())
	b.cells.program = func(r run) (Outcome, error) {
		return Outcome{Results: wrote(frame)}, nil
	}
	f := Function{Name: "f", Params: []Param{}, Return: Return{Type: Type{Kind: KindArray, Elem: &Type{Kind: KindInteger}}}}
	submission := Submission{
		Language: "py", Function: &f, Compare: Compare{Kind: CheckCustom, Custom: &Custom{Language: "py", Code: Text("checker-code")}},
		Tests: []Test{{Args: []json.RawMessage{}, Want: json.RawMessage(`[2,1]`)}},
	}
	report := b.mustJudge(t, submission)
	if *report.Verdict != Accepted || string(report.Tests[0].Result) != "[1,2]" {
		t.Errorf("%s %s", told(report), report.Tests[0].Result)
	}
	for _, file := range []string{`test1/input{"args":[]}`, `test1/output[1,2]`, `test1/answer[2,1]`} {
		if !bytes.Contains(b.cells.given.Bytes(), []byte(file)) {
			t.Errorf("no cell was given %s: %s", file, b.cells.given.Bytes())
		}
	}
}

// A program that fails by itself is not shown to the checker, and the first
// failure ends the tests.
func TestCustomCheckerIsNotAsked(t *testing.T) {
	b := newBench(t, sound())
	b.cells.program = func(r run) (Outcome, error) {
		switch {
		case len(r.command.Argv) > 1:
			return Outcome{ExitCode: 1}, nil
		case r.stdin == "2":
			return Outcome{ExitCode: 9}, nil
		}
		return echo(r)
	}
	all := Submission{Language: "py", Tests: echoTests("1", "2", "3"), Checker: customOf("")}
	if got := told(b.mustJudge(t, all)); got != "wrong_answer 0/3: 1=wrong_answer 2=runtime_error 3=wrong_answer" {
		t.Error(got)
	}
	all.StopOnFailure = true
	if got := told(b.mustJudge(t, all)); got != "wrong_answer 0/3: 1=wrong_answer 2=skipped 3=skipped" {
		t.Error(got)
	}
	only := Submission{Language: "py", Tests: []Test{{Stdin: Text("2")}}, Checker: customOf("")}
	b.cells.claims = nil
	if got := told(b.mustJudge(t, only)); got != "runtime_error exit:9 0/1: 1=runtime_error" || len(b.cells.claims) != 1 {
		t.Error(got, b.cells.claims)
	}
}

// A pool of one cell is enough: none is waited for while another one is held. With
// large outputs the two take turns.
func TestCustomCheckerWithOneCell(t *testing.T) {
	b := newBench(t, sound())
	b.cells.slots = make(chan struct{}, 1)
	b.cells.program = func(r run) (Outcome, error) {
		if len(r.command.Argv) > 1 {
			return Outcome{}, nil
		}
		return Outcome{Stdout: Stream{Data: make([]byte, batchBytes/2)}}, nil
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	report, err := b.judge(t, ctx, Submission{Language: "py", Tests: echoTests("1", "2", "3"), Checker: customOf("")})
	if err != nil || told(report) != "accepted 3/3: 1=accepted 2=accepted 3=accepted" {
		t.Fatal(err, report)
	}
	want := []Stage{StageRun, StageBuild, StageRun, StageRun, StageRun, StageRun}
	if !slices.Equal(b.cells.claims, want) { // the checker's cell takes one such test
		t.Errorf("cells %v, want %v", b.cells.claims, want)
	}
}

// A checker that does not compile is judge_error at once; one that fails in any
// other way is a failure of ours, to be tried again.
func TestCheckersThatFail(t *testing.T) {
	b := customBench(t, sound(), func([]string, string) Outcome { return Outcome{ExitCode: 3, Stderr: wrote("jury")} })
	submission := Submission{Language: "py", Tests: echoTests("1"), Checker: customOf("")}
	_, err := b.judge(t, t.Context(), submission)
	var step *StepError
	if !errors.As(err, &step) || step.Step != "checker" || !strings.Contains(err.Error(), "jury") {
		t.Errorf("%v", err)
	}
	submission.Problem = "stored"
	if _, err := b.judge(t, t.Context(), submission); err == nil || strings.Contains(err.Error(), "jury") {
		t.Errorf("of a secret test: %v", err)
	}
	submission.Problem, submission.Checker.Language = "", "compiled"
	b.cells.program = func(r run) (Outcome, error) {
		if r.stage == StageBuild {
			return Outcome{ExitCode: 1, Stderr: wrote("line 7: no")}, nil
		}
		return echo(r)
	}
	report := b.mustJudge(t, submission)
	if *report.Verdict != JudgeError || *report.Reason != "internal:checker" || !strings.Contains(*report.Error, "line 7: no") {
		t.Errorf("%s %v", told(report), *report.Error)
	}
	line, err := NewLine(b.config)
	if err != nil {
		t.Fatal(err)
	}
	err = line.CompileChecker(t.Context(), *submission.Checker.Custom)
	if field, ok := errors.AsType[*FieldError](err); !ok || field.Field != "/code" || !strings.Contains(field.Detail, "line 7: no") {
		t.Errorf("%v", err)
	}
	b.cells.program = echo
	if err := line.CompileChecker(t.Context(), *submission.Checker.Custom); err != nil {
		t.Errorf("%v", err)
	}
	b.cells.empty()
}

// Whatever goes wrong at whatever call, no cell is left and no verdict is made up.
func TestCustomCheckerSurvivesFaults(t *testing.T) {
	for _, mode := range []string{"error", "late", "panic"} {
		for at := range 60 {
			f := &faults{at: at, mode: mode}
			b := customBench(t, f, func([]string, string) Outcome { return Outcome{ExitCode: 1} })
			report, err := b.judge(t, t.Context(), Submission{Language: "cpp", Tests: echoTests("1", "2"), Checker: customOf("")})
			if err == nil && told(report) != "wrong_answer 0/2: 1=wrong_answer 2=wrong_answer" {
				t.Errorf("%s at call %d: %s", mode, at, told(report))
			}
		}
	}
}
