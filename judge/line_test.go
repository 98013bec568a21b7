package judge

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"
)

// bench is a line among fakes.
type bench struct {
	cells     *fakeCells
	languages *fakeLanguages
	config    Config
	statuses  []Status
}

func newBench(t *testing.T, f *faults) *bench {
	b := &bench{cells: newCells(t, f), languages: &fakeLanguages{faults: f}}
	b.config = Config{Name: "host-1", Cells: b.cells, Languages: b.languages, Describe: b.languages.describe}
	return b
}

func (b *bench) judge(t *testing.T, ctx context.Context, s Submission) (Report, error) {
	t.Helper()
	line, err := NewLine(b.config)
	if err != nil {
		t.Fatal(err)
	}
	job := Job{ID: "j1", Submission: s, CreatedAt: time.Now().Add(-5 * time.Millisecond)}
	report, err := line.Judge(ctx, job, func(s Status) { b.statuses = append(b.statuses, s) })
	b.cells.empty()
	return report, err
}

func (b *bench) mustJudge(t *testing.T, s Submission) Report {
	t.Helper()
	report, err := b.judge(t, t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	if report.Status != StatusDone || report.Verdict == nil {
		t.Fatalf("the report is not done: %+v", report)
	}
	return report
}

// told is a report in short.
func told(r Report) string {
	var b strings.Builder
	b.WriteString(string(*r.Verdict))
	if r.Reason != nil {
		fmt.Fprintf(&b, " %s", *r.Reason)
	}
	fmt.Fprintf(&b, " %d/%d:", r.Passed, r.Total)
	for _, test := range r.Tests {
		fmt.Fprintf(&b, " %s=%s", test.Name, test.Verdict)
	}
	return b.String()
}

func echoTests(expected ...string) []Test {
	tests := make([]Test, len(expected))
	for i, e := range expected {
		tests[i] = Test{Stdin: Text(fmt.Sprint(i + 1)), Expected: text(e)}
	}
	return tests
}

func TestJudge(t *testing.T) {
	for _, test := range []struct {
		name       string
		submission Submission
		want       string
		claims     int
	}{
		{"one run", Submission{Language: "py", Stdin: text("x")}, "accepted 1/1: 1=accepted", 1},
		{"all right", Submission{Language: "py", Tests: echoTests("1", "2")}, "accepted 2/2: 1=accepted 2=accepted", 1},
		{"compiled", Submission{Language: "cpp", Tests: echoTests("1")}, "accepted 1/1: 1=accepted", 2},
		{"one wrong", Submission{Language: "py", Tests: echoTests("1", "x", "3")}, "wrong_answer 2/3: 1=accepted 2=wrong_answer 3=accepted", 1},
		{"stop", Submission{Language: "py", Tests: echoTests("1", "x", "3", "4"), StopOnFailure: true}, "wrong_answer 1/4: 1=accepted 2=wrong_answer 3=skipped 4=skipped", 1},
		{"stop at the last", Submission{Language: "py", Tests: echoTests("1", "x"), StopOnFailure: true}, "wrong_answer 1/2: 1=accepted 2=wrong_answer", 1},
		{"unfit", Submission{Language: "unfit", Tests: echoTests("1", "2")}, "compile_error compile 0/2: 1=skipped 2=skipped", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := newBench(t, sound())
			report := b.mustJudge(t, test.submission)
			if got := told(report); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			if len(b.cells.claims) != test.claims {
				t.Errorf("%d cells were claimed, want %d", len(b.cells.claims), test.claims)
			}
			if report.Compile.OK == (*report.Verdict == CompileError) {
				t.Errorf("compile.ok is %v", report.Compile.OK)
			}
		})
	}
}

