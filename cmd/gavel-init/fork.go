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

// vfork is clone with CLONE_VM and CLONE_VFORK: the child runs in the memory of its
// parent, whose calling thread stands still until the child has executed a file
// or ended. To copy that memory would cost a short program as much as it runs.
//
//go:noescape
func vfork(flags uintptr, pidfd *int32) (pid, errno uintptr)

// forkExec starts a child that becomes the image. The standard library's
// fork can set neither rlimits nor a seccomp filter, and a helper binary in
// between would cost a second exec for every test.
//
// Between clone and exec the child is one thread of a threaded program, beside the
// others but for its parent: raw system calls on memory prepared before are all it
// may do.
//
//go:noinline
//go:norace
//go:nocheckptr
func forkExec(img *image) (process, syscall.Errno) {
	var pidfd int32
	syscall.ForkLock.Lock()
	beforeFork()
	pid, errno := vfork(unix.CLONE_VM|unix.CLONE_VFORK|unix.CLONE_PIDFD|uintptr(unix.SIGCHLD), &pidfd)
	if errno == 0 && pid == 0 {
		become(img)
	}
	afterFork()
	syscall.ForkLock.Unlock()
	return process{pid: int(pid), pidfd: int(pidfd)}, syscall.Errno(errno)
}

// become never returns: it executes the image, or notes the step that failed in it
// and exits. A stack check would be fatal here, hence nosplit.
//
//go:nosplit
//go:noinline
//go:norace
//go:nocheckptr
func become(img *image) {
	afterForkInChild()
	var step uint32
	var errno syscall.Errno

	step = stepSetsid
	if _, _, errno = syscall.RawSyscall(unix.SYS_SETSID, 0, 0, 0); errno != 0 {
		goto failed
	}
	step = stepDup
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
	step = stepRlimit
	for i := range img.rlimits {
		limit := unix.Rlimit{Cur: img.rlimits[i].Value, Max: img.rlimits[i].Value}
		if _, _, errno = syscall.RawSyscall6(unix.SYS_PRLIMIT64, 0, uintptr(img.rlimits[i].Resource),
			uintptr(unsafe.Pointer(&limit)), 0, 0, 0); errno != 0 {
			goto failed
		}
	}
	if img.keep != nil {
		step = stepCapset
		if errno = inherit(img.keep); errno != 0 {
			goto failed
		}
	}
	step = stepSetgroups
	if _, _, errno = syscall.RawSyscall(unix.SYS_SETGROUPS, 0, 0, 0); errno != 0 {
		goto failed
	}
	step = stepSetgid
	if _, _, errno = syscall.RawSyscall(unix.SYS_SETRESGID, img.gid, img.gid, img.gid); errno != 0 {
		goto failed
	}
	step = stepSetuid
	if _, _, errno = syscall.RawSyscall(unix.SYS_SETRESUID, img.uid, img.uid, img.uid); errno != 0 {
		goto failed
	}
	// With its ids it takes from the memory, which is still gavel-init's, that it
	// cannot be traced or dumped, where the host's fs.suid_dumpable says so.
	step = stepDumpable
	if _, _, errno = syscall.RawSyscall(unix.SYS_PRCTL, unix.PR_SET_DUMPABLE, 0, 0); errno != 0 {
		goto failed
	}
	if img.keep != nil {
		step = stepCapset
		if errno = retain(img.keep); errno != 0 {
			goto failed
		}
	}
	step = stepChdir
	if _, _, errno = syscall.RawSyscall(unix.SYS_CHDIR, uintptr(unsafe.Pointer(img.dir)), 0, 0); errno != 0 {
		goto failed
	}
	step = stepClose
	if _, _, errno = syscall.RawSyscall(unix.SYS_CLOSE_RANGE, uintptr(len(img.stdio)), ^uintptr(0)>>32, unix.CLOSE_RANGE_CLOEXEC); errno != 0 {
		goto failed
	}
	if img.ruleset >= 0 {
		step = stepLandlock
		if _, _, errno = syscall.RawSyscall(unix.SYS_LANDLOCK_RESTRICT_SELF, uintptr(img.ruleset), 0, 0); errno != 0 {
			goto failed
		}
	}
	if img.filter.Len > 0 {
		step = stepFilter
		if _, _, errno = syscall.RawSyscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, 0,
			uintptr(unsafe.Pointer(&img.filter))); errno != 0 {
			goto failed
		}
	}
	if len(img.order) > 0 {
		step = stepProfile
		if errno = obey(img.order); errno != 0 {
			goto failed
		}
	}
	step = stepExec
	_, _, errno = syscall.RawSyscall(unix.SYS_EXECVE, uintptr(unsafe.Pointer(img.path)),
		uintptr(unsafe.Pointer(&img.argv[0])), uintptr(unsafe.Pointer(&img.envp[0])))

failed:
	img.failed = spawnError{step, errno}
	for {
		syscall.RawSyscall(unix.SYS_EXIT_GROUP, 127, 0, 0)
	}
}
