package main

import (
	"fmt"
	"slices"
	"strings"
	"syscall"
	"time"
)

// lastCall is beyond the kernel's table.
const lastCall = 511

// A call by another gate, or with an x32 number.
const (
	gateNative = iota
	gate32
	gateX32
)

const x32Bit = 0x4000_0000

// sweep makes every call of the kernel's table with zero arguments and without an
// open descriptor, each in a child of its own, and prints what came of it: an
// error's number, or how the child ended.
func sweep() error {
	for number := range lastCall + 1 {
		fmt.Println(number, made(gateNative, number))
	}
	return nil
}

// sweepForeign makes every call of 32-bit programs and of x32, and prints those
// whose child was not killed for it.
func sweepForeign() error {
	for number := range lastCall + 1 {
		for gate, name := range map[int]string{gate32: "32-bit", gateX32: "x32"} {
			if answer := made(gate, number); answer != "SIGSYS" {
				fmt.Println(name, number, answer)
			}
		}
	}
	return nil
}

// call32 makes a call by the gate of 32-bit programs.
func call32(number uintptr) (answer uintptr)

//go:norace
func made(gate, number int) string {
	pid, err := fork()
	if err != nil {
		return err.Error()
	}
	if pid == 0 {
		for fd := range uintptr(16) {
			syscall.RawSyscall(syscall.SYS_CLOSE, fd, 0, 0)
		}
		var errno syscall.Errno
		switch gate {
		case gateNative:
			_, _, errno = syscall.RawSyscall6(uintptr(number), 0, 0, 0, 0, 0, 0)
		case gate32:
			call32(uintptr(number))
		case gateX32:
			syscall.RawSyscall6(x32Bit|uintptr(number), 0, 0, 0, 0, 0, 0)
		}
		for {
			syscall.RawSyscall(syscall.SYS_EXIT_GROUP, uintptr(errno), 0, 0)
		}
	}
	patience := 10 * time.Second
	if gate == gateNative && slices.Contains(waiting, number) {
		patience = 20 * time.Millisecond
	}
	return end(pid, patience)
}

// waiting are the calls that wait for ever where they are allowed: select, pause,
// pselect6 and ppoll.
var waiting = []int{23, 34, 270, 271}

// end waits for a child's end.
func end(pid int, patience time.Duration) string {
	var status syscall.WaitStatus
	for late := time.Now().Add(patience); ; {
		got, err := syscall.Wait4(pid, &status, syscall.WNOHANG, nil)
		if err != nil {
			return err.Error()
		}
		if got == pid {
			break
		}
		if time.Now().After(late) {
			_ = syscall.Kill(pid, syscall.SIGKILL)
			_, _ = syscall.Wait4(pid, &status, 0, nil)
			return "waits"
		}
		time.Sleep(50 * time.Microsecond)
	}
	if status.Signaled() {
		return strings.ReplaceAll("SIG"+fmt.Sprint(int(status.Signal())), "SIG31", "SIGSYS")
	}
	return fmt.Sprint(status.ExitStatus())
}
