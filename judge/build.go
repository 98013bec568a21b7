package judge

import (
	"context"
	"errors"
	"slices"
)

// build compiles the program and links it to what came of it. It returns why
// there is no program, "" where there is one.
func (j *judging) build(ctx context.Context) (Reason, error) {
	if j.program.Build == nil {
		return "", nil
	}
	j.status(StatusCompiling)
	j.step = "build"
	built, err := j.remembered(ctx, *j.program.Build)
	if err != nil {
		return "", err
	}
	j.report.Compile = built.told
	if built.note != "" {
		j.say(built.note)
	}
	if built.failed != "" {
		return built.failed, nil
	}
	defer j.spent(&j.report.Timings.CompileMillis, j.Now())
	program, err := j.Languages.Link(j.program, built.files)
	if nothing, ok := errors.AsType[*NothingToRun](err); ok {
		j.say(nothing.Message)
		return reasonCompile, nil
	}
	if err != nil {
		return "", j.failed(err)
	}
	j.program = program
	return "", nil
}

// built is what a compilation left behind.
type built struct {
	files  []File
	failed Reason // "" where it went well
	told   CompileReport
	note   string // what the compiler did not say itself
}

// compile runs one compilation in a cell of its own. What it returns depends on
// the build alone, so a cache may answer for it.
func (j *judging) compile(ctx context.Context, build Build) (built, error) {
	cell, err := j.claim(ctx, StageBuild)
	if err != nil {
		return built{}, err
	}
	defer cell.Destroy()
	defer j.spent(&j.report.Timings.CompileMillis, j.Now())
	if err := cell.Put(ctx, build.Files); err != nil {
		return built{}, j.failed(err)
	}
	outcome, err := cell.Run(ctx, build.Command, nil, build.Limits)
	if err := j.uncanceled(ctx, outcome, err); err != nil {
		return built{}, err
	}
	result := built{failed: decideBuild(outcome), told: j.toldBy(outcome)}
	if result.failed == "" {
		j.claimAhead(ctx)
		if err := result.collect(ctx, cell, build.Artefacts); err != nil {
			return built{}, j.failed(err)
		}
	}
	result.told.OK = result.failed == ""
	return result, nil
}

// uncanceled is the error of a run, one also where it was taken back: a program
// that we stopped has no verdict.
func (j *judging) uncanceled(ctx context.Context, outcome Outcome, err error) error {
	switch {
	case err != nil:
		return j.failed(err)
	case ctx.Err() != nil:
		return j.failed(context.Cause(ctx))
	case outcome.Killed == ReasonCanceled:
		return j.failed(errors.New("the program was ended as canceled, which nobody had asked for"))
	}
	return nil
}

// collect takes the artefacts. What the compiler did not make, or made too large,
// is the program's doing.
func (b *built) collect(ctx context.Context, cell Cell, path string) error {
	files, err := cell.Collect(ctx, path)
	switch {
	case errors.Is(err, ErrNotFound):
		b.failed, b.note = reasonCompile, "the compiler made no program"
	case errors.Is(err, ErrTooLarge):
		b.failed, b.note = reasonCompileOutput, "the compiled program is too large: "+err.Error()
	default:
		b.files = files
		return err
	}
	return nil
}

// toldBy is the compiler's report: its messages, errors first, as they are.
func (j *judging) toldBy(outcome Outcome) CompileReport {
	told := CompileReport{CPUMillis: Millis(outcome.CPU), WallMillis: Millis(outcome.Wall)}
	told.Output, told.OutputTruncated = j.text(Stream{
		Data:      slices.Concat(outcome.Stderr.Data, outcome.Stdout.Data),
		Truncated: outcome.Stderr.Truncated || outcome.Stdout.Truncated,
	})
	return told
}

// say adds a line of ours to the compiler's messages.
func (j *judging) say(message string) {
	told := &j.report.Compile
	if len(told.Output) > 0 && told.Output[len(told.Output)-1] != '\n' {
		told.Output = append(told.Output, '\n')
	}
	line, _ := cutText(Stream{Data: []byte(message + "\n")}, j.TextBytes)
	told.Output = append(told.Output, line...)
}

// compileError is the end of a submission that is no program.
func (j *judging) compileError(reason Reason, message string) (Verdict, *Reason) {
	if message != "" {
		j.say(message)
	}
	j.report.Compile.OK = false
	j.report.Tests = skippedTests(j.job.Submission.Cases())
	return CompileError, &reason
}
