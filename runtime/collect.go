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

// Collect takes what a build left behind. The descriptors come first, then the
// cell dies, and only then is anything read: by descriptor, never by a path in a
// directory that a job can write. See judge.Cell for the errors.
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
		return nil, fmt.Errorf("collect %q: %w", path, err)
	}
	collected := make([]judge.File, 0, len(names))
	left, links := c.template.ArtefactBytes, uint64(1)
	if c.maker.gVisor {
		links = 0 // a file in memory that its content was put into
	}
	for i, f := range files {
		data, err := regular(f, links, left)
		if err != nil {
			return nil, fmt.Errorf("collect %q: %w", names[i], err)
		}
		left -= int64(len(data))
		collected = append(collected, judge.File{Path: names[i], Mode: modeOf(f), Data: data})
	}
	return collected, nil
}

func (c *Cell) descriptors(ctx context.Context, path string) (names []string, files []*os.File, err error) {
	err = c.send(ctx, control.Message{Collect: &control.Collect{Path: path, MaxFiles: maxArtefacts}})
	if err != nil {
		return nil, nil, err
	}
	if err := c.conn.Unix().SetReadDeadline(time.Now().Add(answerTimeout)); err != nil {
		return nil, nil, err
	}
	stop := context.AfterFunc(ctx, func() { c.conn.Unix().SetReadDeadline(time.Unix(1, 0)) })
	defer stop()
	for ctx.Err() == nil {
		m, received, err := c.conn.Receive()
		files = append(files, received...)
		switch {
		case err != nil:
			return names, files, err
		case m.Failed != nil:
			return names, files, failure(m.Failed)
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
	pidfd, err := openPidfd(c.container.pid())
	if errors.Is(err, unix.ESRCH) {
		return nil
	}
	if err != nil {
		return err
	}
	defer pidfd.Close()
	if err := c.conn.Close(); err != nil { // gavel-init ends with its connection
		return err
	}
	if err := pidfd.SetReadDeadline(time.Now().Add(answerTimeout)); err != nil {
		return err
	}
	if err := awaitEnd(pidfd); err != nil {
		return fmt.Errorf("await the cell's end: %w", err)
	}
	return nil
}

// modeOf keeps what matters of a file's mode: whether it can be executed.
func modeOf(f *os.File) uint32 {
	info, err := f.Stat()
	if err == nil && info.Mode()&0o111 != 0 {
		return 0o555
	}
	return 0o444
}

// regular returns the content of a file that a job has made, or why it is not
// taken: only a plain file with so many names, of bounded size.
func regular(f *os.File, links uint64, most int64) ([]byte, error) {
	var st unix.Stat_t
	if err := unix.Fstat(int(f.Fd()), &st); err != nil {
		return nil, err
	}
	if st.Mode&unix.S_IFMT != unix.S_IFREG || st.Nlink != links {
		return nil, fmt.Errorf("%w: not a regular file with one name", judge.ErrNotFound)
	}
	if st.Size > most {
		return nil, fmt.Errorf("%w: %d bytes, over %d", judge.ErrTooLarge, st.Size, most)
	}
	data := make([]byte, st.Size)
	_, err := io.ReadFull(io.NewSectionReader(f, 0, st.Size), data)
	return data, err
}
