package main

import (
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"

	"gavel/runtime/control"
)

// serveSandboxed is gavel-init's life in a cell of gVisor's. The kernel there has
// neither Landlock nor a /proc that hides others: before anything else gavel-init
// covers what a program has no business with, for which it was given CAP_SYS_ADMIN,
// and gives that up.
func serveSandboxed() error {
	link, err := dial(control.SocketPath)
	if err != nil {
		return err
	}
	link.inParts = true
	warmThreads(spareThreads)
	if err := hide(); err != nil {
		return fmt.Errorf("hide: %w", err)
	}
	if err := dropPrivileges(); err != nil {
		return err
	}
	return newCell(link).serve()
}

// hide covers gavel-init's own files, what gVisor mounts without being asked, and
// what /proc tells of gavel-init's threads, which a program could name though no list
// has them.
func hide() error {
	threads, err := namesIn("/proc/self/task")
	if err != nil {
		return err
	}
	hidden := []string{filepath.Dir(control.InitPath), "/sys", "/dev/pts", "/proc/sys"}
	for _, tid := range threads {
		hidden = append(hidden, filepath.Join("/proc", tid))
	}
	for _, dir := range hidden {
		const flags = unix.MS_RDONLY | unix.MS_NOSUID | unix.MS_NODEV | unix.MS_NOEXEC
		if err := unix.Mount("tmpfs", dir, "tmpfs", flags, "mode=000,size=4k"); err != nil {
			return &os.PathError{Op: "mount", Path: dir, Err: err}
		}
	}
	return nil
}

// partSize is how much of a file one message holds.
const partSize = 64 << 10

// sendParts sends the content of a file before the message that its descriptor
// would be beside: none can leave a sandbox of gVisor's.
func (l *link) sendParts(fd int) error {
	var st unix.Stat_t
	if err := unix.Fstat(fd, &st); err != nil {
		return fmt.Errorf("stat: %w", err)
	}
	buf := make([]byte, partSize)
	for offset, last := int64(0), false; !last; {
		n, err := unix.Pread(fd, buf, offset)
		if err != nil {
			return fmt.Errorf("read: %w", err)
		}
		offset += int64(n)
		last = n == 0 || offset >= st.Size
		if err := l.sendPacket(control.Message{Part: &control.Part{Mode: st.Mode & 0o777, Data: buf[:n], Last: last}}); err != nil {
			return err
		}
	}
	return nil
}
