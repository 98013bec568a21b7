package runtime

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"gavel/judge"
	"gavel/runtime/control"
)

// manyBytes is how much output of several tests is kept before their process is
// ended: another one then takes the rest.
const manyBytes = 32 << 20

// RunMany executes a command once for several inputs. See judge.Cell.
func (c *Cell) RunMany(ctx context.Context, command judge.Command, input func(int) []byte, limits judge.Limits) ([]judge.Outcome, error) {
	if c.spent {
		return nil, errors.New("run: the cell is spent")
	}
	if err := checkLimits(limits); err != nil {
		return nil, fmt.Errorf("run: %w", err)
	}
	err := c.cool(ctx, judge.Command{})
	var outcomes []judge.Outcome
	if err == nil {
		outcomes, err = c.runMany(ctx, command, input, limits)
	}
	if err != nil {
		c.spent = true
		return nil, fmt.Errorf("run in cell %s: %w", c.id, err)
	}
	return outcomes, nil
}

// many is a program that takes one input after the other.
type many struct {
	cell    *Cell
	limits  judge.Limits
	end     *ending
	meter   *meter
	feed    *os.File
	outputs [3]*segmented // stdout, stderr, results
	ended   chan lastWord
}

// lastWord is what gavel-init said of the program's end.
type lastWord struct {
	message control.Message
	err     error
}

func (c *Cell) runMany(ctx context.Context, command judge.Command, input func(int) []byte, limits judge.Limits) ([]judge.Outcome, error) {
	m := &many{cell: c, limits: limits, end: newEnding(), ended: make(chan lastWord, 1)}
	defer m.close()
	if err := m.start(ctx, command); err != nil {
		return nil, err
	}
	outcome, over, err := m.next(ctx, nil) // the start, which ends with an empty line
	var outcomes []judge.Outcome
	for kept := 0; err == nil && !over && kept < manyBytes; {
		document := input(len(outcomes))
		if document == nil {
			return outcomes, m.finish(ctx)
		}
		if err = m.meter.again(); err != nil {
			break
		}
		outcome, over, err = m.next(ctx, document)
		outcomes = append(outcomes, outcome)
		kept += len(outcome.Stdout.Data) + len(outcome.Stderr.Data) + len(outcome.Results.Data)
	}
	switch {
	case err != nil:
		return nil, err
	case !over:
		return outcomes, m.finish(ctx)
	case len(outcomes) == 0: // it did not even start: so ends the first test
		outcomes = append(outcomes, outcome)
	}
	return outcomes, nil
}

// start starts the program with pipes in all directions.
func (m *many) start(ctx context.Context, command judge.Command) (err error) {
	c := m.cell
	stdin, feed, err := os.Pipe()
	if err != nil {
		return fmt.Errorf("stdin: %w", err)
	}
	defer stdin.Close()
	m.feed = feed
	descriptors := []int{int(stdin.Fd())}
	var pipes []*output
	defer func() {
		for _, pipe := range pipes {
			pipe.closeWrite()
		}
	}()
	for i := range m.outputs {
		pipe, err := newOutput(m.limits.OutputBytes, c.hostID(programUID))
		if err != nil {
			return fmt.Errorf("output pipe: %w", err)
		}
		pipes, descriptors = append(pipes, pipe), append(descriptors, pipe.write)
		if m.outputs[i], err = newSegmented(pipe.read, m.limits.OutputBytes, m.end); err != nil {
			return err
		}
	}
	if m.meter, err = c.startMeter(command.Argv[0], m.limits); err != nil {
		return err
	}
	run := control.Run{Argv: command.Argv, Env: command.Env, Dir: c.workDir(), Rlimits: c.rlimits(unlimitedOf(m.limits))}
	if err := c.send(context.WithoutCancel(ctx), control.Message{Run: &run}, descriptors...); err != nil {
		return fmt.Errorf("send: %w", err)
	}
	if err := c.conn.Unix().SetReadDeadline(time.Time{}); err != nil {
		return err
	}
	for _, output := range m.outputs {
		go output.read()
	}
	go func() {
		message, files, err := c.conn.Receive()
		closeFiles(files)
		m.ended <- lastWord{message, err}
	}()
	return nil
}

