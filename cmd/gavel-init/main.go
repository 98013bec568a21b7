package main

import (
	"errors"
	"fmt"
	"os"
	goruntime "runtime"
	"runtime/debug"
	"slices"
	"sync"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"

	"gavel/runtime/control"
)

// spareThreads are made before the first program runs. The processes limit of a
// cell counts threads, gavel-init's too, and a Go program that is refused a
// thread dies: so it must never need a new one while a program may hold the rest.
const spareThreads = 4

// heapLimit is far above what a cell's life allocates. The collector is off
// below it, and with it the threads that it would start.
const heapLimit = 16 << 20

func main() {
	// The main thread takes the process's signals first: polling on it, gavel-init
	// is woken by every SIGCHLD.
	goruntime.LockOSThread()
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(heapLimit)
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "gavel-init:", err)
		os.Exit(1)
	}
}

func run() error {
	if len(os.Args) == 3 && os.Args[1] == control.Canary { // a cell's first process has one at most
		text, err := canary(os.Args[2])
		fmt.Print(text)
		return err
	}
	if len(os.Args) == 2 && os.Args[1] == control.Sandboxed {
		return serveSandboxed()
	}
	if err := dropPrivileges(); err != nil {
		return err
	}
	link, err := dial(control.SocketPath)
	if err != nil {
		return err
	}
	warmThreads(spareThreads)
	return newCell(link).serve()
}

// dropPrivileges gives up what neither gavel-init nor a program needs: being
// traced or dumped, gaining privileges, and every capability that a program
// could inherit; of those, what a warm process needs goes when that was started
// (prepare). All but the first belong to threads, hence "all threads"; as that
// stops and signals each of them, and a runtime may have done it, only what is left.
func dropPrivileges() error {
	if err := unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0); err != nil {
		return fmt.Errorf("prctl PR_SET_DUMPABLE: %w", err)
	}
	if set, _ := unix.PrctlRetInt(unix.PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0); set != 1 {
		if _, _, errno := syscall.AllThreadsSyscall6(unix.SYS_PRCTL, unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0, 0); errno != 0 {
			return fmt.Errorf("prctl PR_SET_NO_NEW_PRIVS: %w", errno)
		}
	}
	for c := 0; ; c++ {
		if slices.Contains(warmCapabilities[:], c) {
			continue
		}
		err := dropBounding(c)
		if errors.Is(err, unix.EINVAL) { // past the last one that this kernel knows
			break
		}
		if err != nil {
			return err
		}
	}
	return keepCapabilities()
}

// dropBounding takes a capability out of what anything executed later can gain. No
// thread has another bounding set than the process began with but by this.
func dropBounding(capability int) error {
	if held, err := unix.PrctlRetInt(unix.PR_CAPBSET_READ, uintptr(capability), 0, 0, 0); err == nil && held == 0 {
		return nil
	}
	_, _, errno := syscall.AllThreadsSyscall6(unix.SYS_PRCTL, unix.PR_CAPBSET_DROP, uintptr(capability), 0, 0, 0, 0)
	if errno != 0 {
		return fmt.Errorf("drop capability %d: %w", capability, errno)
	}
	return nil
}

// keepCapabilities gives up all but control.Capabilities, whose numbers are
// below 32.
func keepCapabilities() error {
	keep := initCapabilities()
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	data := [2]unix.CapUserData{{Effective: keep, Permitted: keep}}
	_, _, errno := syscall.AllThreadsSyscall(unix.SYS_CAPSET,
		uintptr(unsafe.Pointer(&header)), uintptr(unsafe.Pointer(&data)), 0)
	if errno != 0 {
		return fmt.Errorf("capset: %w", errno)
	}
	return nil
}

func initCapabilities() (set uint32) {
	for _, c := range control.Capabilities {
		set |= 1 << c.Number
	}
	return set
}

// warmThreads makes the Go runtime hold n idle threads: it keeps every thread
// that it ever made.
func warmThreads(n int) {
	var all, done sync.WaitGroup
	all.Add(n)
	for range n {
		done.Go(func() {
			all.Done()
			var tv unix.Timespec
			tv.Nsec = 1e6
			_ = unix.Nanosleep(&tv, nil) // blocks the thread, so the next goroutine needs another
			all.Wait()
		})
	}
	done.Wait()
}
