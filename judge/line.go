package judge

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"
)

// Config says what a Line and a Worker work with. Zero values are the defaults
// where one is named; the other fields are needed.
type Config struct {
	Name      string // of the worker, as reports tell it
	Note      string // what reports say of how their figures came about; "" for nothing
	Queue     Queue  // not needed by a Line
	Cells     Cells
	Languages Languages

	// Describe tells a language's version and image for reports; nil: they
	// stay empty.
	Describe func(language string) (Language, bool)

	Cache Cache // of compilations; nil: none

	TextBytes   int           // of each text that a report keeps; 0 means 64 KiB
	ReportBytes int           // of all texts that a report keeps; 0 means 8 MiB
	RetryPause  time.Duration // before a job whose judging failed is given back the first time, four times as long each time after; 0 means 250 ms

	Log *slog.Logger     // nil: nothing is logged
	Now func() time.Time // nil: time.Now
}

// withDefaults checks what every user of the configuration needs and fills in
// the defaults.
func (c Config) withDefaults() (Config, error) {
	switch {
	case c.Cells == nil:
		return c, errors.New("judge: Config.Cells is nil, want where cells come from")
	case c.Languages == nil:
		return c, errors.New("judge: Config.Languages is nil, want who renders programs")
	case c.TextBytes < 0:
		return c, fmt.Errorf("judge: Config.TextBytes is %d, want 0 or more", c.TextBytes)
	case c.ReportBytes < 0:
		return c, fmt.Errorf("judge: Config.ReportBytes is %d, want 0 or more", c.ReportBytes)
	case c.RetryPause < 0:
		return c, fmt.Errorf("judge: Config.RetryPause is %v, want 0 or more", c.RetryPause)
	}
	if c.TextBytes == 0 {
		c.TextBytes = 64 << 10
	}
	if c.ReportBytes == 0 {
		c.ReportBytes = 8 << 20
	}
	if c.RetryPause == 0 {
		c.RetryPause = 250 * time.Millisecond
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	return c, nil
}

// Line judges jobs, from Render to Decide, without a queue. It may be used by
// many at once.
type Line struct{ config Config }

// NewLine checks the configuration; its Queue is not looked at.
func NewLine(config Config) (*Line, error) {
	config, err := config.withDefaults()
	return &Line{config}, err
}

// Judge walks one job along the line and returns its report, which is done. The
// submission's limits are effective and its checker is valid. progress, where it
// is not nil, is told how far the job has come.
//
// An error is ours, never the program's: a *StepError, also where something
// panicked, or the cause of ctx's end. FailedReport makes a report of it. No cell
// is left when Judge returns.
func (l *Line) Judge(ctx context.Context, job Job, progress func(Status)) (report Report, err error) {
	j := &judging{Config: l.config, job: job, progress: progress, step: "render", left: l.config.ReportBytes}
	defer func() {
		if value := recover(); value != nil {
			err = j.failed(&panicError{value, debug.Stack()})
		}
		if err != nil && ctx.Err() != nil {
			err = context.Cause(ctx)
		}
		if err != nil {
			report, err = Report{}, fmt.Errorf("judge job %s: %w", job.ID, err)
		}
	}()
	defer j.release()
	if err := j.walk(ctx); err != nil {
		return Report{}, err
	}
	return j.report, nil
}

// judging is one job on its way along the line.
type judging struct {
	Config
	job      Job
	progress func(Status)

	step    string // what is being done, for an error's name
	program Program
	report  Report
	left    int // bytes of text that the report may still take

	cell  Cell   // the run cell; nil: none is held
	ahead *ahead // a run cell that is on its way; nil: none

	checker *checking // the custom checker; nil: none was asked yet
}

func (j *judging) walk(ctx context.Context) error {
	j.begin()
	program, err := j.Languages.Render(withoutAnswers(j.job.Submission))
	if fault, ok := errors.AsType[*FieldError](err); ok {
		j.end(j.compileError(reasonCompile, fault.Error()))
		return nil
	}
	if err != nil {
		return j.failed(err)
	}
	j.program = program
	reason, err := j.build(ctx)
	if err != nil {
		return err
	}
	if reason != "" {
		j.end(j.compileError(reason, ""))
		return nil
	}
	err = j.runTests(ctx)
	if _, ok := errors.AsType[*NothingToRun](err); ok { // the checker, which would not compile at another attempt
		j.report = FailedReport(j.job, j.Now(), err)
		j.describe(&j.report)
		return nil
	}
	if err != nil {
		return err
	}
	j.report.Tests = j.job.Submission.conceal(j.report.Tests)
	j.end(FirstFailure(j.report.Tests))
	return nil
}

// withoutAnswers is the submission as those who prepare cells may see it.
func withoutAnswers(s Submission) Submission {
	tests := make([]Test, len(s.Tests))
	for i, test := range s.Tests {
		tests[i] = Test{Name: test.Name, Stdin: test.Stdin, Args: test.Args, Operations: test.Operations}
	}
	s.Tests = tests
	s.Checker.Custom, s.Compare.Custom = nil, nil
	return s
}

// begin opens the report.
func (j *judging) begin() {
	now := j.Now()
	j.report = QueuedReport(j.job)
	j.report.Compile.OK = true
	j.report.StartedAt = &now
	j.report.Timings.QueuedMillis = Millis(now.Sub(j.job.CreatedAt))
	j.describe(&j.report)
}

// describe tells in a report who made it and with what.
func (c Config) describe(report *Report) {
	report.Worker, report.Note = c.Name, c.Note
	if c.Describe == nil {
		return
	}
	if language, ok := c.Describe(report.Language); ok {
		report.LanguageVersion, report.Image = language.Version, language.Images.Run
	}
}

// end closes the report.
func (j *judging) end(verdict Verdict, reason *Reason) {
	now := j.Now()
	r := &j.report
	r.Status, r.Verdict, r.Reason, r.FinishedAt = StatusDone, &verdict, reason, &now
	r.Passed, r.Max = CountPassed(r.Tests), MaxFigures(r.Tests)
	r.Tests = j.job.Submission.listed(r.Tests)
	r.Timings.TotalMillis = Millis(now.Sub(j.job.CreatedAt))
}

// release gives up what is held.
func (j *judging) release() {
	j.letGo()
	if j.checker != nil {
		j.checker.line.letGo()
	}
}

// letGo gives up the run cell. Another one may be claimed later.
func (j *judging) letGo() {
	cell, ahead := j.cell, j.ahead
	j.cell, j.ahead = nil, nil
	if ahead != nil {
		ahead.drop()
	}
	if cell != nil {
		cell.Destroy()
	}
}

// status tells how far the job has come.
func (j *judging) status(s Status) {
	if j.progress != nil {
		j.progress(s)
	}
}

// spent adds the time since start to one of the report's timings.
func (j *judging) spent(phase *float64, start time.Time) {
	*phase = Millis(time.Duration(*phase*float64(time.Millisecond)) + j.Now().Sub(start))
}

// text cuts a stream for the report.
func (j *judging) text(stream Stream) (Text, bool) {
	text, truncated := cutText(stream, min(j.TextBytes, j.left))
	j.left -= len(text)
	return text, truncated
}

// remedies say what an operator can do where a step failed and did not say so.
var remedies = map[string]string{
	"render": "check the language's definition",
	"claim":  "run gavel doctor: no cell could be made",
	"build":  "run gavel doctor, then submit again",
	"run":    "run gavel doctor, then submit again",
	"check":  "submit again; where it fails again, report it",
}

// failed names an error of ours for the step that is being done.
func (j *judging) failed(err error) error {
	if _, ok := errors.AsType[*StepError](err); ok {
		return err
	}
	return &StepError{Step: j.step, Remedy: remedies[j.step], Err: err}
}

// panicError is a panic that was stopped.
type panicError struct {
	value any
	stack []byte
}

func (e *panicError) Error() string { return fmt.Sprintf("panic: %v", e.value) }
