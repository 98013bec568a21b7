package judge

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// firstArgument is a driver whose program returns its first argument, and tells
// it in every way it can.
func firstArgument(r run) (Outcome, error) {
	var input struct{ Args []json.RawMessage }
	if err := json.Unmarshal([]byte(r.stdin), &input); err != nil {
		return Outcome{}, err
	}
	outcome := Outcome{CPU: time.Millisecond, Stdout: wrote("print " + r.stdin), Stderr: wrote("log " + r.stdin)}
	if string(input.Args[0]) == "515151" {
		outcome.ExitCode, outcome.Stderr = 99, wrote("Traceback\n\nE515151: it")
		return outcome, nil
	}
	outcome.Results = Stream{Data: fmt.Appendf(nil, `{"result":%s,"decode_ns":1000,"encode_ns":2000}`+"\n", input.Args[0])}
	return outcome, nil
}

const identity = `"function":{"name":"f","params":[{"name":"a","type":"integer"}],"return":{"type":"integer"}}`

func judgedFunction(t *testing.T, members ...string) Report {
	t.Helper()
	b := newBench(t, sound())
	b.cells.program = firstArgument
	s := submitted(t, append(members, identity)...)
	s.Language = "py"
	if err := s.Normalize(); err != nil {
		t.Fatal(err)
	}
	return b.mustJudge(t, s)
}

func TestFunctionsAreJudged(t *testing.T) {
	report := judgedFunction(t, `"tests":[{"args":[5],"expected":5},{"args":[6],"expected":7},{"args":[515151],"expected":515151},{"args":[8]}]`)
	if got, want := told(report), "wrong_answer 2/4: 1=accepted 2=wrong_answer 3=runtime_error 4=accepted"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	right, wrong := report.Tests[0], report.Tests[1]
	if string(right.Result) != "5" || right.Harness == nil || string(right.Stdout) != `print {"args":[5]}` {
		t.Errorf("right: %s, %+v, %s", right.Result, right.Harness, right.Stdout)
	}
	if *wrong.Message != "result: expected 7, got 6" || wrong.Diff.Path != "result" || string(wrong.Diff.Expected) != "7" || string(wrong.Diff.Got) != "6" {
		t.Errorf("wrong: %s, %+v", *wrong.Message, wrong.Diff)
	}
	if report.Tests[2].Result != nil || *report.Tests[2].Reason != "uncaught:E515151" {
		t.Errorf("a broken program has the result %s", report.Tests[2].Result)
	}
}

func TestALongResultIsCut(t *testing.T) {
	b := newBench(t, sound())
	b.config.TextBytes = 16
	b.cells.program = func(run) (Outcome, error) {
		return ended(`{"result":"` + strings.Repeat("é", 100) + `","decode_ns":1,"encode_ns":1}` + "\n"), nil
	}
	s := submitted(t, word, `"tests":[{"args":["a"]}]`)
	if err := s.Normalize(); err != nil {
		t.Fatal(err)
	}
	got := b.mustJudge(t, s).Tests[0]
	if string(got.Result) != `"\"ééééééé"` || !got.ResultTruncated || !json.Valid(got.Result) {
		t.Errorf("got %s, %v", got.Result, got.ResultTruncated)
	}
}

