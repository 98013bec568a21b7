package runtime

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/moby/sys/mountinfo"
	"golang.org/x/sys/unix"
)

// owner is what one gavel process has on this host: a directory that names it,
// locked for as long as the process lives. Everything that a cell needs on the
// host carries the owner's name, so what a dead process left behind is known by
// its lock being free.
//
//	RUN/ids/N                  locks of the id ranges
//	RUN/owners.lock            held while owners come, go or are looked for
//	RUN/owners/OWNER/lock
//	                /dev             the prepared device nodes, mounted
//	                /live            what no restart needs, in memory, mounted
//	                     /runc       the in-process driver's state
//	                     /cells/ID   a cell's socket
//	cgroup PARENT/OWNER/ID
type owner struct {
	name   string
	runDir string
	dir    string
	cgroup string
	lock   *os.File
}

const lockName = "lock"

func newOwner(runDir, cgroupParent string) (_ *owner, err error) {
	all := filepath.Join(runDir, "owners")
	// A containerd of gavel's own has its state there too, through which the id 0 of a
	// cell comes to its root. What is bound into cells the runtime opens as the host's
	// root, so that of owners nobody else sees anything.
	if err := errors.Join(os.MkdirAll(runDir, 0o711), os.MkdirAll(all, 0o700)); err != nil {
		return nil, fmt.Errorf("run directory: %w", err)
	}
	registry, err := lockRegistry(runDir)
	if err != nil {
		return nil, err
	}
	defer registry.Close()
	name := randomName()
	o := &owner{name: name, runDir: runDir, dir: filepath.Join(all, name), cgroup: filepath.Join(cgroupParent, name)}
	if err := os.Mkdir(o.dir, 0o700); err != nil {
		return nil, fmt.Errorf("run directory: %w", err)
	}
	if o.lock, err = tryLock(filepath.Join(o.dir, lockName)); err == nil {
		err = mountDevices(o.devices())
	}
	if err == nil {
		err = o.mountLive()
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("run directory: %w", err), o.removeOwn())
	}
	return o, nil
}

// mountLive makes room for what each cell has in files. A run directory may lie on a
// disk, where to make and remove a cell's few files can cost as much processor time
// as all the rest of it.
func (o *owner) mountLive() error {
	dir := o.live()
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	if err := unix.Mount("gavel-live", dir, "tmpfs", unix.MS_NOSUID|unix.MS_NODEV|unix.MS_NOEXEC, "mode=700"); err != nil {
		return fmt.Errorf("mount %s: %w", dir, err)
	}
	return os.Mkdir(filepath.Join(dir, "cells"), 0o700)
}

// lockRegistry waits until nobody else makes, looks for or removes owners: a
// directory that has no locked lock is a dead owner's, not one that is just being
// made.
func lockRegistry(runDir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(runDir, "owners.lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("run directory: %w", err)
	}
	for {
		err := unix.Flock(int(f.Fd()), unix.LOCK_EX)
		if err == nil {
			return f, nil
		}
		if !errors.Is(err, unix.EINTR) {
			f.Close()
			return nil, fmt.Errorf("lock run directory: %w", err)
		}
	}
}

func randomName() string {
	var b [8]byte
	rand.Read(b[:]) // never fails: it ends the program instead
	return hex.EncodeToString(b[:])
}

func (o *owner) devices() string            { return filepath.Join(o.dir, "dev") }
func (o *owner) live() string               { return filepath.Join(o.dir, "live") }
func (o *owner) runc() string               { return filepath.Join(o.live(), "runc") }
func (o *owner) cell(id string) string      { return filepath.Join(o.live(), "cells", id) }
func (o *owner) cellGroup(id string) string { return filepath.Join(o.cgroup, id) }

// remove takes away everything of the owner, whatever state it is in; the last
// owner takes the parent control group with it.
func (o *owner) remove() error {
	registry, err := lockRegistry(o.runDir)
	if err != nil {
		return err
	}
	defer registry.Close()
	return o.removeOwn()
}

// removeOwn does it. The registry is locked.
func (o *owner) removeOwn() error {
	err := errors.Join(removeCgroups(o.cgroup), unmountBelow(o.dir))
	if err == nil {
		err = os.RemoveAll(o.dir)
	}
	if o.lock != nil {
		o.lock.Close()
	}
	others, readErr := os.ReadDir(filepath.Dir(o.dir))
	if err != nil || readErr != nil || len(others) > 0 {
		return errors.Join(err, readErr)
	}
	return removeIfEmpty(filepath.Dir(o.cgroup))
}

// deadOwners returns the owners whose process is gone, locked by the caller.
func deadOwners(runDir, cgroupParent string) ([]*owner, error) {
	registry, err := lockRegistry(runDir)
	if err != nil {
		return nil, err
	}
	defer registry.Close()
	entries, err := os.ReadDir(filepath.Join(runDir, "owners"))
	if err != nil {
		return nil, fmt.Errorf("run directory: %w", err)
	}
	var dead []*owner
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		dir := filepath.Join(runDir, "owners", e.Name())
		lock, err := tryLock(filepath.Join(dir, lockName))
		if errors.Is(err, unix.EWOULDBLOCK) {
			continue
		}
		if err != nil {
			return dead, fmt.Errorf("owner %s: %w", e.Name(), err)
		}
		dead = append(dead, &owner{
			name: e.Name(), runDir: runDir, dir: dir, cgroup: filepath.Join(cgroupParent, e.Name()), lock: lock,
		})
	}
	return dead, nil
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// unmountBelow unmounts whatever is mounted below a directory, the deepest first.
func unmountBelow(dir string) error {
	mounts, err := mountinfo.GetMounts(mountinfo.PrefixFilter(dir))
	if err != nil {
		return fmt.Errorf("mounts: %w", err)
	}
	slices.SortFunc(mounts, func(a, b *mountinfo.Info) int { return strings.Compare(b.Mountpoint, a.Mountpoint) })
	var errs []error
	for _, m := range mounts {
		if err := unix.Unmount(m.Mountpoint, unix.MNT_DETACH); err != nil && !errors.Is(err, unix.EINVAL) {
			errs = append(errs, fmt.Errorf("unmount %s: %w", m.Mountpoint, err))
		}
	}
	return errors.Join(errs...)
}
