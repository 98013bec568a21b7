package judge

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
)

// runTests runs the tests one after another and tells each in the report.
func (j *judging) runTests(ctx context.Context) error {
	j.status(StatusRunning)
	j.step = "run"
	switch {
	case j.job.Submission.custom() != nil:
		return j.runChecked(ctx)
	case j.shares():
		return j.runShared(ctx)
	}
	cases := j.job.Submission.Cases()
	for i, test := range cases {
		told, err := j.runTest(ctx, test)
		if err != nil {
			return err
		}
		if j.enter(told, cases[i+1:]) {
			return nil
		}
	}
	return nil
}

// enter puts a test into the report and tells whether it ends all: then those that
// are left are skipped.
func (j *judging) enter(told TestReport, left []Test) (over bool) {
	j.report.Tests = append(j.report.Tests, told)
	if !j.job.Submission.StopOnFailure || told.Verdict == Accepted {
		return false
	}
	j.report.Tests = append(j.report.Tests, skippedTests(left)...)
	return true
}

// runTest runs one test as often as was asked for.
func (j *judging) runTest(ctx context.Context, test Test) (TestReport, error) {
	telling, input := j.telling(test), test.Input()
	for range max(1, j.job.Submission.Runs) {
		outcome, err := j.runOnce(ctx, input)
		if err != nil {
			return TestReport{}, err
		}
		if telling.add(outcome, j.decide(outcome, test, nil)) {
			break
		}
	}
	return telling.end(), nil
}

// telling gathers the runs of one test. The first run that is not accepted decides
// and is the last; where all are, the slowest is told.
type telling struct {
	line    *judging
	name    string
	before  int // bytes of text that were left
	told    TestReport
	figures []Figures
}

func (j *judging) telling(test Test) *telling {
	return &telling{line: j, name: test.Name, before: j.left}
}

// add takes one run, and tells whether it is the last.
func (t *telling) add(outcome Outcome, decision Decision) (last bool) {
	used := figuresOf(outcome)
	if len(t.figures) == 0 || decision.Verdict != Accepted || slower(used, t.told.Figures) > 0 {
		t.line.left = t.before // another run's texts are forgotten
		t.told = t.line.tell(t.name, outcome, decision)
	}
	t.figures = append(t.figures, used)
	return decision.Verdict != Accepted
}

func (t *telling) end() TestReport {
	if t.line.job.Submission.Runs > 1 {
		t.told.Runs = runsOf(t.figures)
		t.told.Figures = slices.MaxFunc(t.figures, slower)
	}
	return t.told
}

// runOnce runs the program once, in a cell that can.
func (j *judging) runOnce(ctx context.Context, stdin []byte) (Outcome, error) {
	if err := j.ready(ctx); err != nil {
		return Outcome{}, err
	}
	defer j.spent(&j.report.Timings.RunMillis, j.Now())
	outcome, err := j.cell.Run(ctx, j.program.Run, stdin, j.job.Submission.Limits)
	return outcome, j.uncanceled(ctx, outcome, err)
}

// decide asks Decide; this is the first time that the expected output is looked at.
func (j *judging) decide(outcome Outcome, test Test, ruling *Ruling) Decision {
	defer j.spent(&j.report.Timings.CheckMillis, j.Now())
	j.step = "check"
	rules := Rules{
		Expected: test.Expected,
		Checker:  j.job.Submission.Checker,
		Limits:   j.job.Submission.Limits,
		Uncaught: j.program.Uncaught,
		Ruling:   ruling,
		result:   j.job.Submission.typed(test),
	}
	if rules.Checker.Kind == CheckCustom {
		rules.Expected = nil // is for the checker
	}
	decision := Decide(outcome, rules)
	j.step = "run"
	return decision
}

// tell puts one run into words.
func (j *judging) tell(name string, outcome Outcome, decision Decision) TestReport {
	told := TestReport{
		Name: name, Verdict: decision.Verdict, Reason: decision.Reason, Figures: figuresOf(outcome),
		Message: decision.Message, Diff: decision.Diff, Harness: decision.Harness,
	}
	// Copies: a pointer into the outcome would keep its output in memory.
	if signal, code := outcome.Signal, outcome.ExitCode; signal != "" {
		told.Signal = &signal
	} else {
		told.ExitCode = &code
	}
	told.Stdout, told.StdoutTruncated = j.text(outcome.Stdout)
	told.Stderr, told.StderrTruncated = j.text(outcome.Stderr)
	told.Result, told.ResultTruncated = j.result(decision.Result)
	return told
}

// result is a result as the report has it: one that is too long is a string with
// its beginning.
func (j *judging) result(result json.RawMessage) (json.RawMessage, bool) {
	if result == nil {
		return nil, false
	}
	text, truncated := j.text(Stream{Data: result})
	if !truncated {
		return json.RawMessage(text), false
	}
	beginning, err := quote(text)
	if err != nil {
		panic(fmt.Sprintf("the %d bytes of a result in normal form are not UTF-8: %v", len(result), err))
	}
	return beginning, true
}

func figuresOf(outcome Outcome) Figures {
	return Figures{CPUMillis: Millis(outcome.CPU), WallMillis: Millis(outcome.Wall), MemoryBytes: outcome.Memory}
}

// slower compares two runs: by CPU time, then by wall time.
func slower(a, b Figures) int {
	return cmp.Or(cmp.Compare(a.CPUMillis, b.CPUMillis), cmp.Compare(a.WallMillis, b.WallMillis))
}

// runsOf gathers the figures of several runs, each figure by itself.
func runsOf(figures []Figures) *Runs {
	cpu, wall, memory := make([]float64, len(figures)), make([]float64, len(figures)), make([]int64, len(figures))
	for i, f := range figures {
		cpu[i], wall[i], memory[i] = f.CPUMillis, f.WallMillis, f.MemoryBytes
	}
	slices.Sort(cpu)
	slices.Sort(wall)
	slices.Sort(memory)
	at := func(i int) Figures { return Figures{CPUMillis: cpu[i], WallMillis: wall[i], MemoryBytes: memory[i]} }
	last := len(figures) - 1
	// Of an even count, the lower of the two in the middle: a value that was seen.
	return &Runs{Count: len(figures), Min: at(0), Median: at(last / 2), Max: at(last)}
}
