package runc

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/opencontainers/runc/libcontainer"
	"golang.org/x/sys/unix"
)

// Remove kills and removes a container whose maker is gone, by its state in
// root/id. It is no error that there is none.
func Remove(root, id string) error {
	left, err := libcontainer.Load(root, id)
	if errors.Is(err, libcontainer.ErrNotExist) {
		return os.RemoveAll(filepath.Join(root, id)) // killed before it had a state to write
	}
	if err != nil {
		return fmt.Errorf("load container: %w", err)
	}
	if err := end(left); err != nil {
		return err
	}
	if err := left.Destroy(); err != nil {
		return fmt.Errorf("destroy container: %w", err)
	}
	return nil
}

// end kills a container's first process, which is nobody's child here, and waits
// for its end.
func end(c *libcontainer.Container) error {
	state, err := c.State()
	if err != nil {
		return err
	}
	pidfd, err := unix.PidfdOpen(state.InitProcessPid, 0)
	if errors.Is(err, unix.ESRCH) || errors.Is(err, unix.EINVAL) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("open process %d: %w", state.InitProcessPid, err)
	}
	defer unix.Close(pidfd)
	// It knows its process by its start time too, not by a number that another may have.
	if err := c.Signal(unix.SIGKILL); err != nil {
		if errors.Is(err, libcontainer.ErrNotRunning) || errors.Is(err, os.ErrProcessDone) {
			return nil
		}
		return fmt.Errorf("kill container: %w", err)
	}
	watch := []unix.PollFd{{Fd: int32(pidfd), Events: unix.POLLIN}}
	for deadline := time.Now().Add(endTimeout); ; {
		n, err := unix.Poll(watch, int(max(0, time.Until(deadline).Milliseconds())))
		switch {
		case n > 0:
			return nil
		case err != nil && !errors.Is(err, unix.EINTR):
			return err
		case time.Now().After(deadline):
			return fmt.Errorf("process %d lives on %v after SIGKILL", state.InitProcessPid, endTimeout)
		}
	}
}
