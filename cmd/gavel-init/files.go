package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"

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

// collect sends every regular file at the path. Links, pipes and whatever else
// a program may have put there are not followed and not sent.
func (c *cell) collect(m control.Collect) error {
	sent := 0
	waiting := []string{path.Clean(m.Path)}
	for len(waiting) > 0 {
		name := waiting[0]
		waiting = waiting[1:]
		info, err := c.program.Lstat(name)
		if err != nil {
			return err
		}
		if info.IsDir() {
			names, err := c.list(name, m.MaxFiles)
			if err != nil {
				return err
			}
			waiting = append(waiting, names...)
			continue
		}
		if !info.Mode().IsRegular() {
			continue
		}
		if sent++; sent+len(waiting) > m.MaxFiles {
			return fmt.Errorf("more than %d files", m.MaxFiles)
		}
		if err := c.sendFile(name); err != nil {
			return err
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
	entries, err := f.ReadDir(most + 1)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if len(entries) > most {
		return nil, fmt.Errorf("more than %d files", most)
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
	return c.link.send(control.Message{File: &control.File{Path: name}}, int(f.Fd()))
}
