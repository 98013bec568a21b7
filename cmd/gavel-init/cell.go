package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"golang.org/x/sys/unix"

	"gavel/runtime/control"
)

// reapInterval bounds how long a dead orphan of a running program counts
// against its processes limit, should its SIGCHLD not wake the poll.
const reapInterval = 100 // ms

type cell struct {
	link    *link
	setup   control.Setup
	program *os.Root // control.ProgramDir
	ruleset int      // Landlock rules of the programs; -1: the kernel has none
	warm    *warm    // nil: there is none, or it is gone
}

func newCell(l *link) *cell { return &cell{link: l} }

// serve answers the worker until it closes the connection. After a failure it
// only reads on: a worker that still sends must neither block nor find answers
// to what it has given up.
func (c *cell) serve() error {
	for failed := false; ; {
		m, fds, err := c.link.receive()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if !failed {
			step, err := c.answer(m, fds)
			if failed = err != nil; failed {
				err = c.link.send(failure(step, err))
			}
			if err != nil {
				return err
			}
		}
		closeAll(fds)
	}
}

func failure(step string, err error) control.Message {
	failed := control.Failed{Step: step, Error: err.Error()}
	switch {
	case errors.Is(err, errMissing):
		failed.Class = control.Missing
	case errors.Is(err, errTooLarge):
		failed.Class = control.TooLarge
	}
	return control.Message{Failed: &failed}
}

func closeAll(fds []int) {
	for i, fd := range fds {
		if fd >= 0 {
			unix.Close(fd)
		}
		fds[i] = -1
	}
}

// answer handles one message and names the step for an error's sake.
func (c *cell) answer(m control.Message, fds []int) (step string, err error) {
	switch {
	case m.Setup != nil:
		return "setup", c.prepare(*m.Setup)
	case m.Put != nil:
		return "put " + m.Put.Path, c.put(*m.Put, fds)
	case m.Run != nil:
		return "run", c.run(*m.Run, fds)
	case m.Collect != nil:
		return "collect " + m.Collect.Path, c.collect(*m.Collect)
	case m.Cool != nil:
		return "cool", c.cool()
	case m.Kill != nil:
		return "kill", nil // the program ended first
	}
	return "receive", errors.New("empty message")
}

func (c *cell) prepare(s control.Setup) error {
	root, err := os.OpenRoot(control.ProgramDir)
	if err != nil {
		return err
	}
	c.setup, c.program = s, root
	if s.Writable {
		if err := os.Chown(control.ProgramDir, int(s.UID), int(s.GID)); err != nil {
			return err
		}
	}
	if c.ruleset, err = newRuleset(landlockABI(), s.Writable); err != nil {
		return fmt.Errorf("landlock: %w", err)
	}
	cold, err := c.startAhead(s)
	if err != nil {
		return err
	}
	return c.link.send(control.Message{Ready: &control.Ready{Cold: cold}})
}

// startAhead starts the warm process, if there is to be one, and gives up what
// only one that forks may have. It returns why there is none; the error is of what
// would leave the cell unfit.
func (c *cell) startAhead(s control.Setup) (cold string, err error) {
	if s.Warm != nil && s.Warm.Kind == control.WarmForking {
		if cold, err = c.startWarm(s); err != nil {
			return "", err
		}
		return cold, dropWarmCapabilities()
	}
	if err := dropWarmCapabilities(); err != nil || s.Warm == nil {
		return "", err
	}
	return c.startWarm(s)
}

func (c *cell) startWarm(s control.Setup) (cold string, err error) {
	for _, directory := range s.Warm.Directories {
		if err := c.program.MkdirAll(directory, 0o755); err != nil {
			return "", err
		}
	}
	if c.warm, err = startWarm(*s.Warm, s, c.ruleset); err != nil {
		return err.Error(), killAll()
	}
	return "", nil
}

// cool ends the warm process.
func (c *cell) cool() error {
	if c.warm != nil {
		c.warm.close()
		c.warm = nil
	}
	if err := killAll(); err != nil {
		return err
	}
	return c.link.send(control.Message{Ready: &control.Ready{}})
}

// run executes a program and answers when nothing is left of it.
func (c *cell) run(r control.Run, fds []int) error {
	if len(fds) != 3 && len(fds) != 4 {
		return fmt.Errorf("%d descriptors, want stdin, stdout, stderr and perhaps one more", len(fds))
	}
	ended := control.Ended{StartedAt: now()}
	p, err := c.start(r, fds)
	closeAll(fds) // the worker waits for the end of both outputs
	var refused *spawnError
	var cold *warmError
	switch {
	case errors.As(err, &cold):
		ended.Refused, ended.Cold = control.RefusedWarm, cold.Error()
	case errors.As(err, &refused):
		ended.Refused, ended.Errno = refused.name(), int(refused.errno)
	case err != nil:
		return err
	default:
		if ended.Status, err = c.await(p); err != nil {
			return err
		}
	}
	ended.EndedAt = now()
	if err := c.endAll(); err != nil {
		return err
	}
	ended.Clean = r.Keep == "" && isEmpty(control.ScratchDir)
	if err := c.link.send(control.Message{Ended: &ended}); err != nil || ended.Clean {
		return err
	}
	kept := keep(r.Keep)
	defer closeAll(kept)
	var swept control.Swept
	if err := emptyDir(control.ScratchDir); err != nil {
		swept.Dirty = err.Error()
	}
	return c.link.send(control.Message{Swept: &swept}, kept...)
}

// keep opens a file that the worker wants to read although its directory is being
// emptied. It returns nothing where there is no such regular file.
func keep(name string) []int {
	if name == "" || strings.Contains(name, "/") {
		return nil
	}
	fd, err := unix.Open(path.Join(control.ScratchDir, name), unix.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil
	}
	var st unix.Stat_t
	if err := unix.Fstat(fd, &st); err != nil || st.Mode&unix.S_IFMT != unix.S_IFREG {
		unix.Close(fd)
		return nil
	}
	return []int{fd}
}

// start hands a program to the warm process that it fits, or executes it.
func (c *cell) start(r control.Run, fds []int) (process, error) {
	if r.Warm == nil || c.warm == nil {
		return spawn(r, c.setup, c.ruleset, fds)
	}
	w := c.warm
	p, err := w.take(r, c.setup, c.ruleset, fds)
	if err != nil || w.kind == control.WarmOnce {
		c.warm = nil
		unix.Close(w.socket)
	}
	return p, err
}

// await returns the wait status of the program's first process, killing
// everything when the worker says so.
func (c *cell) await(p process) (uint32, error) {
	defer unix.Close(p.pidfd)
	polled := []unix.PollFd{
		{Fd: int32(p.pidfd), Events: unix.POLLIN},
		{Fd: int32(c.link.fd), Events: unix.POLLIN},
	}
	for wait := linger; ; wait = unix.Poll {
		if _, err := wait(polled, reapInterval); err != nil && !errors.Is(err, unix.EINTR) {
			return 0, fmt.Errorf("poll: %w", err)
		}
		if polled[1].Revents != 0 {
			m, extra, err := c.link.receive()
			closeAll(extra)
			if err != nil {
				return 0, err
			}
			if m.Kill == nil {
				return 0, errors.New("message while a program runs")
			}
			if err := c.kill(); err != nil {
				return 0, err
			}
		}
		if status, ended := c.reap(p.pid); ended {
			return status, nil
		}
	}
}

func now() int64 {
	var ts unix.Timespec
	_ = unix.ClockGettime(unix.CLOCK_MONOTONIC, &ts)
	return ts.Nano()
}
