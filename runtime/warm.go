package runtime

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"golang.org/x/sys/unix"

	"gavel/judge"
	"gavel/runtime/control"
)

// warmth is what a cell's warm process holds. Its zero value is that of a cold
// cell.
type warmth struct {
	there bool
	bytes int64 // of memory
	tasks int64 // processes and threads
}

// Warm tells whether the cell has a warm process that waits for a program.
func (c *Cell) Warm() bool { return c.warmth.there }

// warmProcess says what gavel-init is to start.
func (c *Cell) warmProcess() *control.Warm {
	w := c.template.Warm
	if w == nil {
		return nil
	}
	limits := c.rlimits(judge.Limits{CPUMillis: unlimitedCPU, MemoryBytes: c.template.MemoryBytes})
	if w.Kind == control.WarmForking { // it sets the others for each child, and can only lower them
		limits = []control.Rlimit{{Resource: unix.RLIMIT_STACK, Value: uint64(stackLimit(c.template.MemoryBytes))}}
	}
	return &control.Warm{
		Kind: w.Kind, UID: c.insideID(warmUID), Argv: w.Argv, Env: w.Env, Dir: c.workDir(), Rlimits: limits, Directories: w.Directories,
		Profile: c.template.AppArmor, ChildProfile: w.ChildProfile,
	}
}

// unlimitedCPU is more processor time than any cell lives, in milliseconds.
const unlimitedCPU = 1 << 40

// warmthNow reads what the cell holds.
func (c *Cell) warmthNow() (warmth, error) {
	if c.template.Warm == nil {
		return warmth{}, nil
	}
	bytes, err1 := c.group.memory()
	tasks, err2 := c.group.processes()
	return warmth{true, bytes, tasks}, errors.Join(err1, err2)
}

// warmed notes what came with the warm process, or why there is none.
func (c *Cell) warmed(before warmth, cold string) error {
	if cold != "" {
		c.maker.report(fmt.Errorf("cell %s of %s/%s stays cold: %s", c.id, c.template.Language, c.template.Stage, cold))
		return nil
	}
	after, err := c.warmthNow()
	c.warmth = warmth{after.there, after.bytes - before.bytes, after.tasks - before.tasks}
	return err
}

// cool ends the warm process where a run cannot use it: it would live beside it.
func (c *Cell) cool(ctx context.Context, command judge.Command) error {
	if !c.warmth.there || c.fits(command) {
		return nil
	}
	c.cooled()
	if err := c.send(ctx, control.Message{Cool: &control.Cool{}}); err != nil {
		return fmt.Errorf("cool: %w", err)
	}
	_, err := c.expect(ctx, answerTimeout, func(m control.Message) bool { return m.Ready != nil })
	return err
}

// fits tells whether the cell's warm process was started as the command wants it.
func (c *Cell) fits(command judge.Command) bool {
	return command.Warm != nil && slices.Equal(command.Boot, c.template.Warm.Argv)
}

// errCold says that a program was not started, since the warm process that was to
// take it is gone.
type errCold struct{ why string }

func (e errCold) Error() string { return e.why }

// lostWarmth forgets the warm process. The program has not started and can be
// started without it.
func (c *Cell) lostWarmth(cold errCold) {
	c.cooled()
	c.maker.report(fmt.Errorf("cell %s of %s/%s has become cold: %w", c.id, c.template.Language, c.template.Stage, cold))
}

// used notes that a program was started. A process that serves once is that
// program from then on.
func (c *Cell) used() {
	if c.warmth.there && c.template.Warm.Kind == control.WarmOnce {
		c.cooled()
	}
}

// cooled forgets the warm process, and what the cell held with it.
func (c *Cell) cooled() { c.warmth, c.looked = warmth{}, cacheLook{} }

// ofProgram is the part of it that counts as the program's, as it would in a cold
// start. What is forked from a warm process copies about half of its memory, which
// counts by itself, and shares the other half.
func (w warmth) ofProgram(t Template) warmth {
	switch {
	case !w.there:
		return warmth{}
	case t.Warm.Kind == control.WarmForking:
		return warmth{bytes: w.bytes / 2}
	}
	return w
}

// handOver is what a warm process is told of a command, nil without one.
func (c *Cell) handOver(command judge.Command) []string {
	if !c.warmth.there {
		return nil
	}
	return command.Warm
}
