package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// facts prints what a program sees of its jail, one "name: value" a line.
func facts() error {
	tell := func(name string, value any) { fmt.Printf("%s: %v\n", name, value) }
	host, _ := os.Hostname()
	tell("hostname", host)
	session, _, _ := syscall.RawSyscall(syscall.SYS_GETSID, 0, 0, 0)
	tell("leads its session", int(session) == os.Getpid())
	tell("descriptors", descriptors())
	tell("devices", names("/dev"))
	tell("interfaces", interfaces())
	tell("others in /proc", slices.DeleteFunc(names("/proc"), func(name string) bool { return name == strconv.Itoa(os.Getpid()) }))
	for _, file := range []string{"status", "limits", "mountinfo", "oom_score_adj"} {
		text, err := os.ReadFile("/proc/self/" + file)
		if err != nil {
			return err
		}
		fileFacts(file, string(text), tell)
	}
	tryAll(tell)
	return nil
}

var columns = regexp.MustCompile(`\s{2,}`)

func fileFacts(file, text string, tell func(string, any)) {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch name, value, _ := strings.Cut(line, ":"); file {
		case "status":
			tell(name, strings.Join(strings.Fields(value), " "))
		case "limits":
			if fields := columns.Split(line, -1); len(fields) > 2 {
				tell(fields[0], fields[1]+" "+fields[2])
			}
		case "mountinfo":
			fields := strings.Fields(line)
			dash := slices.Index(fields, "-")
			tell("mount "+fields[4], fields[5]+" "+strings.Join(fields[6:dash], ",")+" "+fields[dash+1])
			tell("super "+fields[4], fields[dash+3])
		default:
			tell(file, line)
		}
	}
}

func names(dir string) (found []string) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		found = append(found, e.Name())
	}
	return found
}

// descriptors are those that were open when the program began: the Go runtime
// adds its own only when it polls.
func descriptors() (open []int) {
	for fd := range 1024 {
		if _, _, errno := syscall.RawSyscall(syscall.SYS_FCNTL, uintptr(fd), syscall.F_GETFD, 0); errno == 0 {
			open = append(open, fd)
		}
	}
	return open
}

func interfaces() (found []string) {
	all, err := net.Interfaces()
	if err != nil {
		return []string{err.Error()}
	}
	for _, i := range all {
		found = append(found, fmt.Sprintf("%s up=%v", i.Name, i.Flags&net.FlagUp != 0))
	}
	return found
}

// tryAll does what must fail, and tells how.
func tryAll(tell func(string, any)) {
	open := func(flags int) func(string) error {
		return func(path string) error {
			f, err := os.OpenFile(path, flags, 0o600)
			if err == nil {
				f.Close()
			}
			return err
		}
	}
	write := open(os.O_WRONLY | os.O_CREATE)
	for _, path := range []string{"/new", "/etc/new", "/usr/new", "/box/new", "/dev/new", "/proc/self/oom_score_adj"} {
		tell("write "+path, outcome(write(path)))
	}
	tell("read /run/gavel/init", outcome(open(os.O_RDONLY)("/run/gavel/init")))
	tell("read a directory out of reach", outcome(open(os.O_RDONLY)("/run")))
	tell("signal gavel-init", outcome(syscall.Kill(1, 0)))
	tell("trace gavel-init", outcome(syscall.PtraceAttach(1)))
	tell("write to stdin", outcome(writeByte(0)))
	tell("connect to the worker", outcome(connect("/run/gavel/socket")))
	tell("execute from /tmp", outcome(executeFrom("/tmp")))
	tell("execute from /box", outcome(executeFrom("/box")))
	tell("map code from /tmp", outcome(mapCode("/tmp/code")))
}

func outcome(err error) string {
	if err == nil {
		return "done"
	}
	if errno, ok := errors.AsType[syscall.Errno](err); ok {
		return errno.Error()
	}
	return err.Error()
}

func writeByte(fd int) error {
	_, err := syscall.Pwrite(fd, []byte("x"), 0)
	return err
}

func connect(path string) error {
	fd, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_SEQPACKET, 0)
	if err != nil {
		return err
	}
	defer syscall.Close(fd)
	return syscall.Connect(fd, &syscall.SockaddrUnix{Name: path})
}

func executeFrom(dir string) error {
	self, err := os.ReadFile("/proc/self/exe")
	if err != nil {
		return err
	}
	path := filepath.Join(dir, "copy")
	if err := os.WriteFile(path, self, 0o755); err != nil {
		return err
	}
	_, err = syscall.ForkExec(path, []string{path, "exit", "0"}, &syscall.ProcAttr{})
	return err
}

func mapCode(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Truncate(4096); err != nil {
		return err
	}
	_, err = syscall.Mmap(int(f.Fd()), 0, 4096, syscall.PROT_READ|syscall.PROT_EXEC, syscall.MAP_PRIVATE)
	return err
}
