package judge

import (
	"context"
	"errors"
	"fmt"
	"strconv"
)

// Where programs see what Put writes, and where they may write themselves.
const (
	ProgramDir = "/box"
	ScratchDir = "/tmp"
)

const (
	// batchBytes is how much output waits for a custom checker before the run
	// cell is given up for it.
	batchBytes = 32 << 20
	// checkerBytes is how much of tests' files one cell of a checker is given
	// before it is changed for another one.
	checkerBytes = 24 << 20
)

// checking is a custom checker at work. It walks like a submission of its own: it
// is built, with the same cache, and run in a cell of its own.
type checking struct {
	custom  Custom
	limits  Limits
	line    *judging // of the checker
	tests   int      // in the cell
	written int      // bytes of them
}

// runChecked is runTests where a custom checker decides. No cell is waited for
// while another one is held, so tests are run in batches, and each batch is then
// checked. Where the first failure ends all, some tests may have run after it;
// they are skipped all the same.
func (j *judging) runChecked(ctx context.Context) error {
	for cases := j.job.Submission.Cases(); len(cases) > 0; {
		batch, err := j.runBatch(ctx, cases)
		if err != nil {
			return err
		}
		j.letGo()
		for i, t := range batch {
			told, err := j.tellChecked(ctx, t)
			if err != nil {
				return err
			}
			if j.enter(told, cases[i+1:]) {
				return nil
			}
		}
		if j.checker != nil {
			j.checker.line.letGo()
		}
		cases = cases[len(batch):]
	}
	return nil
}

// trial is a test and what its runs made.
type trial struct {
	test Test
	runs []tried
}

// tried is one run, and what is to be said of it without the checker.
type tried struct {
	outcome  Outcome
	decision Decision
}

// runBatch runs the first of the tests: as many as their outputs may wait.
func (j *judging) runBatch(ctx context.Context, cases []Test) ([]trial, error) {
	var batch []trial
	waiting := 0
	for _, test := range cases {
		t, input, good := trial{test: test}, test.Input(), true
		for range max(1, j.job.Submission.Runs) {
			outcome, err := j.runOnce(ctx, input)
			if err != nil {
				return nil, err
			}
			decision := j.decide(outcome, test, nil)
			t.runs = append(t.runs, tried{outcome, decision})
			waiting += len(outcome.Stdout.Data) + len(outcome.Stderr.Data) + len(outcome.Results.Data)
			if good = decision.Verdict == Accepted; !good {
				break
			}
		}
		batch = append(batch, t)
		if waiting >= batchBytes || !good && j.job.Submission.StopOnFailure {
			break
		}
	}
	return batch, nil
}

// tellChecked asks the checker for each run of a test.
func (j *judging) tellChecked(ctx context.Context, t trial) (TestReport, error) {
	telling := j.telling(t.test)
	for _, run := range t.runs {
		decision := run.decision
		if decision.Verdict == Accepted {
			ruling, err := j.ask(ctx, t.test, run.outcome, decision)
			if err != nil {
				return TestReport{}, j.checkerFailed(t.test, err)
			}
			decision = j.decide(run.outcome, t.test, &ruling)
		}
		if telling.add(run.outcome, decision) {
			break
		}
	}
	return telling.end(), nil
}

// ask has the checker look at one answer.
func (j *judging) ask(ctx context.Context, test Test, outcome Outcome, decision Decision) (ruling Ruling, err error) {
	defer j.spent(&j.report.Timings.CheckMillis, j.Now())
	if j.checker == nil {
		if j.checker, err = j.checking(ctx, *j.job.Submission.custom()); err != nil {
			return ruling, err
		}
	}
	output, answer := outcome.Stdout.Data, []byte(nil)
	switch {
	case j.job.Submission.Typed():
		output, answer = decision.Result, test.Want
	case test.Expected != nil:
		answer = *test.Expected
	}
	if ruling, err = j.checker.rule(ctx, test.Input(), output, answer); err != nil {
		return ruling, err
	}
	message, _ := cutText(Stream{Data: []byte(ruling.Message)}, j.TextBytes)
	ruling.Message = string(message)
	return ruling, nil
}

// checkerFailed makes an error one of the custom checker's. What that said of a
// secret test is for the log alone: it may tell the answer.
func (j *judging) checkerFailed(test Test, err error) error {
	if j.job.Submission.secret(test) {
		j.Log.Error("checker failed", "problem", j.job.Submission.Problem, "test", test.Name, "error", err)
		const told = "it failed at a secret test; this server's log says how"
		if _, ok := errors.AsType[*NothingToRun](err); ok {
			err = &NothingToRun{Message: told}
		} else {
			err = errors.New(told)
		}
	}
	return &StepError{Step: "checker", Remedy: "look at the problem's checker", Err: err}
}

// checking builds a checker. Where the compiler refuses it, the error is a
// *NothingToRun with the compiler's words.
func (c Config) checking(ctx context.Context, custom Custom) (made *checking, err error) {
	program, limits, err := c.Languages.RenderChecker(custom)
	if fault, ok := errors.AsType[*FieldError](err); ok {
		return nil, &NothingToRun{Message: fault.Error()}
	}
	if err != nil {
		return nil, err
	}
	submission := Submission{Language: custom.Language, Limits: limits}
	line := &judging{Config: c, job: Job{Submission: submission}, program: program, left: c.ReportBytes}
	defer func() {
		if made == nil { // also where something panics
			line.letGo()
		}
	}()
	reason, err := line.build(ctx)
	if err == nil && reason != "" {
		err = fmt.Errorf("the checker was not compiled, %s: %s", reason, line.report.Compile.Output)
		if reason == reasonCompile {
			err = &NothingToRun{Message: "the checker does not compile:\n" + string(line.report.Compile.Output)}
		}
	}
	if err != nil {
		return nil, err
	}
	return &checking{custom: custom, limits: limits, line: line}, nil
}

// rule runs the checker on one answer.
func (c *checking) rule(ctx context.Context, input, output, answer []byte) (Ruling, error) {
	size := len(input) + len(output) + len(answer)
	if c.tests > 0 && c.written+size > checkerBytes {
		c.line.letGo()
	}
	before := c.line.cell
	if err := c.line.ready(ctx); err != nil {
		return Ruling{}, err
	}
	if c.line.cell != before {
		c.tests, c.written = 0, 0
	}
	c.tests, c.written = c.tests+1, c.written+size
	dir := "test" + strconv.Itoa(c.tests)
	files := []File{{dir + "/input", 0o444, input}, {dir + "/output", 0o444, output}, {dir + "/answer", 0o444, answer}}
	if err := c.line.cell.Put(ctx, files); err != nil {
		return Ruling{}, fmt.Errorf("give the checker a test of %d bytes: %w", size, err)
	}
	command := c.custom.command(c.line.program.Run, ProgramDir+"/"+dir, ScratchDir)
	outcome, err := c.line.cell.Run(ctx, command, c.custom.stdin(output), c.limits)
	if err := c.line.uncanceled(ctx, outcome, err); err != nil {
		return Ruling{}, err
	}
	return c.custom.ruling(outcome)
}

// CompileChecker finds out whether a custom checker compiles. Where it does not,
// the error is a *FieldError at /code; any other error is ours.
func (l *Line) CompileChecker(ctx context.Context, custom Custom) error {
	checker, err := l.config.checking(ctx, custom)
	if nothing, ok := errors.AsType[*NothingToRun](err); ok {
		return Invalid("/code", "%s", nothing.Message)
	}
	if err != nil {
		return fmt.Errorf("compile checker: %w", err)
	}
	checker.line.letGo()
	return nil
}
