package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/sys/unix"

	"gavel/runtime/control"
)

// put writes one file of the program, owned by gavel-init: the program can
// neither change nor remove it.
func (c *cell) put(p control.Put, fds []int) error {
	if len(fds) != 1 {
		return fmt.Errorf("%d descriptors, want the content", len(fds))
	}
	if dir := path.Dir(p.Path); dir != "." {
		if err := c.program.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	f, err := c.program.OpenFile(p.Path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := copyFrom(f, fds[0]); err != nil {
		return err
	}
	if err := f.Chmod(fs.FileMode(p.Mode).Perm()); err != nil || !p.Last {
		return err
	}
	return c.link.send(control.Message{Ready: &control.Ready{}})
}

// copyFrom copies a whole file inside the kernel.
func copyFrom(f *os.File, source int) error {
	var st unix.Stat_t
	if err := unix.Fstat(source, &st); err != nil {
		return fmt.Errorf("stat content: %w", err)
	}
	for offset := int64(0); offset < st.Size; {
		n, err := unix.Sendfile(int(f.Fd()), source, &offset, int(st.Size-offset))
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			return fmt.Errorf("copy content: %w", err)
		}
		if n == 0 {
			return io.ErrUnexpectedEOF
		}
	}
	return nil
}

// What a program has made can be at fault: such an error is one of these.
var (
	errMissing  = errors.New("there is no such regular file")
	errTooLarge = errors.New("there is more than may be collected")
)

// A tree of directories is bounded besides its files: to walk down a path of
// thousands of names costs the square of its depth.
const (
	maxDepth    = 64
	dirsPerFile = 4
)

// collect sends every regular file at the path. Links, pipes and whatever else
// a program may have put there are not followed and not sent.
func (c *cell) collect(m control.Collect) error {
	top := path.Clean(m.Path)
	info, err := c.program.Lstat(top)
	if err != nil {
		return fmt.Errorf("%w: %w", errMissing, err)
	}
	if !info.IsDir() && !info.Mode().IsRegular() {
		return fmt.Errorf("%w: %s", errMissing, info.Mode().Type())
	}
	sent, seen := 0, 0
	for waiting := []string{top}; len(waiting) > 0; seen++ {
		name := waiting[0]
		waiting = waiting[1:]
		if seen > dirsPerFile*m.MaxFiles || strings.Count(name, "/") > maxDepth {
			return fmt.Errorf("%w: %d directories deep, %d entries", errTooLarge, strings.Count(name, "/"), seen)
		}
		info, err := c.program.Lstat(name)
		if err != nil {
			return err
		}
		switch {
		case info.IsDir():
			names, err := c.list(name, m.MaxFiles)
			if err != nil {
				return err
			}
			waiting = append(waiting, names...)
		case info.Mode().IsRegular() && utf8.ValidString(name): // messages are text
			if sent++; sent > m.MaxFiles {
				return fmt.Errorf("%w: over %d files", errTooLarge, m.MaxFiles)
			}
			if err := c.sendFile(name); err != nil {
				return err
			}
		}
	}
	return c.link.send(control.Message{Collected: &control.Collected{}})
}

func (c *cell) list(dir string, most int) ([]string, error) {
	f, err := c.program.Open(dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	entries, err := f.ReadDir(dirsPerFile*most + 1)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if len(entries) > dirsPerFile*most {
		return nil, fmt.Errorf("%w: over %d entries", errTooLarge, dirsPerFile*most)
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = path.Join(dir, e.Name())
	}
	return names, nil
}

func (c *cell) sendFile(name string) error {
	f, err := c.program.OpenFile(name, os.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	if c.link.inParts { // else the worker looks at the file itself
		var st unix.Stat_t
		if err := unix.Fstat(int(f.Fd()), &st); err != nil {
			return err
		}
		if st.Nlink != 1 {
			return fmt.Errorf("%w: it has %d names", errMissing, st.Nlink)
		}
	}
	return c.link.send(control.Message{File: &control.File{Path: name}}, int(f.Fd()))
}
