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
		// A thread that does not come back from the new namespace is never unlocked:
		// it ends with this goroutine, and no other ever runs there.
		goruntime.LockOSThread()
		f, err := unshareNetwork()
		if err == nil {
			goruntime.UnlockOSThread()
		}
		made <- result{file: f, err: err}
	}()
	r := <-made
	return r.file, r.err
}

// unshareNetwork moves the thread into a new network namespace and back. On an
// error it may still be there.
func unshareNetwork() (*os.File, error) {
	const path = "/proc/thread-self/ns/net"
	home, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer home.Close()
	if err := unix.Unshare(unix.CLONE_NEWNET); err != nil {
		return nil, fmt.Errorf("unshare network: %w", err)
	}
	made, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if err := unix.Setns(int(home.Fd()), unix.CLONE_NEWNET); err != nil {
		made.Close()
		return nil, fmt.Errorf("return from network namespace: %w", err)
	}
	return made, nil
}

// procPath is a path under which another process can open the file.
func procPath(f *os.File) string {
	return fmt.Sprintf("/proc/%d/fd/%d", os.Getpid(), f.Fd())
}
