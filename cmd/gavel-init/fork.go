package main

import (
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// The Go runtime's own preparations for a fork, as package syscall uses them:
// they block signals, keep the scheduler still, and make the child's signal
// handlers harmless.

//go:linkname beforeFork syscall.runtime_BeforeFork
func beforeFork()

//go:linkname afterFork syscall.runtime_AfterFork
func afterFork()

//go:linkname afterForkInChild syscall.runtime_AfterForkInChild
func afterForkInChild()

// forkExec starts a child that becomes the image. The standard library's
// fork can set neither rlimits nor a seccomp filter, and a helper binary in
// between would cost a second exec for every test.
//
// Between clone and exec the child is a copy of one thread of a threaded
// program: raw system calls on memory prepared before are all it may do.
//
//go:noinline
//go:norace
//go:nocheckptr
func forkExec(img *image) (process, syscall.Errno) {
	var pidfd int32
	syscall.ForkLock.Lock()
	beforeFork()
	pid, _, errno := syscall.RawSyscall6(unix.SYS_CLONE,
		uintptr(unix.CLONE_PIDFD)|uintptr(unix.SIGCHLD), 0, uintptr(unsafe.Pointer(&pidfd)), 0, 0, 0)
	if errno == 0 && pid == 0 {
		become(img)
	}
	afterFork()
	syscall.ForkLock.Unlock()
	return process{pid: int(pid), pidfd: int(pidfd)}, errno
}

// become never returns: it executes the image, or reports the step that failed
// and exits. A stack check would be fatal here, hence nosplit.
//
//go:nosplit
//go:noinline
//go:norace
//go:nocheckptr
func become(img *image) {
	afterForkInChild()
	var report [2]uint32 // step, errno
	var errno syscall.Errno

	report[0] = stepSetsid
	if _, _, errno = syscall.RawSyscall(unix.SYS_SETSID, 0, 0, 0); errno != 0 {
		goto failed
	}
	report[0] = stepDup
	for i := range img.stdio {
		if img.stdio[i] == i { // never 0 to 2, which gavel-init holds open itself
			if _, _, errno = syscall.RawSyscall(unix.SYS_FCNTL, uintptr(i), unix.F_SETFD, 0); errno != 0 {
				goto failed
			}
			continue
		}
		if _, _, errno = syscall.RawSyscall(unix.SYS_DUP3, uintptr(img.stdio[i]), uintptr(i), 0); errno != 0 {
			goto failed
		}
	}
	report[0] = stepRlimit
	for i := range img.rlimits {
		limit := unix.Rlimit{Cur: img.rlimits[i].Value, Max: img.rlimits[i].Value}
		if _, _, errno = syscall.RawSyscall6(unix.SYS_PRLIMIT64, 0, uintptr(img.rlimits[i].Resource),
			uintptr(unsafe.Pointer(&limit)), 0, 0, 0); errno != 0 {
			goto failed
		}
	}
	if img.keep != nil {
		report[0] = stepCapset
		if errno = inherit(img.keep); errno != 0 {
			goto failed
		}
	}
	report[0] = stepSetgroups
	if _, _, errno = syscall.RawSyscall(unix.SYS_SETGROUPS, 0, 0, 0); errno != 0 {
		goto failed
	}
	report[0] = stepSetgid
	if _, _, errno = syscall.RawSyscall(unix.SYS_SETRESGID, img.gid, img.gid, img.gid); errno != 0 {
		goto failed
	}
	report[0] = stepSetuid
	if _, _, errno = syscall.RawSyscall(unix.SYS_SETRESUID, img.uid, img.uid, img.uid); errno != 0 {
		goto failed
	}
	if img.keep != nil {
		report[0] = stepCapset
		if errno = retain(img.keep); errno != 0 {
			goto failed
		}
	}
	report[0] = stepChdir
	if _, _, errno = syscall.RawSyscall(unix.SYS_CHDIR, uintptr(unsafe.Pointer(img.dir)), 0, 0); errno != 0 {
		goto failed
	}
	report[0] = stepClose
	if _, _, errno = syscall.RawSyscall(unix.SYS_CLOSE_RANGE, uintptr(len(img.stdio)), ^uintptr(0)>>32, unix.CLOSE_RANGE_CLOEXEC); errno != 0 {
		goto failed
	}
	if img.ruleset >= 0 {
		report[0] = stepLandlock
		if _, _, errno = syscall.RawSyscall(unix.SYS_LANDLOCK_RESTRICT_SELF, uintptr(img.ruleset), 0, 0); errno != 0 {
			goto failed
		}
	}
	if img.filter.Len > 0 {
		report[0] = stepFilter
		if _, _, errno = syscall.RawSyscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, 0,
			uintptr(unsafe.Pointer(&img.filter))); errno != 0 {
			goto failed
		}
	}
	report[0] = stepExec
	_, _, errno = syscall.RawSyscall(unix.SYS_EXECVE, uintptr(unsafe.Pointer(img.path)),
		uintptr(unsafe.Pointer(&img.argv[0])), uintptr(unsafe.Pointer(&img.envp[0])))

failed:
	report[1] = uint32(errno)
	syscall.RawSyscall(unix.SYS_WRITE, uintptr(img.report), uintptr(unsafe.Pointer(&report)), 8)
	for {
		syscall.RawSyscall(unix.SYS_EXIT_GROUP, 127, 0, 0)
	}
}