// A secret test tells what its problem says, and never its input or its answer.
func TestSecretTests(t *testing.T) {
	const tests = `"tests":[{"name":"s","args":[5],"expected":6,"sample":true},{"name":"x","args":[424242],"expected":434343},
		{"name":"y","args":[515151],"expected":515151},{"name":"z","args":[7],"expected":7}]`
	for _, c := range []struct{ feedback, told string }{
		{FeedbackNone, "wrong_answer 1/4: s=wrong_answer"},
		{FeedbackVerdict, "wrong_answer 1/4: s=wrong_answer x=wrong_answer y=runtime_error z=accepted"},
		{"", "wrong_answer 1/4: s=wrong_answer x=wrong_answer y=runtime_error z=accepted"},
		{FeedbackFull, "wrong_answer 1/4: s=wrong_answer x=wrong_answer y=runtime_error z=accepted"},
	} {
		report := judgedFunction(t, tests, `"problem":"p"`, `"feedback":"`+c.feedback+`"`)
		if got := told(report); got != c.told {
			t.Errorf("%q: got %s, want %s", c.feedback, got, c.told)
		}
		if *report.Tests[0].Message != "result: expected 6, got 5" {
			t.Errorf("%q: the sample says %q", c.feedback, *report.Tests[0].Message)
		}
		data, err := json.Marshal(report)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), "434343") {
			t.Errorf("%q: an expected output is in %s", c.feedback, data)
		}
		if c.feedback != FeedbackFull && (strings.Contains(string(data), "424242") || strings.Contains(string(data), "515151") || c.feedback != FeedbackNone && report.Tests[2].ExitCode != nil) {
			t.Errorf("%q: an input, or what a program made of it, is in %s", c.feedback, data)
		}
		if c.feedback == FeedbackFull && (*report.Tests[2].Reason != "uncaught:E515151" || string(report.Tests[1].Result) != "424242" || report.Tests[1].Diff != nil || report.Tests[1].Message != nil) {
			t.Errorf("full: %+v", report.Tests[1])
		}
	}
}

// What a program cannot choose is told; the submission's own reason is no way
// around.
func TestReasonsOfSecretTests(t *testing.T) {
	for reason, want := range map[Reason]string{ReasonCPU: "cpu_limit", ReasonOOM: "oom_kill", "uncaught:E424242": "", "exit:42": "", "signal:SIGUSR1": ""} {
		test := TestReport{Verdict: RuntimeError, Reason: &reason}
		got := ""
		if concealed := test.concealed(FeedbackVerdict); concealed.Reason != nil {
			got = string(*concealed.Reason)
		}
		if got != want {
			t.Errorf("%s is told as %q, want %q", reason, got, want)
		}
	}
	report := judgedFunction(t, `"tests":[{"args":[515151]}]`, `"problem":"p"`)
	if *report.Verdict != RuntimeError || report.Reason != nil {
		t.Errorf("got %s %v", *report.Verdict, report.Reason)
	}
}

func TestSecretTestsOfJobsThatWereNotRun(t *testing.T) {
	job := Job{Submission: submitted(t, `"problem":"p","feedback":"none","tests":[{"name":"a"},{"name":"b","sample":true}]`)}
	report := CanceledReport(job, time.Now())
	if len(report.Tests) != 1 || report.Tests[0].Name != "b" || report.Total != 2 {
		t.Errorf("got %+v", report.Tests)
	}
}

func TestProblemsAreChecked(t *testing.T) {
	good := func() Problem { return Problem{ID: "two-sum", Tests: []Test{{Stdin: Text("1")}}} }
	for _, c := range []struct {
		name   string
		change func(*Problem)
		field  string
	}{
		{"good", func(*Problem) {}, "-"},
		{"id", func(p *Problem) { p.ID = "Two_Sum" }, ""},
		{"dash in front", func(p *Problem) { p.ID = "-a" }, ""},
		{"long id", func(p *Problem) { p.ID = strings.Repeat("a", 65) }, ""},
		{"feedback", func(p *Problem) { p.Feedback = "some" }, "/feedback"},
		{"no tests", func(p *Problem) { p.Tests = nil }, "/tests"},
		{"checker", func(p *Problem) { p.Checker.Kind = "x" }, "/checker/kind"},
		{"compare", func(p *Problem) { p.Compare.Kind = "exact" }, "/compare"},
		{"args", func(p *Problem) { p.Tests[0].Args = []json.RawMessage{} }, "/tests/0/args"},
	} {
		p := good()
		c.change(&p)
		err := p.Normalize()
		field := "-"
		if fault, ok := err.(*FieldError); ok {
			field = fault.Field
		}
		if field != c.field {
			t.Errorf("%s: %v, want a fault at %q", c.name, err, c.field)
		}
	}
}
