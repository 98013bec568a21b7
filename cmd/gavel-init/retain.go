package main

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// warmCapabilities are those of a warm process that forks: it gives its children
// the ids of programs.
var warmCapabilities = [...]int{unix.CAP_SETGID, unix.CAP_SETUID}

// dropWarmCapabilities takes them from whatever is started from now on.
func dropWarmCapabilities() error {
	for _, c := range warmCapabilities {
		if err := dropBounding(c); err != nil {
			return err
		}
	}
	return nil
}

// retained is what a child needs to keep warmCapabilities although it takes
// another id and executes a file.
type retained struct {
	header unix.CapUserHeader
	before [2]unix.CapUserData // all that gavel-init has, and what may be inherited
	after  [2]unix.CapUserData
}

func newRetained(all uint32) *retained {
	var keep uint32
	for _, c := range warmCapabilities {
		keep |= 1 << c
	}
	return &retained{
		header: unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3},
		before: [2]unix.CapUserData{{Effective: all, Permitted: all, Inheritable: keep}},
		after:  [2]unix.CapUserData{{Effective: keep, Permitted: keep, Inheritable: keep}},
	}
}

// inherit goes before the change of ids. It runs between fork and exec; see
// become.
//
//go:nosplit
//go:noinline
//go:norace
//go:nocheckptr
func inherit(r *retained) (errno syscall.Errno) {
	if _, _, errno = syscall.RawSyscall(unix.SYS_CAPSET, uintptr(unsafe.Pointer(&r.header)),
		uintptr(unsafe.Pointer(&r.before)), 0); errno != 0 {
		return errno
	}
	for i := range warmCapabilities {
		if _, _, errno = syscall.RawSyscall(unix.SYS_PRCTL, unix.PR_CAPBSET_DROP, uintptr(warmCapabilities[i]), 0); errno != 0 {
			return errno
		}
	}
	_, _, errno = syscall.RawSyscall(unix.SYS_PRCTL, unix.PR_SET_KEEPCAPS, 1, 0)
	return errno
}

// retain follows after the change of ids.
//
//go:nosplit
//go:noinline
//go:norace
//go:nocheckptr
func retain(r *retained) (errno syscall.Errno) {
	if _, _, errno = syscall.RawSyscall(unix.SYS_CAPSET, uintptr(unsafe.Pointer(&r.header)),
		uintptr(unsafe.Pointer(&r.after)), 0); errno != 0 {
		return errno
	}
	for i := range warmCapabilities {
		if _, _, errno = syscall.RawSyscall6(unix.SYS_PRCTL, unix.PR_CAP_AMBIENT, unix.PR_CAP_AMBIENT_RAISE,
			uintptr(warmCapabilities[i]), 0, 0, 0); errno != 0 {
			return errno
		}
	}
	return 0
}
