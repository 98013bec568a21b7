package main

import (
	"fmt"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"

	"gavel/runtime/control"
)

// process is a program's first process.
type process struct {
	pid   int
	pidfd int
}

// spawnError is a step between fork and exec that the kernel refused. The
// program's argv can be at fault (no such file), so it is not a failure of ours
// by itself.
type spawnError struct {
	step  uint32
	errno syscall.Errno
}

func (e *spawnError) Error() string { return e.name() + ": " + e.errno.Error() }

func (e *spawnError) name() string { return steps[e.step] }

// steps name what the child does between fork and exec. A warm process knows
// them by their numbers.
var steps = [...]string{
	stepSetsid: "setsid", stepDup: "dup", stepRlimit: "rlimit", stepSetgroups: "setgroups", stepSetgid: "setgid",
	stepSetuid: "setuid", stepChdir: "chdir", stepClose: "close", stepLandlock: "landlock", stepFilter: "filter", stepExec: "exec",
	stepCapset: "capset", stepDumpable: "dumpable", stepProfile: "profile",
}

const (
	stepSetsid uint32 = iota
	stepDup
	stepRlimit
	stepSetgroups
	stepSetgid
	stepSetuid
	stepChdir
	stepClose
	stepLandlock
	stepFilter
	stepExec
	stepCapset
	stepDumpable
	stepProfile
)

// image is everything the child needs, made before the fork: the child may
// neither allocate nor grow its stack.
type image struct {
	path    *byte
	argv    []*byte
	envp    []*byte
	dir     *byte
	stdio   []int
	uid     uintptr
	gid     uintptr
	rlimits []control.Rlimit
	filter  unix.SockFprog // empty: none
	keep    *retained      // nil: no capability
	order   []byte         // to AppArmor about the exec; empty: none
	ruleset int            // of Landlock; -1: none
	failed  spawnError     // set by the child; errno 0: it did not fail
}

// spawn starts a program with the filter and the ids of the setup.
func spawn(r control.Run, s control.Setup, ruleset int, stdio []int) (process, error) {
	img, err := newImage(r, stdio)
	if err != nil {
		return process{}, err
	}
	if img.filter, err = newFilter(s.Filter); err != nil {
		return process{}, err
	}
	img.uid, img.gid, img.ruleset = uintptr(s.UID), uintptr(s.GID), ruleset
	return img.spawn()
}

// spawn starts the image. When it returns, that is executed, or was killed on its
// way: its status tells.
func (img *image) spawn() (process, error) {
	p, errno := forkExec(img)
	if errno != 0 {
		return process{}, fmt.Errorf("clone: %w", errno)
	}
	if img.failed.errno == 0 {
		return p, nil
	}
	unix.Close(p.pidfd)
	_, _ = unix.Wait4(p.pid, nil, unix.WALL, nil)
	return process{}, &img.failed
}

// readReport waits until a warm process has closed the pipe, and returns the step
// that failed, nil where none did.
func readReport(pipe int) *spawnError {
	var report [2]uint32
	n, _ := unix.Read(pipe, unsafe.Slice((*byte)(unsafe.Pointer(&report)), 8))
	if n != 8 {
		return nil
	}
	return &spawnError{report[0], syscall.Errno(report[1])}
}

func newImage(r control.Run, stdio []int) (*image, error) {
	if len(r.Argv) == 0 {
		return nil, fmt.Errorf("empty argv")
	}
	argv, err := syscall.SlicePtrFromStrings(r.Argv)
	if err != nil {
		return nil, fmt.Errorf("argv: %w", err)
	}
	envp, err := syscall.SlicePtrFromStrings(r.Env)
	if err != nil {
		return nil, fmt.Errorf("environment: %w", err)
	}
	dir, err := syscall.BytePtrFromString(r.Dir)
	if err != nil {
		return nil, fmt.Errorf("directory: %w", err)
	}
	return &image{path: argv[0], argv: argv, envp: envp, dir: dir, stdio: stdio, rlimits: r.Rlimits, ruleset: -1}, nil
}

func newFilter(program []byte) (unix.SockFprog, error) {
	const size = int(unsafe.Sizeof(unix.SockFilter{}))
	if len(program) == 0 || len(program)%size != 0 {
		return unix.SockFprog{}, fmt.Errorf("seccomp filter of %d bytes", len(program))
	}
	return unix.SockFprog{
		Len:    uint16(len(program) / size),
		Filter: (*unix.SockFilter)(unsafe.Pointer(&program[0])),
	}, nil
}
