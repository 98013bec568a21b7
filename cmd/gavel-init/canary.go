package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// A canary is a copy of this program that the worker runs in a cell, as it runs
// anybody's, to hear what the jail refuses there. Nothing of it is ever run by a
// cell's first process.

// canary does what the word says, and returns what is to be printed.
func canary(word string) (string, error) {
	switch word {
	case "look":
		return look(), nil
	case "fork":
		return "", forkOn()
	case "fill":
		return "", fill()
	case "spin":
		for {
		}
	}
	return "", fmt.Errorf("there is no canary %q", word)
}

// look tries what must fail. It returns a line "attempt: answer" for each.
func look() string {
	var text strings.Builder
	tell := func(attempt string, answer any) { fmt.Fprintf(&text, "%s: %v\n", attempt, answer) }
	call := func(attempt string, trap, a, b, c uintptr) {
		_, _, errno := unix.Syscall(trap, a, b, c)
		tell(attempt, answer(errno))
	}
	tell("descriptors", openDescriptors())
	call("internet socket", unix.SYS_SOCKET, unix.AF_INET, unix.SOCK_STREAM, 0)
	call("unix socket", unix.SYS_SOCKET, unix.AF_UNIX, unix.SOCK_STREAM, 0)
	call("netlink socket", unix.SYS_SOCKET, unix.AF_NETLINK, unix.SOCK_RAW, 0)
	call("cryptography socket", unix.SYS_SOCKET, unix.AF_ALG, unix.SOCK_SEQPACKET, 0)
	call("user namespace", unix.SYS_UNSHARE, unix.CLONE_NEWUSER, 0, 0)
	call("key ring", unix.SYS_KEYCTL, unix.KEYCTL_GET_KEYRING_ID, ^uintptr(2), 1) // of the session
	call("io_uring", unix.SYS_IO_URING_SETUP, 1, 0, 0)
	call("shared memory", unix.SYS_SHMGET, 0, 4096, 0o1600)
	call("tracing", unix.SYS_PTRACE, unix.PTRACE_ATTACH, 0, 0)
	call("signal to gavel-init", unix.SYS_KILL, 1, 0, 0)
	tell("new device", answer(unix.Mknod("/tmp/canary", unix.S_IFCHR|0o600, int(unix.Mkdev(1, 1)))))
	for _, path := range []string{"/canary", "/usr/canary", "/box/new", "/dev/canary"} {
		tell("write "+path, answer(opened(path, unix.O_WRONLY|unix.O_CREAT)))
	}
	tell("write /proc", answer(opened("/proc/self/oom_score_adj", unix.O_WRONLY)))
	tell("read gavel-init", answer(opened("/run/gavel/init", unix.O_RDONLY)))
	tell("code from /tmp", answer(mapCode("/tmp/code")))
	tell("processes", len(processes()))
	tell("gavel-init in /proc", answer(opened("/proc/1/status", unix.O_RDONLY)))
	tell("memory of gavel-init", answer(opened("/proc/1/mem", unix.O_RDWR)))
	tell("mounts to write", writable())
	tell("32-bit call", childEnds(call32))
	tell("x32 call", childEnds(callX32))
	text.WriteString(status())
	return text.String()
}

func answer(err error) string {
	var errno syscall.Errno
	switch is := errors.As(err, &errno); {
	case err == nil, is && errno == 0:
		return "done"
	case is:
		return unix.ErrnoName(errno)
	}
	return err.Error()
}

func opened(path string, flags int) error {
	fd, err := unix.Open(path, flags, 0o600)
	if err == nil {
		unix.Close(fd)
	}
	return err
}

func mapCode(path string) error {
	fd, err := unix.Open(path, unix.O_RDWR|unix.O_CREAT, 0o700)
	if err != nil {
		return err
	}
	defer unix.Close(fd)
	if err := unix.Ftruncate(fd, 4096); err != nil {
		return err
	}
	_, err = unix.Mmap(fd, 0, 4096, unix.PROT_READ|unix.PROT_EXEC, unix.MAP_PRIVATE)
	return err
}

