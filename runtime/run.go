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
	out, err := c.run(ctx, command, stdin, limits)
	if err != nil {
		c.spent = true
		return out, fmt.Errorf("run in cell %s: %w", c.id, err)
	}
	return out, nil
}

func (c *Cell) run(ctx context.Context, command judge.Command, stdin []byte, limits judge.Limits) (judge.Outcome, error) {
	end := newEnding()
	streams, err := c.openStreams(stdin, limits.OutputBytes, end)
	if err != nil {
		return judge.Outcome{}, err
	}
	defer streams.close()
	meter, err := c.startMeter(limits)
	if err != nil {
		return judge.Outcome{}, err
	}
	err = c.conn.Send(control.Message{Run: &control.Run{
		Argv:    command.Argv,
		Env:     command.Env,
		Dir:     c.workDir(),
		Rlimits: c.rlimits(limits),
	}}, streams.descriptors()...)
	if err != nil {
		return judge.Outcome{}, fmt.Errorf("send: %w", err)
	}
	streams.handOver()
	ended, lost, err := c.await(ctx, meter, end, limits)
	if err != nil {
		return judge.Outcome{}, err
	}
	out, err := meter.outcome(ended, lost, end)
	if err != nil {
		return out, err
	}
	out.Stdout, out.Stderr = streams.wait()
	out.Killed = end.reason() // again: the last of the output may have passed the limit
	return out, nil
}

// workDir is where a program starts: a compiler among its sources, a program
// where it may write.
func (c *Cell) workDir() string {
	if c.template.Stage == judge.StageBuild {
		return control.ProgramDir
	}
	return control.ScratchDir
}

// rlimits of the program. Memory and processes are the control group's business;
// RLIMIT_AS would break virtual machines. RLIMIT_CPU stands behind the meter in
// case the worker itself is stopped.
func (c *Cell) rlimits(l judge.Limits) []control.Rlimit {
	return []control.Rlimit{
		{Resource: unix.RLIMIT_CORE},
		{Resource: unix.RLIMIT_CPU, Value: uint64((l.CPUMillis+999)/1000) + 1},
		{Resource: unix.RLIMIT_FSIZE, Value: uint64(c.template.FileBytes)},
		{Resource: unix.RLIMIT_MEMLOCK},
		{Resource: unix.RLIMIT_MSGQUEUE},
		{Resource: unix.RLIMIT_NOFILE, Value: uint64(c.template.OpenFiles)},
		{Resource: unix.RLIMIT_RTPRIO},
		{Resource: unix.RLIMIT_SIGPENDING, Value: 256},
		{Resource: unix.RLIMIT_STACK, Value: uint64(l.MemoryBytes)},
	}
}

// await waits for the program's end, ending it where it passes a limit. A lost
// cell is one whose gavel-init has gone.
func (c *Cell) await(ctx context.Context, m *meter, end *ending, limits judge.Limits) (ended control.Ended, lost bool, err error) {
	watching, stop := context.WithCancel(context.WithoutCancel(ctx))
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		c.watch(watching, ctx.Done(), m, end, limits)
	}()
	if err := c.conn.Unix().SetReadDeadline(time.Time{}); err != nil {
		stop()
		return ended, false, err
	}
	message, files, err := c.conn.Receive()
	closeFiles(files)
	stop()
	<-watched
	switch {
	case errors.Is(err, io.EOF) || errors.Is(err, unix.ECONNRESET) || errors.Is(err, os.ErrDeadlineExceeded):
		return ended, true, nil
	case err != nil:
		return ended, false, fmt.Errorf("receive: %w", err)
	case message.Failed != nil:
		return ended, false, fmt.Errorf("gavel-init: %s: %s", message.Failed.Step, message.Failed.Error)
	case message.Ended == nil:
		return ended, false, errors.New("gavel-init sent an unexpected message")
	}
	return *message.Ended, false, nil
}

// watch ends the program where it passes its processor or wall time, floods its
// output, or its owner takes it back. It sleeps until the first of them is
// possible, not for a fixed tick.
func (c *Cell) watch(ctx context.Context, canceled <-chan struct{}, m *meter, end *ending, limits judge.Limits) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-canceled:
			end.because(judge.ReasonCanceled)
		case <-end.wanted:
		case <-timer.C:
			left, reason := m.left(limits)
			if reason == "" {
				timer.Reset(left)
				continue
			}
			if kills, err := c.group.oomKills(); err == nil && kills > m.oomBefore {
				reason = judge.ReasonOOM // it has been idle since
			}
			end.because(reason)
		}
		c.end(ctx)
		return
	}
}

// end kills the program: through gavel-init, which keeps the cell, and if that
// does not work, with the whole cell.
func (c *Cell) end(ctx context.Context) {
	_ = c.conn.Send(control.Message{Kill: &control.Kill{}}) // a broken connection is a dead cell
	select {
	case <-ctx.Done():
	case <-time.After(endTimeout):
		_ = c.group.kill()
		c.conn.Unix().SetReadDeadline(time.Now().Add(endTimeout))
	}
}
