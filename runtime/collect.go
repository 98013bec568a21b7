package runtime

import (
	"context"
	"fmt"
	"os"
	"time"

	"golang.org/x/sys/unix"

	"gavel/judge"
	"gavel/runtime/control"
)

// Collect takes what a build left behind. The descriptors come first, then the
// cell dies, and only then is anything read: by descriptor, never by a path in a
// directory that a job can write.
func (c *Cell) Collect(ctx context.Context, path string) ([]judge.File, error) {
	if err := checkPath(path); err != nil {
		return nil, fmt.Errorf("collect: %w", err)
	}
	names, files, err := c.descriptors(ctx, path)
	defer closeFiles(files)
	c.spent = true
	if err == nil {
		err = c.die()
	}
	if err != nil {
		return nil, fmt.Errorf("collect %s: %w", path, err)
	}
	collected := make([]judge.File, 0, len(names))
	left := c.template.ArtefactBytes
	for i, f := range files {
		data, err := regular(f, left)
		if err != nil {
			return nil, fmt.Errorf("collect %s: %w", names[i], err)
		}
		left -= int64(len(data))
		collected = append(collected, judge.File{Path: names[i], Mode: modeOf(f), Data: data})
	}
	return collected, nil
}

func (c *Cell) descriptors(ctx context.Context, path string) (names []string, files []*os.File, err error) {
	err = c.conn.Send(control.Message{Collect: &control.Collect{Path: path, MaxFiles: maxArtefacts}})
	if err != nil {
		return nil, nil, err
	}
	if err := c.conn.Unix().SetReadDeadline(time.Now().Add(answerTimeout)); err != nil {
		return nil, nil, err
	}
	for ctx.Err() == nil {
		m, received, err := c.conn.Receive()
		files = append(files, received...)
		switch {
		case err != nil:
			return names, files, err
		case m.Failed != nil:
			return names, files, fmt.Errorf("gavel-init: %s: %s", m.Failed.Step, m.Failed.Error)
		case m.Collected != nil:
			return names, files, nil
		case m.File == nil || len(received) != 1 || len(names) == maxArtefacts:
			return names, files, fmt.Errorf("gavel-init sent an unexpected message")
		}
		if err := checkPath(m.File.Path); err != nil {
			return names, files, err
		}
		names = append(names, m.File.Path)
	}
	return names, files, ctx.Err()
}

// die ends every process of the cell and returns when none is left.
func (c *Cell) die() error {
	pidfd, err := unix.PidfdOpen(c.container.pid(), 0)
	if err == unix.ESRCH {
		return nil
	}
	if err != nil {
		return fmt.Errorf("pidfd: %w", err)
	}
	defer unix.Close(pidfd)
	if err := c.conn.Close(); err != nil { // gavel-init ends with its connection
		return err
	}
	poll := []unix.PollFd{{Fd: int32(pidfd), Events: unix.POLLIN}}
	for {
		n, err := unix.Poll(poll, int(answerTimeout/time.Millisecond))
		if err == unix.EINTR {
			continue
		}
		if err == nil && n == 0 {
			return fmt.Errorf("the cell lives on")
		}
		return err
	}
}

// modeOf keeps what matters of a file's mode: whether it can be executed.
func modeOf(f *os.File) uint32 {
	info, err := f.Stat()
	if err == nil && info.Mode()&0o111 != 0 {
		return 0o555
	}
	return 0o444
}
