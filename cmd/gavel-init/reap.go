package main

import (
	"errors"
	"fmt"

	"golang.org/x/sys/unix"
)

// reap collects every dead process there is, and the status of pid once pid is
// among them. Orphans of the program have become children of gavel-init.
func reap(pid int) (status uint32, ended bool) {
	for {
		var ws unix.WaitStatus
		dead, err := unix.Wait4(-1, &ws, unix.WNOHANG|unix.WALL, nil)
		switch {
		case errors.Is(err, unix.EINTR):
		case err != nil || dead == 0:
			return status, ended
		case dead == pid:
			status, ended = uint32(ws), true
		}
	}
}

// killAll ends every process of the cell but gavel-init and waits for each.
// Having no child left proves it: whatever a program left behind has become
// gavel-init's child when its parent died.
func killAll() error {
	for {
		err := unix.Kill(-1, unix.SIGKILL)
		if errors.Is(err, unix.ESRCH) {
			err = nil
		}
		if err != nil {
			return fmt.Errorf("kill all: %w", err)
		}
		_, err = unix.Wait4(-1, nil, unix.WALL, nil)
		switch {
		case errors.Is(err, unix.ECHILD):
			return nil
		case err != nil && !errors.Is(err, unix.EINTR):
			return fmt.Errorf("wait: %w", err)
		}
	}
}
