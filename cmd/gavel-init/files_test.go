package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"gavel/runtime/control"
)

// boxed is a cell over a directory of the test, and the worker's end of its link.
func boxed(t *testing.T) (c *cell, worker *link, dir string) {
	t.Helper()
	dir = t.TempDir()
	root, err := os.OpenRoot(dir)
	must(t, err)
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_SEQPACKET|unix.SOCK_CLOEXEC, 0)
	must(t, err)
	ends := make([]*link, 2)
	for i, fd := range pair {
		ends[i] = &link{fd: fd, buf: make([]byte, 256<<10), oob: make([]byte, 256)}
	}
	t.Cleanup(func() {
		root.Close()
		unix.Close(pair[0])
		unix.Close(pair[1])
	})
	c = newCell(ends[0])
	c.program = root
	return c, ends[1], dir
}

func (c *cell) putText(t *testing.T, path, text string, mode uint32) error {
	t.Helper()
	f, err := os.CreateTemp(t.TempDir(), "")
	must(t, err)
	defer f.Close()
	_, err = f.WriteString(text)
	must(t, err)
	return c.put(control.Put{Path: path, Mode: mode}, []int{int(f.Fd())})
}

func TestPutWritesBelowItsDirectoryOnly(t *testing.T) {
	c, _, dir := boxed(t)
	must(t, c.putText(t, "a/b/c", "text", 0o6555))
	info, err := os.Stat(filepath.Join(dir, "a/b/c"))
	must(t, err)
	if info.Mode() != 0o555 || info.Size() != 4 {
		t.Errorf("mode %v, %d bytes", info.Mode(), info.Size())
	}
	outside := t.TempDir()
	must(t, os.Symlink(outside, filepath.Join(dir, "out")))
	for _, path := range []string{"../x", "/x", "out/x", "a/../../x", "a/b/c", "", "."} {
		if err := c.putText(t, path, "text", 0o444); err == nil {
			t.Errorf("%q was put", path)
		}
	}
	if left, _ := os.ReadDir(outside); len(left) > 0 {
		t.Errorf("%v is outside", left)
	}
	if err := c.put(control.Put{Path: "x"}, nil); err == nil {
		t.Error("a file without content was put")
	}
}

// collected is the answer to Collect: names, or the failure.
func collected(t *testing.T, c *cell, worker *link, path string, most int) ([]string, error) {
	t.Helper()
	done := make(chan error, 1)
	go func() {
		err := c.collect(control.Collect{Path: path, MaxFiles: most})
		if err != nil {
			c.link.send(failure("collect", err))
		}
		done <- err
	}()
	var names []string
	for {
		m, fds, err := worker.receive()
		must(t, err)
		closeAll(fds)
		switch {
		case m.File != nil && len(fds) == 1:
			names = append(names, m.File.Path)
		case m.Collected != nil || m.Failed != nil:
			return names, <-done
		default:
			t.Fatalf("unexpected %+v with %d descriptors", m, len(fds))
		}
	}
}

func TestCollectIsBounded(t *testing.T) {
	c, worker, dir := boxed(t)
	in := func(path string) string { return filepath.Join(dir, path) }
	must(t, os.MkdirAll(in("few/inner"), 0o755))
	for i := range 5 {
		must(t, os.WriteFile(in(fmt.Sprintf("few/inner/%d", i)), nil, 0o600))
	}
	must(t, os.Symlink("/etc/passwd", in("few/link")))
	must(t, os.Symlink("few", in("dirlink")))
	must(t, unix.Mkfifo(in("few/fifo"), 0o600))
	must(t, os.WriteFile(in("few/\xff"), nil, 0o600)) // no text: a message cannot name it
	must(t, os.MkdirAll(in(strings.Repeat("deep/", maxDepth+2)), 0o755))
	for i := range 50 {
		must(t, os.MkdirAll(in(fmt.Sprintf("wide/%d/inner", i)), 0o755))
	}
	for _, test := range []struct {
		path  string
		most  int
		files int
		want  error
	}{
		{"few", 5, 5, nil},
		{"few", 4, 4, errTooLarge},
		{"few/inner/0", 5, 1, nil},
		{"deep", 5, 0, errTooLarge},
		{"wide", 15, 0, errTooLarge},
		{"wide", 1000, 0, nil},
		{"none", 5, 0, errMissing},
		{"few/link", 5, 0, errMissing},
		{"dirlink", 5, 0, errMissing},
		{"few/fifo", 5, 0, errMissing},
		{"../x", 5, 0, errMissing},
		{"few/inner/0/x", 5, 0, errMissing},
	} {
		names, err := collected(t, c, worker, test.path, test.most)
		if !errors.Is(err, test.want) || len(names) != test.files {
			t.Errorf("%s, at most %d: %d files, %v; want %d, %v", test.path, test.most, len(names), err, test.files, test.want)
		}
	}
}

// TestFailuresAreAnsweredOnce: what comes after a failure is read and dropped.
func TestFailuresAreAnsweredOnce(t *testing.T) {
	c, worker, _ := boxed(t)
	done := make(chan error, 1)
	go func() { done <- c.serve() }()
	for range 3 {
		must(t, worker.send(control.Message{Collect: &control.Collect{Path: "none", MaxFiles: 1}}))
	}
	must(t, unix.Shutdown(worker.fd, unix.SHUT_WR))
	must(t, <-done)
	m, _, err := worker.receive()
	if err != nil || m.Failed == nil || m.Failed.Class != control.Missing {
		t.Fatalf("%+v, %v; want a failure", m, err)
	}
	must(t, unix.SetNonblock(worker.fd, true))
	if m, _, err := worker.receive(); err == nil {
		t.Errorf("then %+v", m)
	}
}

func TestStepsHaveNames(t *testing.T) {
	if len(steps) != int(stepProfile)+1 || steps[stepProfile] != "profile" || steps[stepDumpable] != "dumpable" || steps[stepExec] != "exec" || steps[stepFilter] != "filter" || steps[stepChdir] != "chdir" {
		t.Errorf("steps %q do not fit their numbers", steps)
	}
}
