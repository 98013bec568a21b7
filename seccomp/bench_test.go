//go:build linux && cgo

package seccomp

import (
	"fmt"
	goruntime "runtime"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

func BenchmarkCall(b *testing.B) {
	calls := []struct {
		name   string
		number uintptr
		arg    uintptr
	}{
		{"always", unix.SYS_GETPPID, 0},                  // the kernel remembers the answer
		{"by-argument", unix.SYS_FCNTL, syscall.F_GETFD}, // the filter runs each time
	}
	for _, c := range calls {
		for _, optimise := range []int{0, 1, tree} {
			b.Run(fmt.Sprintf("%s/optimise=%d", c.name, optimise), func(b *testing.B) {
				benchmarkCall(b, optimise, c.number, c.arg)
			})
		}
	}
}

// benchmarkCall times a call under the cell's and the run filter as a program
// meets them; optimise 0 stands for no filter.
func benchmarkCall(b *testing.B, optimise int, number, arg uintptr) {
	done := make(chan error)
	go func() { done <- timeCalls(b, optimise, number, arg) }()
	if err := <-done; err != nil {
		b.Fatal(err)
	}
}

func timeCalls(b *testing.B, optimise int, number, arg uintptr) error {
	goruntime.LockOSThread() // for good: the thread ends with its filters
	if optimise > 0 {
		if err := installOptimised(optimise, "cell", "run"); err != nil {
			return err
		}
	}
	b.ResetTimer()
	for range b.N {
		syscall.RawSyscall(number, 0, arg, 0)
	}
	return nil
}

// installOptimised compiles all profiles before it installs the first: under
// the cell's filter there is no memory file to compile into.
func installOptimised(optimise int, names ...string) error {
	var programs [][]byte
	for _, name := range names {
		profile, err := Load(name)
		if err != nil {
			return err
		}
		filter, err := profile.compile(optimise)
		if err != nil {
			return err
		}
		program, err := profile.export("bpf", filter.ExportBPF)
		filter.Release()
		if err != nil {
			return err
		}
		programs = append(programs, program)
	}
	for _, program := range programs {
		if err := install(program); err != nil {
			return err
		}
	}
	return nil
}
