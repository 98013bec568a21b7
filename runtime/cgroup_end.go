package runtime

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/opencontainers/cgroups"
	"golang.org/x/sys/unix"
)

// retryEvery is how often the end of dying processes is looked for. They have
// been killed already: this is the kernel's own tidying, which gives no signal
// on cgroup v1.
const retryEvery = time.Millisecond

func gone(err error) bool {
	return errors.Is(err, os.ErrNotExist) || errors.Is(err, unix.ENODEV)
}

// waitEmpty returns when a group has no process left.
func waitEmpty(dir string) error {
	for end := time.Now().Add(killTimeout); ; time.Sleep(retryEvery) {
		pids, err := pidsIn(dir)
		if err != nil || len(pids) == 0 {
			return err
		}
		if time.Now().After(end) {
			return fmt.Errorf("%s: %d processes live on %v after SIGKILL: %v", dir, len(pids), killTimeout, pids)
		}
		for _, pid := range pids {
			_ = unix.Kill(pid, unix.SIGKILL)
		}
	}
}

// removeCgroups kills what is left in a group and its children, in every
// hierarchy, and removes them.
func removeCgroups(path string) error {
	if cgroups.IsCgroup2UnifiedMode() {
		return removeTree(filepath.Join(unifiedRoot, path), killV2)
	}
	roots, err := hierarchies()
	if err != nil {
		return err
	}
	if err := removeTree(filepath.Join(roots["freezer"], path), killV1); err != nil {
		return err
	}
	var errs []error
	for _, root := range roots {
		errs = append(errs, removeTree(filepath.Join(root, path), waitEmpty))
	}
	return errors.Join(errs...)
}

// hierarchies are the roots that a group may lie below: version 2's, or those of
// version 1's controllers. Where a version 2 without controllers stands beside
// those, runtimes make each group there too.
func hierarchies() (map[string]string, error) {
	if cgroups.IsCgroup2UnifiedMode() {
		return map[string]string{"": unifiedRoot}, nil
	}
	roots, err := mountsV1()
	if err != nil || !cgroups.IsCgroup2HybridMode() {
		return roots, err
	}
	roots = maps.Clone(roots)
	roots[""] = filepath.Join(unifiedRoot, "unified")
	return roots, nil
}

// removeTree removes a group after its children, each one emptied by kill.
func removeTree(top string, kill func(dir string) error) error {
	var dirs []string
	err := filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if gone(err) {
			return nil
		}
		if err == nil && d.IsDir() {
			dirs = append(dirs, path)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("remove cgroup: %w", err)
	}
	for _, dir := range slices.Backward(dirs) {
		if err := kill(dir); err != nil {
			return err
		}
		if err := removeGroup(dir); err != nil {
			return err
		}
	}
	return nil
}

// removeGroup removes one empty group. The kernel says EBUSY for a moment after
// its last process has gone.
func removeGroup(dir string) error {
	for end := time.Now().Add(killTimeout); ; time.Sleep(retryEvery) {
		err := unix.Rmdir(dir)
		if err == nil || gone(err) {
			return nil
		}
		if !errors.Is(err, unix.EBUSY) || time.Now().After(end) {
			return fmt.Errorf("remove cgroup %s: %w", dir, err)
		}
	}
}

// removeIfEmpty removes a group in every hierarchy where nothing is in it.
func removeIfEmpty(path string) error {
	if path == "/" || path == "." {
		return nil
	}
	roots, err := hierarchies()
	if err != nil {
		return err
	}
	for _, root := range roots {
		err := unix.Rmdir(filepath.Join(root, path))
		if err != nil && !gone(err) && !errors.Is(err, unix.EBUSY) {
			return fmt.Errorf("remove cgroup %s: %w", path, err)
		}
	}
	return nil
}
