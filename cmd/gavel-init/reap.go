package main

import (
	"errors"
	"fmt"

	"golang.org/x/sys/unix"
)

// reap collects every dead process there is, and the status of pid once pid is
// among them. Orphans of the program have become children of gavel-init.
func (c *cell) reap(pid int) (status uint32, ended bool) {
	for {
		var ws unix.WaitStatus
		dead, err := unix.Wait4(-1, &ws, unix.WNOHANG|unix.WALL, nil)
		switch {
		case errors.Is(err, unix.EINTR):
		case err != nil || dead == 0:
			return status, ended
		case dead == pid:
			status, ended = uint32(ws), true
		default:
			c.buried(dead)
		}
	}
}

// buried notes the end of the warm process.
func (c *cell) buried(pid int) {
	if c.warm != nil && c.warm.pid == pid {
		c.warm.close()
		c.warm = nil
	}
}

// kill ends what runs of the program, all at once.
func (c *cell) kill() error {
	if c.warm == nil {
		return killEverything()
	}
	return killAs(c.setup.UID)
}

// endAll ends every process of the program and waits for each.
func (c *cell) endAll() error {
	if c.warm == nil {
		return killAll()
	}
	if err := killAs(c.setup.UID); err != nil {
		return err
	}
	for {
		c.reap(0)
		some, err := anyOf(c.setup.UID)
		if err != nil || !some {
			return err
		}
		// What is left has been killed. Its oldest is a child of gavel-init.
		dead, err := unix.Wait4(-1, nil, unix.WALL, nil)
		if err != nil && !errors.Is(err, unix.EINTR) {
			return fmt.Errorf("wait: %w", err)
		}
		c.buried(dead)
	}
}

// killAll ends every process of the cell but gavel-init and waits for each.
// Having no child left proves it: whatever a program left behind has become
// gavel-init's child when its parent died.
func killAll() error {
	for {
		if err := killEverything(); err != nil {
			return err
		}
		_, err := unix.Wait4(-1, nil, unix.WALL, nil)
		switch {
		case errors.Is(err, unix.ECHILD):
			return nil
		case err != nil && !errors.Is(err, unix.EINTR):
			return fmt.Errorf("wait: %w", err)
		}
	}
}

func killEverything() error {
	if err := unix.Kill(-1, unix.SIGKILL); err != nil && !errors.Is(err, unix.ESRCH) {
		return fmt.Errorf("kill all: %w", err)
	}
	return nil
}

// killAs ends every process that belongs to a user, at once, and none that
// belongs to another. The calling thread, alone, has the user's effective id
// meanwhile: the kernel compares that and the real one, 0, with the ids of those
// who get the signal. No process of the user may touch this thread for it, since
// there the kernel looks at the real and the saved id.
func killAs(uid uint32) error {
	if err := setEffective(uid); err != nil {
		return err
	}
	err := killEverything()
	if back := setEffective(0); back != nil {
		return back
	}
	// A change of ids makes dumpable what the host's fs.suid_dumpable says.
	return errors.Join(err, unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0))
}

// setEffective sets the effective id of the calling thread, and with it its
// capabilities: none, or again those that it has.
func setEffective(uid uint32) error {
	const same = ^uintptr(0)
	if _, _, errno := unix.RawSyscall(unix.SYS_SETRESUID, same, uintptr(uid), same); errno != 0 {
		return fmt.Errorf("setresuid %d: %w", uid, errno)
	}
	return nil
}

// anyOf tells whether any process of a user is there, a dead one included that
// nobody has waited for.
func anyOf(uid uint32) (bool, error) {
	_, err := unix.Getpriority(unix.PRIO_USER, int(uid))
	if errors.Is(err, unix.ESRCH) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("getpriority: %w", err)
	}
	return true, nil
}