func TestAReportSaysWhatWasSeen(t *testing.T) {
	b := newBench(t, sound())
	b.cells.program = func(r run) (Outcome, error) {
		if r.limits != (Limits{CPUMillis: 70}) {
			t.Errorf("limits are %+v", r.limits)
		}
		return Outcome{Signal: "SIGSEGV", CPU: 1234567, Wall: 2 * time.Millisecond, Memory: 99, Stdout: wrote("o"), Stderr: wrote("e")}, nil
	}
	report := b.mustJudge(t, Submission{Language: "py", Stdin: text(""), Limits: Limits{CPUMillis: 70}})
	data, err := json.Marshal(report.Tests[0])
	if err != nil {
		t.Fatal(err)
	}
	want := `{"name":"1","verdict":"runtime_error","cpu_ms":1.235,"wall_ms":2,"memory_bytes":99,"exit_code":null,"signal":"SIGSEGV",` +
		`"reason":"signal:SIGSEGV","stdout":"o","stderr":"e","stdout_truncated":false,"stderr_truncated":false,"message":null}`
	if string(data) != want {
		t.Errorf("got %s\nwant %s", data, want)
	}
	if report.LanguageVersion != "1.2" || report.Image != "sha256:00" || report.Worker != "host-1" || report.JobID != "j1" {
		t.Errorf("particulars are %+v", report)
	}
	if report.Max.CPUMillis != 1.235 || report.Limits.CPUMillis != 70 || report.Timings.QueuedMillis < 5 || report.Timings.TotalMillis < 5 {
		t.Errorf("figures are %+v %+v %+v", report.Max, report.Limits, report.Timings)
	}
	if report.StartedAt == nil || report.FinishedAt.Before(*report.StartedAt) {
		t.Errorf("from %v to %v", report.StartedAt, report.FinishedAt)
	}
	if !slices.Equal(b.statuses, []Status{StatusRunning}) {
		t.Errorf("told %v on the way", b.statuses)
	}
}

func TestCompileErrors(t *testing.T) {
	for _, test := range []struct {
		name    string
		outcome Outcome
		missing error
		link    error
		reason  Reason
		output  string
	}{
		{"refused", Outcome{ExitCode: 1, Stderr: wrote("/box/main.cpp:1: no\n"), Stdout: wrote("note")}, nil, nil, "compile", "/box/main.cpp:1: no\nnote"},
		{"time", Outcome{Killed: ReasonCPU}, nil, nil, "compile_time", ""},
		{"memory", Outcome{Killed: ReasonOOM}, nil, nil, "compile_memory", ""},
		{"messages", Outcome{Killed: ReasonOutput, Stderr: Stream{[]byte("long"), true}}, nil, nil, "compile_output", "long"},
		{"no program", Outcome{Stderr: wrote("warning")}, fmt.Errorf("collect out: %w", ErrNotFound), nil, "compile", "warning\nthe compiler made no program\n"},
		{"huge program", Outcome{}, fmt.Errorf("out has 1 GiB: %w", ErrTooLarge), nil, "compile_output", "the compiled program is too large: out has 1 GiB: too large\n"},
		{"no main", Outcome{}, nil, &NothingToRun{"no class has a main method"}, "compile", "no class has a main method\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := newBench(t, sound())
			b.cells.program = func(run) (Outcome, error) { return test.outcome, nil }
			b.cells.missing, b.languages.link = test.missing, test.link
			report := b.mustJudge(t, Submission{Language: "compiled", Tests: echoTests("1", "2")})
			if got, want := told(report), "compile_error "+string(test.reason)+" 0/2: 1=skipped 2=skipped"; got != want {
				t.Errorf("got %s, want %s", got, want)
			}
			if string(report.Compile.Output) != test.output || report.Compile.OK || report.Compile.OutputTruncated != test.outcome.Stderr.Truncated {
				t.Errorf("compile is %+v, want output %q", report.Compile, test.output)
			}
			if !slices.Equal(b.statuses, []Status{StatusCompiling}) {
				t.Errorf("told %v on the way", b.statuses)
			}
		})
	}
}

func TestRunsTellTheSlowest(t *testing.T) {
	b := newBench(t, sound())
	cpu := []time.Duration{3, 9, 5, 1}
	i := 0
	b.cells.program = func(r run) (Outcome, error) {
		i++
		return Outcome{CPU: cpu[i-1] * time.Millisecond, Wall: 10 * time.Millisecond, Memory: int64(10 - i), Stdout: wrote(fmt.Sprint("run ", i))}, nil
	}
	test := b.mustJudge(t, Submission{Language: "py", Stdin: text(""), Runs: 4}).Tests[0]
	want := Runs{4, Figures{1, 10, 6}, Figures{3, 10, 7}, Figures{9, 10, 9}}
	if *test.Runs != want || test.Figures != (Figures{9, 10, 8}) || string(test.Stdout) != "run 2" {
		t.Errorf("got %+v of %+v, stdout %s", test.Figures, *test.Runs, test.Stdout)
	}
}

