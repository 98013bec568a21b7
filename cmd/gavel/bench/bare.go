package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	goruntime "runtime"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// root is an image's tree to start programs in without any sandbox: read-only,
// with /box and /tmp of its own. It lives in the mount namespace of one thread,
// where everything that touches it is done, and is gone when the thread is.
type root struct {
	dir   string
	tasks chan func()
	done  chan struct{}
}

// openRoot mounts an image at a directory that only its own thread sees so.
func openRoot(image, dir string) (*root, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	r := &root{dir: dir, tasks: make(chan func()), done: make(chan struct{})}
	ready := make(chan error)
	go func() {
		goruntime.LockOSThread() // never unlocked: the thread ends with the goroutine
		defer close(r.done)
		err := r.mount(image)
		ready <- err
		for task := range r.tasks {
			task()
		}
	}()
	if err := <-ready; err != nil {
		r.close()
		return nil, fmt.Errorf("mount %s for bare starts: %w", image, err)
	}
	return r, nil
}

func (r *root) close() {
	close(r.tasks)
	<-r.done
}

// do runs a task on the root's thread.
func (r *root) do(task func() error) error {
	result := make(chan error)
	r.tasks <- func() { result <- task() }
	return <-result
}

// mount is called on the root's thread.
func (r *root) mount(image string) error {
	if err := unix.Unshare(unix.CLONE_FS | unix.CLONE_NEWNS); err != nil {
		return fmt.Errorf("unshare: %w", err)
	}
	at := func(name string) string { return filepath.Join(r.dir, name) }
	for _, m := range []struct {
		source, target, kind string
		flags                uintptr
		data                 string
	}{
		{"", "/", "", unix.MS_REC | unix.MS_PRIVATE, ""},
		{image, r.dir, "", unix.MS_BIND, ""},
		{"", r.dir, "", unix.MS_BIND | unix.MS_REMOUNT | unix.MS_RDONLY, ""},
		{"tmpfs", at("box"), "tmpfs", 0, "mode=755"},
		{"tmpfs", at("tmp"), "tmpfs", 0, "mode=1777"},
		{"tmpfs", at("dev"), "tmpfs", 0, "mode=755"},
		{"proc", at("proc"), "proc", 0, ""},
	} {
		if err := unix.Mount(m.source, m.target, m.kind, m.flags, m.data); err != nil {
			return fmt.Errorf("mount %s: %w", m.target, err)
		}
	}
	for name, minor := range map[string]uint32{"null": 3, "zero": 5, "random": 8, "urandom": 9} {
		if err := unix.Mknod(at("dev/"+name), unix.S_IFCHR|0o666, int(unix.Mkdev(1, minor))); err != nil {
			return fmt.Errorf("make /dev/%s: %w", name, err)
		}
	}
	return nil
}

// replace makes these files the only ones of a directory in /box or /tmp.
func (r *root) replace(dir string, files map[string][]byte) error {
	return r.do(func() error {
		full := filepath.Join(r.dir, dir)
		if err := os.MkdirAll(full, 0o755); err != nil {
			return err
		}
		old, err := os.ReadDir(full)
		for _, e := range old {
			err = errors.Join(err, os.RemoveAll(filepath.Join(full, e.Name())))
		}
		for name, data := range files {
			err = errors.Join(err, os.WriteFile(filepath.Join(full, name), data, 0o755))
		}
		return err
	})
}

// box reads the files that lie directly in /box.
func (r *root) box() (files map[string][]byte, err error) {
	files = map[string][]byte{}
	err = r.do(func() error {
		entries, err := os.ReadDir(filepath.Join(r.dir, "box"))
		for _, e := range entries {
			data, readErr := os.ReadFile(filepath.Join(r.dir, "box", e.Name()))
			files[e.Name()] = data
			err = errors.Join(err, readErr)
		}
		return err
	})
	return files, err
}

// used is what one start took.
type used struct{ wall, cpu time.Duration }

// start runs a command in the root, in /box, from fork to the end of the wait.
func (r *root) start(ctx context.Context, argv []string, stdin string) (stdout []byte, u used, err error) {
	err = r.do(func() error {
		stdout, u, err = execute(ctx, argv, stdin, &syscall.SysProcAttr{Chroot: r.dir, Setpgid: true}, "/box")
		return err
	})
	return stdout, u, err
}

var bareEnv = []string{"PATH=/usr/bin:/bin", "HOME=/tmp", "LANG=C.UTF-8"}

// execute forks, execs and waits. The output goes into a file in memory, so that
// nobody has to read it while the clock runs.
func execute(ctx context.Context, argv []string, stdin string, attr *syscall.SysProcAttr, dir string) ([]byte, used, error) {
	if err := ctx.Err(); err != nil {
		return nil, used{}, context.Cause(ctx)
	}
	in, err := memory("stdin", stdin)
	if err != nil {
		return nil, used{}, err
	}
	defer in.Close()
	out, err := memory("stdout", "")
	if err != nil {
		return nil, used{}, err
	}
	defer out.Close()
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr, cmd.Dir = in, out, out, dir
	cmd.SysProcAttr = attr
	if attr.Chroot != "" {
		cmd.Env = bareEnv
	}
	start := time.Now()
	err = cmd.Run()
	u := used{wall: time.Since(start)}
	if cmd.ProcessState != nil {
		u.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	output, readErr := io.ReadAll(io.NewSectionReader(out, 0, 1<<20))
	if err != nil {
		return output, u, fmt.Errorf("%v: %w: %.1000s", argv, err, output)
	}
	return output, u, readErr
}

// memory is a file without a name that begins with a text.
func memory(name, text string) (*os.File, error) {
	fd, err := unix.MemfdCreate(name, unix.MFD_CLOEXEC)
	if err != nil {
		return nil, fmt.Errorf("memory file: %w", err)
	}
	f := os.NewFile(uintptr(fd), name)
	if _, err := f.WriteAt([]byte(text), 0); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}