func openDescriptors() (open []int) {
	for fd := range 256 {
		if _, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err == nil {
			open = append(open, fd)
		}
	}
	return open
}

// writable are the mounts that are not read-only, but for /proc, where something
// else may forbid it.
func writable() string {
	text, err := os.ReadFile("/proc/self/mountinfo") // AppArmor's profile refuses mounts
	if err != nil {
		return err.Error()
	}
	open := map[string]bool{} // by mount point; the last mount covers those before
	for line := range strings.Lines(string(text)) {
		mount, system, _ := strings.Cut(line, " - ")
		fields, of := strings.Fields(mount), strings.Fields(system) // id, parent, device, root, point, options; type, source, options
		if len(fields) > 5 && len(of) > 2 && fields[4] != "/proc" {
			open[fields[4]] = isWritable(fields[5]) && isWritable(of[2])
		}
	}
	maps.DeleteFunc(open, func(_ string, rw bool) bool { return !rw })
	return strings.Join(slices.Sorted(maps.Keys(open)), " ")
}

// isWritable is whether options, with commas between, are of what can be written.
func isWritable(options string) bool { return slices.Contains(strings.Split(options, ","), "rw") }

// processes are those that /proc shows.
func processes() (pids []int) {
	names, _ := namesIn("/proc")
	for _, name := range names {
		if pid, err := strconv.Atoi(name); err == nil {
			pids = append(pids, pid)
		}
	}
	return pids
}

// status is what the kernel says of this process's privileges.
func status() string {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return "status: " + err.Error() + "\n"
	}
	var kept strings.Builder
	for line := range strings.Lines(string(text)) {
		name, value, _ := strings.Cut(line, ":")
		switch name {
		case "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs", "Seccomp", "Seccomp_filters", "Groups":
			fmt.Fprintf(&kept, "%s: %s\n", name, strings.TrimSpace(value))
		}
	}
	return kept.String()
}

// child starts a process, which may do raw system calls only; pid is 0 there.
//
//go:norace
func child() (pid int, errno syscall.Errno) {
	id, _, errno := syscall.RawSyscall6(unix.SYS_CLONE, uintptr(unix.SIGCHLD), 0, 0, 0, 0, 0)
	return int(id), errno
}

// childEnds tells how a process ends that does something and then exits. What it
// does must not look after its stack first (nosplit): that may enter the Go
// runtime, which waits for ever in a process that has none of its threads.
//
//go:norace
func childEnds(do func()) string {
	pid, errno := child()
	if errno != 0 {
		return unix.ErrnoName(errno)
	}
	if pid == 0 {
		do()
		for {
			syscall.RawSyscall(unix.SYS_EXIT_GROUP, 0, 0, 0)
		}
	}
	var ws unix.WaitStatus
	if _, err := unix.Wait4(pid, &ws, 0, nil); err != nil {
		return err.Error()
	}
	if ws.Signaled() {
		return unix.SignalName(ws.Signal())
	}
	return "done"
}

// call32 asks for the process's number by the gate of 32-bit programs.
func call32()

// callX32 asks for it by a number of x32 programs.
//
//go:nosplit
//go:norace
func callX32() { syscall.RawSyscall(0x4000_0000|unix.SYS_GETPID, 0, 0, 0) }

// forkOn starts processes until it is refused one. They wait until all are ended.
//
//go:norace
func forkOn() error {
	const most = 1000
	for range most {
		pid, errno := child()
		if errno != 0 {
			return nil
		}
		if pid == 0 {
			for {
				syscall.RawSyscall(unix.SYS_PAUSE, 0, 0, 0)
			}
		}
	}
	return fmt.Errorf("%d processes, and none was refused", most)
}

// fill takes a gibibyte of memory.
func fill() error {
	const block = 8 << 20
	for range 1 << 30 / block {
		data, err := unix.Mmap(-1, 0, block, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANON)
		if err != nil {
			return err
		}
		for i := 0; i < block; i += os.Getpagesize() {
			data[i] = 1
		}
	}
	return nil
}