func TestTheFirstRunThatFailsDecides(t *testing.T) {
	b := newBench(t, sound())
	i := 0
	b.cells.program = func(r run) (Outcome, error) {
		i++
		return Outcome{CPU: time.Second / time.Duration(i), ExitCode: max(0, i-2)}, nil
	}
	report := b.mustJudge(t, Submission{Language: "py", Tests: echoTests("", ""), Runs: 5, StopOnFailure: true})
	if got, want := told(report), "runtime_error exit:1 0/2: 1=runtime_error 2=skipped"; got != want || i != 3 {
		t.Errorf("got %s after %d runs, want %s after 3", got, i, want)
	}
	if test := report.Tests[0]; test.Runs.Count != 3 || test.CPUMillis != 1000 || *test.ExitCode != 1 {
		t.Errorf("got %+v %+v", test, test.Runs)
	}
}

func TestASpentCellIsReplaced(t *testing.T) {
	b := newBench(t, sound())
	b.cells.spent = true
	b.cells.slots = make(chan struct{}, 1) // so the old one has to go first
	report := b.mustJudge(t, Submission{Language: "cpp", Tests: echoTests("1", "2", "3"), Runs: 2})
	if got, want := told(report), "accepted 3/3: 1=accepted 2=accepted 3=accepted"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if len(b.cells.claims) != 7 {
		t.Errorf("%d cells were claimed, want 1 to build and 6 to run", len(b.cells.claims))
	}
}

func TestTextsAreCut(t *testing.T) {
	b := newBench(t, sound())
	b.config.TextBytes, b.config.ReportBytes = 10, 25
	b.cells.program = func(r run) (Outcome, error) {
		return Outcome{Stdout: wrote(strings.Repeat("é", 100) + r.stdin), Stderr: Stream{[]byte("ab\xc3"), false}}, nil
	}
	report := b.mustJudge(t, Submission{Language: "py", Tests: []Test{{}, {}, {}}})
	first, second, third := report.Tests[0], report.Tests[1], report.Tests[2]
	if string(first.Stdout) != "ééééé" || !first.StdoutTruncated || string(first.Stderr) != "ab\xc3" || first.StderrTruncated {
		t.Errorf("got %q %v %q %v", first.Stdout, first.StdoutTruncated, first.Stderr, first.StderrTruncated)
	}
	if len(second.Stdout) != 10 || second.Stderr == nil || string(second.Stderr) != "ab" || !second.StderrTruncated {
		t.Errorf("got %q %q", second.Stdout, second.Stderr)
	}
	if len(third.Stdout) != 0 || !third.StdoutTruncated {
		t.Errorf("the report took %q after its 25 bytes", third.Stdout)
	}
}

func TestCutText(t *testing.T) {
	for _, test := range []struct {
		data      string
		truncated bool
		limit     int
		want      string
		cut       bool
	}{
		{"abc", false, 3, "abc", false},
		{"abcd", false, 3, "abc", true},
		{"a€", false, 3, "a", true},
		{"a€b", false, 4, "a€", true},
		{"\xf0\x9f\x98", true, 9, "", true},
		{"\xff\xff\xff\xff", true, 9, "\xff\xff\xff\xff", true},
		{"\x80\x80\x80\x80\x80", false, 4, "\x80\x80\x80\x80", true},
		{"", false, 0, "", false},
	} {
		got, truncated := cutText(Stream{[]byte(test.data), test.truncated}, test.limit)
		if string(got) != test.want || truncated != test.cut || got == nil {
			t.Errorf("%q to %d: got %q %v, want %q %v", test.data, test.limit, got, truncated, test.want, test.cut)
		}
	}
}

