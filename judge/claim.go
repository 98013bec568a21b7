package judge

import (
	"context"
	"errors"
	"runtime/debug"
)

// Nobody waits for a cell while a cell is held that only its own end would set
// free: otherwise a few jobs could hold each other's cells for ever. The claim
// ahead is none such: what it overlaps with ends whether it succeeds or not, and
// the build cell is gone before anybody waits for it.

// claim waits for a cell.
func (j *judging) claim(ctx context.Context, stage Stage) (Cell, error) {
	defer j.spent(&j.report.Timings.SandboxMillis, j.Now())
	before := j.step
	j.step = "claim"
	cell, err := j.Cells.Claim(ctx, j.program.Language, stage)
	if err != nil {
		return nil, j.failed(err)
	}
	j.step = before
	return cell, nil
}

// ready makes sure that a run cell is held that holds the program's files and can
// run a test.
func (j *judging) ready(ctx context.Context) error {
	if j.cell != nil && !j.cell.Spent() {
		return nil
	}
	if j.cell != nil {
		j.cell.Destroy()
		j.cell = nil
	}
	if err := j.claimRun(ctx); err != nil {
		return err
	}
	defer j.spent(&j.report.Timings.RunMillis, j.Now())
	if err := j.cell.Put(ctx, j.program.Files); err != nil {
		return j.failed(err)
	}
	return nil
}

// claimRun takes the run cell that is on its way, or asks for one.
func (j *judging) claimRun(ctx context.Context) error {
	if j.ahead == nil {
		cell, err := j.claim(ctx, StageRun)
		j.cell = cell
		return err
	}
	defer j.spent(&j.report.Timings.SandboxMillis, j.Now())
	got := j.ahead.take()
	j.ahead = nil
	if got.err != nil {
		j.step = "claim"
		return j.failed(got.err)
	}
	j.cell = got.cell
	return nil
}

// ahead is a claim that was begun before its cell is needed.
type ahead struct {
	result chan claimed // of capacity 1, one answer
	stop   context.CancelFunc
}

type claimed struct {
	cell Cell
	err  error
}

// claimAhead asks for a run cell and does not wait.
func (j *judging) claimAhead(ctx context.Context) {
	ctx, stop := context.WithCancel(ctx)
	a := &ahead{make(chan claimed, 1), stop}
	cells, language := j.Cells, j.program.Language // Link changes the program meanwhile
	go func() {
		var got claimed
		defer func() {
			if value := recover(); value != nil {
				got = claimed{err: &panicError{value, debug.Stack()}}
			}
			a.result <- got
		}()
		got.cell, got.err = cells.Claim(ctx, language, StageRun)
		if got.cell == nil && got.err == nil {
			got.err = errors.New("a claim returned no cell and no error")
		}
	}()
	j.ahead = a
}

// take waits for the cell.
func (a *ahead) take() claimed {
	defer a.stop()
	return <-a.result
}

// drop ends the claim, and the cell if it came all the same.
func (a *ahead) drop() {
	a.stop()
	if got := <-a.result; got.cell != nil {
		got.cell.Destroy()
	}
}
