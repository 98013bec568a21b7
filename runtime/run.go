package runtime

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/sys/unix"

	"gavel/judge"
	"gavel/runtime/control"
)

// endTimeout is how long gavel-init may take to end what it was told to kill.
// After it the worker kills the whole cell from outside.
const endTimeout = 300 * time.Millisecond

// Run executes a command once. See judge.Cell.
func (c *Cell) Run(ctx context.Context, command judge.Command, stdin []byte, limits judge.Limits) (judge.Outcome, error) {
	if c.spent {
		return judge.Outcome{}, errors.New("run: the cell is spent")
	}
	if err := checkLimits(limits); err != nil {
		return judge.Outcome{}, fmt.Errorf("run: %w", err)
	}
	if c.learn != nil && command.Warm != nil {
		c.learn(command.Boot)
		c.learn = nil // one program, one wish
	}
	err := c.cool(ctx, command)
	var out judge.Outcome
	if err == nil {
		out, err = c.run(ctx, command, stdin, limits)
	}
	if cold, ok := errors.AsType[errCold](err); ok && !c.spent {
		c.lostWarmth(cold)
		out, err = c.run(ctx, command, stdin, limits)
	}
	if err != nil {
		c.spent = true
		return out, fmt.Errorf("run in cell %s: %w", c.id, err)
	}
	return out, nil
}

// checkLimits refuses what the kernel would take for no limit at all.
func checkLimits(l judge.Limits) error {
	for name, value := range map[string]int64{
		"cpu": l.CPUMillis, "wall": l.WallMillis, "memory": l.MemoryBytes, "output": l.OutputBytes, "processes": l.Processes,
	} {
		if value <= 0 {
			return fmt.Errorf("%s limit is %d, must be positive", name, value)
		}
	}
	return nil
}

func (c *Cell) run(ctx context.Context, command judge.Command, stdin []byte, limits judge.Limits) (judge.Outcome, error) {
	end := newEnding()
	streams, err := c.openStreams(command, stdin, limits.OutputBytes, end)
	if err != nil {
		return judge.Outcome{}, err
	}
	defer streams.close()
	meter, err := c.startMeter(command.Argv[0], limits)
	if err != nil {
		return judge.Outcome{}, err
	}
	err = c.send(context.WithoutCancel(ctx), control.Message{Run: &control.Run{
		Argv:    command.Argv,
		Env:     command.Env,
		Dir:     c.workDir(),
		Rlimits: c.rlimits(limits),
		Warm:    c.handOver(command),
		Keep:    command.Keep,
	}}, streams.descriptors()...)
	if err != nil {
		return judge.Outcome{}, fmt.Errorf("send: %w", err)
	}
	streams.handOver()
	ended, lost, err := c.await(ctx, meter, end, limits)
	if err != nil {
		return judge.Outcome{}, err
	}
	if ended.Refused == control.RefusedWarm {
		c.spent = c.spent || !c.swept(ended, new(judge.Outcome))
		return judge.Outcome{}, errCold{ended.Cold}
	}
	c.used()
	out, err := meter.outcome(ended, lost, end)
	if err != nil {
		return out, err
	}
	if err := streams.wait(&out); err != nil {
		return out, fmt.Errorf("output: %w", err)
	}
	out.Killed = end.reason() // again: the last of the output may have passed the limit
	c.spent = c.spent || lost || !c.swept(ended, &out) || c.peakKept()
	return out, nil
}

// peakKept tells whether the next run's memory could not be told from this one's.
func (c *Cell) peakKept() bool {
	if !c.peakResets {
		c.peakResets = !errors.Is(c.group.resetPeak(), errPeakKept)
	}
	return !c.peakResets
}

// maxKept is how much of a kept file is read.
const maxKept = 64 << 10

// swept waits until gavel-init has emptied the scratch directory, and reads the
// file that was to be kept. A cell where either cannot be is not used again; the
// run that has ended is as good as any.
func (c *Cell) swept(ended control.Ended, out *judge.Outcome) bool {
	if ended.Clean {
		return true
	}
	m, files, err := c.receive(context.Background(), answerTimeout, func(m control.Message) bool { return m.Swept != nil })
	defer closeFiles(files)
	if err == nil && len(files) > 0 {
		out.Kept, err = io.ReadAll(io.NewSectionReader(files[0], 0, maxKept))
	}
	return err == nil && m.Swept.Dirty == ""
}