// Invariant 2. Neither what prepares a cell nor any cell is given an expected
// output, by any path: rendered submission, files, command, environment, stdin.
func TestNoAnswersInside(t *testing.T) {
	const secret = "the-expected-output-42"
	for _, language := range []string{"py", "cpp"} {
		b := newBench(t, sound())
		tests := []Test{{Name: "a", Stdin: Text("visible-input"), Expected: text(secret)}, {Expected: text(secret)}}
		report := b.mustJudge(t, Submission{Language: language, Code: Text("visible-code"), Tests: tests, Runs: 2})
		given, seen := b.cells.given.String(), b.languages.seen.String()
		if strings.Contains(given, secret) || strings.Contains(seen, secret) {
			t.Errorf("%s: an expected output went in: %s %s", language, given, seen)
		}
		if !strings.Contains(given, "visible-input") || !strings.Contains(given, "visible-code") {
			t.Errorf("%s: the fake cells do not notice what they are given: %s", language, given)
		}
		if string(*tests[0].Expected) != secret || *report.Verdict != WrongAnswer {
			t.Errorf("%s: the expected output was not compared: %s", language, told(report))
		}
	}
	b := newBench(t, sound())
	s := submitted(t, word, `"language":"py","code":"visible-code","tests":[{"args":["visible-input"],"expected":"`+secret+`"}]`)
	if err := s.Normalize(); err != nil {
		t.Fatal(err)
	}
	b.mustJudge(t, s)
	given, seen := b.cells.given.String(), b.languages.seen.String()
	if strings.Contains(given, secret) || strings.Contains(seen, secret) || !strings.Contains(given, "visible-input") {
		t.Errorf("function: the cells got %s, the languages %s", given, seen)
	}
}

// Invariant 3. Whatever a program does, Judge returns a report; whatever goes
// wrong on our side, an error with its step, and no report.
func TestVerdictsAreValuesOurFailuresAreErrors(t *testing.T) {
	clean := newBench(t, sound())
	clean.mustJudge(t, Submission{Language: "cpp", Tests: echoTests("1", "2")})
	steps := map[string]string{
		"Render": "render", "Claim build": "claim", "Claim run": "claim", "Put": "build run", "Run": "build run",
		"Collect": "build", "Link": "build", "Spent": "run", "Destroy": "build run",
	}
	for _, mode := range []string{"error", "late", "panic"} {
		for at := range clean.cells.faults.calls {
			b := newBench(t, &faults{at: at, mode: mode})
			report, err := b.judge(t, t.Context(), Submission{Language: "cpp", Tests: echoTests("1", "2")})
			call := b.cells.faults.calls[at] // the claim ahead may come earlier or later
			if mode != "panic" && (call == "Destroy" || call == "Spent") {
				continue // they return no error
			}
			step, ok := errors.AsType[*StepError](err)
			if !ok || !strings.Contains(steps[call], step.Step) {
				t.Errorf("%s in %s, call %d: got %v, want a StepError of %s", mode, call, at, err, steps[call])
			}
			if report.Verdict != nil || report.Tests != nil {
				t.Errorf("%s in %s: there is a report all the same: %+v", mode, call, report)
			}
			if mode != "panic" && !errors.Is(err, errInjected) {
				t.Errorf("%s in %s: the cause is lost in %v", mode, call, err)
			}
		}
	}
}

func TestOddCellsAreOurFailures(t *testing.T) {
	for name, outcome := range map[string]Outcome{
		"canceled by nobody": {Killed: ReasonCanceled}, "ended for an unknown reason": {Killed: "odd"},
	} {
		b := newBench(t, sound())
		b.cells.program = func(run) (Outcome, error) { return outcome, nil }
		_, err := b.judge(t, t.Context(), Submission{Language: "py", Stdin: text("")})
		if _, ok := errors.AsType[*StepError](err); !ok {
			t.Errorf("%s: got %v, want a StepError", name, err)
		}
	}
}

// A program that was stopped because the job is over has no verdict.
func TestAnEndedContextIsNoVerdict(t *testing.T) {
	why := errors.New("somebody's reason")
	for _, language := range []string{"py", "compiled"} {
		b := newBench(t, sound())
		ctx, cancel := context.WithCancelCause(t.Context())
		b.cells.program = func(r run) (Outcome, error) {
			cancel(why)
			<-r.ctx.Done()
			return Outcome{Killed: ReasonCanceled}, nil
		}
		if report, err := b.judge(t, ctx, Submission{Language: language, Stdin: text("")}); !errors.Is(err, why) || report.Verdict != nil {
			t.Errorf("%s: got %v and %+v, want %v", language, err, report, why)
		}
	}
}

