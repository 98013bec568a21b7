package runtime

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/containerd/errdefs"
	"golang.org/x/sys/unix"
)

// A containerd that is killed while it starts a shim never hears of that shim
// again: it stays, though its container is gone. Those are found among the host's
// processes by what they were started with.

// shim is a running one of gavel's namespace and of one containerd.
type shim struct {
	pidfd *os.File
	id    string // its container's
}

// shims finds those of this containerd. The caller closes their descriptors.
func (d *viaContainerd) shims() ([]shim, error) {
	lines, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		return nil, err
	}
	var found []shim
	for _, path := range lines {
		if d.shimOf(path) == "" {
			continue
		}
		var pid int
		if _, err := fmt.Sscanf(path, "/proc/%d/cmdline", &pid); err != nil {
			return found, err
		}
		pidfd, err := openPidfd(pid)
		if errors.Is(err, unix.ESRCH) {
			continue
		}
		if err != nil {
			return found, err
		}
		if id := d.shimOf(path); id != "" { // still: the number was its own when it was opened
			found = append(found, shim{pidfd, id})
			continue
		}
		pidfd.Close()
	}
	return found, nil
}

// shimOf reads whose shim a process is, "" if it is none of this containerd's.
func (d *viaContainerd) shimOf(cmdline string) string {
	text, err := os.ReadFile(cmdline)
	args := strings.Split(string(text), "\x00")
	if err != nil || !strings.HasPrefix(filepath.Base(args[0]), "containerd-shim-") || filepath.Base(args[0]) == ShimProgram {
		return "" // gavel's own belongs to no single container, and ends by itself
	}
	value := func(flag string) string {
		if i := slices.Index(args, flag); i >= 0 && i+1 < len(args) {
			return args[i+1]
		}
		return ""
	}
	if value("-namespace") != namespace || value("-address") != d.address {
		return ""
	}
	return value("-id")
}

// endShims ends those whose container is the given one, or ("") any that
// containerd does not know.
func (d *viaContainerd) endShims(ctx context.Context, id string) error {
	found, err := d.shims()
	errs := []error{err}
	for _, s := range found {
		defer s.pidfd.Close()
		if id != "" && s.id != id {
			continue
		}
		if _, err := d.client.LoadContainer(ctx, s.id); !errdefs.IsNotFound(err) {
			continue // known, or nobody can tell
		}
		err := unix.PidfdSendSignal(int(s.pidfd.Fd()), unix.SIGKILL, nil, 0)
		if err != nil && !errors.Is(err, unix.ESRCH) {
			errs = append(errs, fmt.Errorf("end shim of %s: %w", s.id, err))
		}
	}
	return errors.Join(errs...)
}