// workDir is where a program starts: a compiler among its sources, a program
// where it may write.
func (c *Cell) workDir() string {
	if c.template.Stage == judge.StageBuild {
		return control.ProgramDir
	}
	return control.ScratchDir
}

// pendingSignals bounds the signals and timers that wait for a program.
const pendingSignals = 256

// rlimits of the program. Memory and processes are the control group's business;
// RLIMIT_AS would break virtual machines. RLIMIT_CPU stands behind the meter in
// case the worker itself is stopped: most kernels count it in ticks, and under load
// a program has been charged a tenth more than it used, so it must not come close.
func (c *Cell) rlimits(l judge.Limits) []control.Rlimit {
	all := []control.Rlimit{
		{Resource: unix.RLIMIT_CORE, Value: noCore},
		{Resource: unix.RLIMIT_CPU, Value: uint64(2*max(l.CPUMillis, l.WallMillis)/1000) + 1},
		{Resource: unix.RLIMIT_FSIZE, Value: uint64(c.template.FileBytes)},
		{Resource: unix.RLIMIT_MEMLOCK},
		{Resource: unix.RLIMIT_MSGQUEUE},
		{Resource: unix.RLIMIT_NOFILE, Value: uint64(c.template.OpenFiles)},
		{Resource: unix.RLIMIT_RTPRIO},
		{Resource: unix.RLIMIT_SIGPENDING, Value: pendingSignals},
		{Resource: unix.RLIMIT_STACK, Value: uint64(stackLimit(l.MemoryBytes))},
	}
	if c.maker.gVisor {
		return rlimitsInGVisor(all, l)
	}
	return all
}

// stackLimit leaves a sixteenth of the memory for everything else: recursion
// without end then ends in SIGSEGV every time, not sometimes in a memory kill.
func stackLimit(memory int64) int64 { return memory - memory/16 }

// await waits for the program's end, ending it where it passes a limit. A lost
// cell is one whose gavel-init has gone; then nothing else lives in it either.
func (c *Cell) await(ctx context.Context, m *meter, end *ending, limits judge.Limits) (ended control.Ended, lost bool, err error) {
	watching, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	if err := c.conn.Unix().SetReadDeadline(time.Time{}); err != nil {
		return ended, false, err
	}
	killed := make(chan bool, 1)
	go func() { killed <- c.watch(watching, ctx.Done(), m, end, limits) }()
	message, files, err := c.conn.Receive()
	closeFiles(files)
	stop()
	c.spent = <-killed
	return c.endOf(message, err)
}

// endOf is what gavel-init said of a program's end, or that it is gone.
func (c *Cell) endOf(message control.Message, err error) (ended control.Ended, lost bool, _ error) {
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, unix.ECONNRESET) || errors.Is(err, os.ErrDeadlineExceeded):
		return ended, true, c.group.kill()
	case err != nil:
		return ended, false, fmt.Errorf("receive: %w", err)
	case message.Failed != nil:
		return ended, false, failure(message.Failed)
	case message.Ended == nil:
		return ended, false, errors.New("gavel-init sent an unexpected message")
	}
	return *message.Ended, false, nil
}

// watch ends the program where it passes its processor or wall time, floods its
// output, or its owner takes it back. It sleeps until the first of them is
// possible, not for a fixed tick. It tells whether the whole cell was killed.
func (c *Cell) watch(ctx context.Context, canceled <-chan struct{}, m *meter, end *ending, limits judge.Limits) bool {
	timer := time.NewTimer(atLeast(limits))
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return false
		case <-canceled:
			end.because(judge.ReasonCanceled)
		case <-end.wanted:
		case <-timer.C:
			left, reason := m.left(limits)
			if reason == "" {
				timer.Reset(left)
				continue
			}
			end.because(reason)
		}
		return c.end(ctx)
	}
}

// end kills the program: through gavel-init, which keeps the cell, and if that
// does not work, with the whole cell.
func (c *Cell) end(ctx context.Context) (killed bool) {
	_ = c.conn.Unix().SetWriteDeadline(time.Now().Add(endTimeout))
	_ = c.conn.Send(control.Message{Kill: &control.Kill{}}) // a broken connection is a dead cell
	select {
	case <-ctx.Done():
		return false
	case <-time.After(endTimeout):
		_ = c.group.kill() // tried again, and its error told, when the cell is found lost
		c.conn.Unix().SetReadDeadline(time.Now().Add(endTimeout))
		return true
	}
}
