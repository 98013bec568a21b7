package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// nest makes directories inside one another, deeper than a path can be long.
func nest(t *testing.T, top, name string, depth int) {
	t.Helper()
	at, err := unix.Open(top, unix.O_DIRECTORY|unix.O_PATH, 0)
	must(t, err)
	for range depth {
		must(t, unix.Mkdirat(at, name, 0o700))
		next, err := unix.Openat(at, name, unix.O_DIRECTORY|unix.O_PATH, 0)
		must(t, err)
		unix.Close(at)
		at = next
		for i := range 2 {
			fd, err := unix.Openat(at, fmt.Sprintf("f%d", i), unix.O_CREAT|unix.O_WRONLY, 0)
			must(t, err)
			unix.Close(fd)
		}
	}
	unix.Close(at)
}

func TestEmptyDir(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(t *testing.T, top string)
	}{
		{"nothing", func(*testing.T, string) {}},
		{"deeper than a path is long", func(t *testing.T, top string) { nest(t, top, strings.Repeat("d", 200), 300) }},
		{"the names that it uses itself", func(t *testing.T, top string) {
			for i := range 5 {
				must(t, os.Mkdir(filepath.Join(top, fmt.Sprintf(".gavel-%d", i)), 0o700))
			}
			nest(t, filepath.Join(top, ".gavel-1"), ".gavel-0", 3)
			nest(t, filepath.Join(top, ".gavel-3"), ".gavel-4", 50)
			must(t, os.WriteFile(filepath.Join(top, ".gavel-9"), nil, 0))
		}},
		{"names that hurt", func(t *testing.T, top string) {
			for _, name := range []string{"-rf", "*", "a\nb", "\xff\xfe", " ", "$HOME", strings.Repeat("x", 255), "..."} {
				must(t, os.MkdirAll(filepath.Join(top, name, name), 0o700))
			}
		}},
		{"what nobody may read", func(t *testing.T, top string) {
			must(t, os.MkdirAll(filepath.Join(top, "a/b"), 0o700))
			must(t, os.Chmod(filepath.Join(top, "a"), 0))
		}},
		{"pipes, sockets and links", func(t *testing.T, top string) {
			must(t, os.Mkdir(filepath.Join(top, "d"), 0o1777))
			must(t, unix.Mkfifo(filepath.Join(top, "d/fifo"), 0o600))
			must(t, unix.Mknod(filepath.Join(top, "d/socket"), unix.S_IFSOCK|0o600, 0))
			must(t, os.Symlink("..", filepath.Join(top, "d/up")))
			must(t, os.Symlink("loop", filepath.Join(top, "loop")))
		}},
		{"many", func(t *testing.T, top string) {
			for i := range 3000 {
				must(t, os.WriteFile(filepath.Join(top, fmt.Sprint(i)), nil, 0))
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			outside := t.TempDir()
			must(t, os.WriteFile(filepath.Join(outside, "keep"), nil, 0o600))
			top := filepath.Join(t.TempDir(), "top")
			must(t, os.Mkdir(top, 0o700))
			must(t, os.Symlink(outside, filepath.Join(top, "out")))
			c.make(t, top)
			if err := emptyDir(top); err != nil {
				t.Error(err)
			}
			if left, err := os.ReadDir(top); err != nil || len(left) > 0 {
				t.Errorf("%d entries are left, %v", len(left), err)
			}
			if _, err := os.Stat(filepath.Join(outside, "keep")); err != nil {
				t.Errorf("it followed a link: %v", err)
			}
		})
	}
}

func TestIsEmpty(t *testing.T) {
	for name, want := range map[string]bool{"": true, ".hidden": false, strings.Repeat("x", 255): false} {
		dir := t.TempDir()
		if name != "" {
			must(t, os.WriteFile(filepath.Join(dir, name), nil, 0o600))
		}
		if got := isEmpty(dir); got != want {
			t.Errorf("with %q: %v", name, got)
		}
	}
	if isEmpty(filepath.Join(t.TempDir(), "missing")) {
		t.Error("a directory that is not there is empty")
	}
}
