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
//	RUN/owners/OWNER/lock
//	                /dev       the prepared device nodes, mounted
//	                /runc      the in-process driver's state
//	                /cells/ID  a cell's socket
//	cgroup PARENT/OWNER/ID
type owner struct {
	name   string
	dir    string
	cgroup string
	lock   *os.File
}

const lockName = "lock"

func newOwner(runDir, cgroupParent string) (*owner, error) {
	name := randomName()
	dir := filepath.Join(runDir, "owners", name)
	for path, mode := range map[string]os.FileMode{runDir: 0o711, filepath.Join(runDir, "owners"): 0o711} {
		if err := os.MkdirAll(path, mode); err != nil {
			return nil, fmt.Errorf("run directory: %w", err)
		}
	}
	// Made under a name that a sweep passes over, until it is locked. The id 0 of a
	// cell goes through on the way to its mounts; it can list nothing.
	fresh := filepath.Join(runDir, "owners", "."+name)
	for _, path := range []string{fresh, filepath.Join(fresh, "cells")} {
		if err := os.Mkdir(path, 0o711); err != nil {
			return nil, fmt.Errorf("run directory: %w", err)
		}
	}
	lock, err := tryLock(filepath.Join(fresh, lockName))
	if err == nil {
		err = os.Rename(fresh, dir)
	}
	if err != nil {
		return nil, fmt.Errorf("lock run directory: %w", err)
	}
	o := &owner{name: name, dir: dir, cgroup: filepath.Join(cgroupParent, name), lock: lock}
	return o, mountDevices(o.devices())
}

func randomName() string {
	var b [8]byte
	rand.Read(b[:]) // never fails: it ends the program instead
	return hex.EncodeToString(b[:])
}

func (o *owner) devices() string            { return filepath.Join(o.dir, "dev") }
func (o *owner) runc() string               { return filepath.Join(o.dir, "runc") }
func (o *owner) cell(id string) string      { return filepath.Join(o.dir, "cells", id) }
func (o *owner) cellGroup(id string) string { return filepath.Join(o.cgroup, id) }

// remove takes away everything of the owner, whatever state it is in.
func (o *owner) remove() error {
	err := errors.Join(removeCgroups(o.cgroup), unmountBelow(o.dir))
	if err == nil {
		err = os.RemoveAll(o.dir)
	}
	if o.lock != nil {
		o.lock.Close()
	}
	return err
}

// deadOwners returns the owners whose process is gone, locked by the caller.
func deadOwners(runDir, cgroupParent string) ([]*owner, error) {
	entries, err := os.ReadDir(filepath.Join(runDir, "owners"))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var dead []*owner
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
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
		dead = append(dead, &owner{name: e.Name(), dir: dir, cgroup: filepath.Join(cgroupParent, e.Name()), lock: lock})
	}
	return dead, nil
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