// unlimitedOf leaves the kernel's own limit of processor time, which is one for
// all tests together, out of it: the meter has one for each.
func unlimitedOf(l judge.Limits) judge.Limits {
	l.CPUMillis = unlimitedCPU
	return l
}

// next gives the program one input and waits for a line of result, or its end.
func (m *many) next(ctx context.Context, document []byte) (out judge.Outcome, over bool, err error) {
	c := m.cell
	watching, stop := context.WithCancel(context.WithoutCancel(ctx))
	killed := make(chan bool, 1)
	go func() { killed <- c.watch(watching, ctx.Done(), m.meter, m.end, m.limits) }()
	if document != nil {
		go m.write(document)
	}
	var word lastWord
	select {
	case <-m.outputs[2].line:
	case word = <-m.ended:
		over = true
	}
	stop()
	c.spent = <-killed || c.spent
	if !over && m.end.reason() != "" { // both at once: it is being ended
		word, over = m.awaitEnd(ctx), true
	}
	if !over {
		return m.lap()
	}
	out, err = m.last(word)
	return out, true, err
}

// write feeds one document. A program that does not read it will be ended for its
// time, and then the pipe breaks.
func (m *many) write(document []byte) {
	_, _ = m.feed.Write(append(slices.Clip(document), '\n'))
}

// lap is the outcome of a test after which the program goes on.
func (m *many) lap() (out judge.Outcome, over bool, err error) {
	out.Wall = time.Since(m.meter.start)
	err = m.meter.figures(&out)
	m.take(&out)
	return out, false, err
}

func (m *many) take(out *judge.Outcome) {
	for i, stream := range []*judge.Stream{&out.Stdout, &out.Stderr, &out.Results} {
		*stream = m.outputs[i].take()
	}
}

// last is the outcome of the test in which the program ended.
func (m *many) last(word lastWord) (out judge.Outcome, err error) {
	c := m.cell
	ended, lost, err := c.endOf(word.message, word.err)
	if err != nil {
		return out, err
	}
	ended.StartedAt = ended.EndedAt // it started before this test: the meter's own clock counts
	if out, err = m.meter.outcome(ended, lost, m.end); err != nil {
		return out, err
	}
	out.Wall = time.Since(m.meter.start)
	m.take(&out)
	out.Killed = m.end.reason()
	c.spent = c.spent || lost || !c.swept(ended, new(judge.Outcome)) || c.peakKept()
	return out, nil
}

// finish ends the program after its last test.
func (m *many) finish(ctx context.Context) error {
	_, err := m.last(m.awaitEnd(ctx))
	return err
}

// awaitEnd kills the program and waits for the word of its end.
func (m *many) awaitEnd(ctx context.Context) lastWord {
	m.end.because(judge.ReasonCanceled) // nobody is told: its tests are over, or another reason stands
	ending, stop := context.WithCancel(context.WithoutCancel(ctx))
	killed := make(chan bool, 1)
	go func() { killed <- m.cell.end(ending) }()
	word := <-m.ended
	stop()
	m.cell.spent = <-killed || m.cell.spent
	return word
}

func (m *many) close() {
	if m.feed != nil {
		m.feed.Close()
	}
	for _, output := range m.outputs {
		if output != nil {
			output.file.Close()
		}
	}
}

// again begins the next test of the same process. What it holds of memory and
// processes stays on its account.
func (m *meter) again() error {
	var err1, err2, err3 error
	if err := m.cell.group.resetPeak(); err != nil && !errors.Is(err, errPeakKept) {
		return fmt.Errorf("meter: %w", err)
	}
	m.oomBefore, err1 = m.cell.group.oomKills()
	m.refused, err2 = m.cell.group.refusedForks()
	m.cpu, err3 = m.programCPU()
	m.start = time.Now()
	return errors.Join(err1, err2, err3)
}
