package runtime

import (
	"fmt"
	"os"
	goruntime "runtime"

	"golang.org/x/sys/unix"
)

// newNetwork makes an empty network namespace and returns a descriptor that
// keeps it. Nothing ever brings its loopback device up: a runtime would do so in
// a namespace that it makes itself.
func newNetwork() (*os.File, error) {
	type result struct {
		file *os.File
		err  error
	}
	made := make(chan result)
	go func() {
		// The thread is not unlocked: it ends with this goroutine, so no other
		// goroutine ever runs in the new namespace.
		goruntime.LockOSThread()
		if err := unix.Unshare(unix.CLONE_NEWNET); err != nil {
			made <- result{err: fmt.Errorf("unshare network: %w", err)}
			return
		}
		f, err := os.Open("/proc/thread-self/ns/net")
		made <- result{file: f, err: err}
	}()
	r := <-made
	return r.file, r.err
}

// procPath is a path under which another process can open the file.
func procPath(f *os.File) string {
	return fmt.Sprintf("/proc/%d/fd/%d", os.Getpid(), f.Fd())
}
