package main

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// execFile takes orders to AppArmor about the next exec of the process. It is the
// main thread's, as is every process between fork and exec.
var execFile = [...]byte{'/', 'p', 'r', 'o', 'c', '/', 's', 'e', 'l', 'f', '/', 'a', 't', 't', 'r', '/',
	'a', 'p', 'p', 'a', 'r', 'm', 'o', 'r', '/', 'e', 'x', 'e', 'c', 0}

// execOrder has the next exec end under a profile, whatever the rules say of the
// file. It is nil without a profile.
func execOrder(profile string) []byte {
	if profile == "" {
		return nil
	}
	return []byte("exec " + profile)
}

// stackOrder adds a profile to those that confine the process, at once. It is empty
// without a profile.
func stackOrder(profile string) string {
	if profile == "" {
		return ""
	}
	return "stack " + profile
}

// obey gives an order about the exec that follows. It runs between fork and exec;
// see become.
//
//go:nosplit
//go:noinline
//go:norace
//go:nocheckptr
func obey(order []byte) (errno syscall.Errno) {
	fd, _, errno := syscall.RawSyscall(unix.SYS_OPEN, uintptr(unsafe.Pointer(&execFile[0])), unix.O_WRONLY|unix.O_CLOEXEC, 0)
	if errno != 0 {
		return errno
	}
	_, _, errno = syscall.RawSyscall(unix.SYS_WRITE, fd, uintptr(unsafe.Pointer(&order[0])), uintptr(len(order)))
	syscall.RawSyscall(unix.SYS_CLOSE, fd, 0, 0)
	return errno
}