// Many jobs that each need two cells, one after the other, come through a pool
// of one.
func TestASmallPoolIsEnough(t *testing.T) {
	b := newBench(t, sound())
	b.cells.slots = make(chan struct{}, 1)
	line, err := NewLine(b.config)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			report, err := line.Judge(t.Context(), Job{Submission: Submission{Language: "cpp", Tests: echoTests("1")}}, nil)
			if err != nil || *report.Verdict != Accepted {
				t.Errorf("got %v %v", report.Verdict, err)
			}
		})
	}
	wg.Wait()
	b.cells.empty()
	if b.cells.most != 1 {
		t.Errorf("%d cells lived at once", b.cells.most)
	}
}

// A run cell is claimed only for a program that there is, and while its
// artefacts are still being taken.
func TestTheRunCellIsClaimedAhead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, sound())
		asked := make(chan struct{})
		b.cells.onClaim = func(stage Stage) {
			if stage == StageRun {
				close(asked)
			}
		}
		b.cells.onCollect = func() { <-asked } // for ever, where the claim only comes afterwards
		b.mustJudge(t, Submission{Language: "cpp", Stdin: text("")})
	})
	b := newBench(t, sound())
	b.cells.program = func(run) (Outcome, error) { return Outcome{ExitCode: 1}, nil }
	b.mustJudge(t, Submission{Language: "compiled", Stdin: text("")})
	if slices.Contains(b.cells.claims, StageRun) {
		t.Errorf("a compile error took a run cell: %v", b.cells.claims)
	}
}

func TestTimings(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, sound())
		b.cells.pause = map[Stage]time.Duration{StageBuild: 30 * time.Millisecond, StageRun: 20 * time.Millisecond}
		b.cells.program = func(r run) (Outcome, error) {
			wait(r.ctx, map[Stage]time.Duration{StageBuild: 400 * time.Millisecond, StageRun: 7 * time.Millisecond}[r.stage])
			return Outcome{}, nil
		}
		report := b.mustJudge(t, Submission{Language: "compiled", Tests: []Test{{}, {}}})
		want := Timings{QueuedMillis: 5, SandboxMillis: 50, CompileMillis: 400, RunMillis: 14, TotalMillis: 469}
		if report.Timings != want {
			t.Errorf("got %+v, want %+v", report.Timings, want)
		}
	})
}

func TestConfigIsChecked(t *testing.T) {
	good := Config{Name: "w", Queue: &fakeQueue{}, Cells: &fakeCells{}, Languages: &fakeLanguages{}}
	for field, spoil := range map[string]func(*Config){
		"Name": func(c *Config) { c.Name = "" }, "Queue": func(c *Config) { c.Queue = nil },
		"Cells": func(c *Config) { c.Cells = nil }, "Languages": func(c *Config) { c.Languages = nil },
		"TextBytes is -1": func(c *Config) { c.TextBytes = -1 }, "ReportBytes is -2": func(c *Config) { c.ReportBytes = -2 },
		"RetryPause is -1ns": func(c *Config) { c.RetryPause = -1 },
	} {
		bad := good
		spoil(&bad)
		if _, err := NewWorker(bad); err == nil || !strings.Contains(err.Error(), field) {
			t.Errorf("%s: got %v", field, err)
		}
	}
	if _, err := NewWorker(good); err != nil {
		t.Error(err)
	}
}

func FuzzCutText(f *testing.F) {
	f.Add([]byte("a€b"), 2)
	f.Fuzz(func(t *testing.T, data []byte, limit int) {
		limit = max(0, min(limit, len(data)))
		got, truncated := cutText(Stream{Data: data}, limit)
		if len(got) > limit || truncated != (limit < len(data)) || utf8.Valid(data) && (!utf8.Valid(got) || len(got) < limit-3) {
			t.Errorf("%q cut to %d is %q", data, limit, got)
		}
	})
}
