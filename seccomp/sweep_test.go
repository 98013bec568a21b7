//go:build linux && cgo

package seccomp

import (
	"bytes"
	"fmt"
	"os/exec"
	"slices"
	"syscall"
	"testing"

	libseccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"
)

// lastSwept is the highest call number that the sweeps try.
const lastSwept = 511

// unfiltered calls pass every filter by the kernel's own decision (uretprobe
// since 6.13, uprobe since 6.18): they are the return points of probes, and end
// with SIGILL anywhere else.
var unfiltered = []int{335, 336}

// TestSweep asks the kernel, call by call, what the filter answers to each
// number with zero arguments, and compares with the golden list and with the
// machine that the other tests trust.
func TestSweep(t *testing.T) {
	for _, name := range names(t) {
		t.Run(name, func(t *testing.T) {
			answers := make([]syscall.Errno, lastSwept+1)
			onThread(t, func() error {
				if err := install(probeFilter()); err != nil {
					return err
				}
				if err := installProfile(name); err != nil {
					return err
				}
				for number := range answers {
					if !slices.Contains(unfiltered, number) {
						answers[number] = ask(number, [5]uint64{})
					}
				}
				return nil
			})
			m := compiled(t, name)
			var list bytes.Buffer
			for number, got := range answers {
				if slices.Contains(unfiltered, number) {
					continue
				}
				fmt.Fprintf(&list, "%d %s %s\n", number, callName(t, number), answerName(got))
				if want := m.answer(t, number, [5]uint64{}); got != want {
					t.Errorf("call %d: the kernel answers %v, the machine %v", number, got, want)
				}
			}
			golden(t, name+".sweep", list.Bytes())
		})
	}
}

// callName names a call the same way whatever the release of libseccomp.
func callName(t *testing.T, number int) string {
	t.Helper()
	numbers, err := parseNumbers(numbersTOML)
	if err != nil {
		t.Fatal(err)
	}
	for name, n := range numbers {
		if int(n) == number {
			return name
		}
	}
	name, err := libseccomp.ScmpSyscall(number).GetName()
	if err != nil || number > 450 || number > 334 && number < 424 {
		return "-"
	}
	return name
}

func answerName(errno syscall.Errno) string {
	if errno == 0 {
		return "allow"
	}
	return unix.ErrnoName(errno)
}

// TestProbeNeedsTheProbe: the probe filter lets through what the Go runtime
// does on the thread, so the sweeps ask the filter and nothing else.
func TestProbeNeedsTheProbe(t *testing.T) {
	onThread(t, func() error {
		if err := install(probeFilter()); err != nil {
			return err
		}
		if errno := ask(unix.SYS_EXIT_GROUP, [5]uint64{}); errno != 0 {
			return fmt.Errorf("exit_group under no other filter: %w", errno)
		}
		if pid, _, _ := syscall.RawSyscall6(unix.SYS_GETPID, 0, 0, 0, 0, 0, 0); pid == 0 {
			return fmt.Errorf("getpid without the probe was not made")
		}
		return nil
	})
}

// TestOtherArchitecturesKill: a 32-bit call and an x32 number end the process
// with SIGSYS.
func TestOtherArchitecturesKill(t *testing.T) {
	for _, name := range names(t) {
		for _, verb := range []string{"int80", "x32"} {
			t.Run(name+"/"+verb, func(t *testing.T) {
				if out, err := helper(t, verb, nil).CombinedOutput(); signalOf(err) == syscall.SIGSEGV {
					t.Skipf("this kernel has no 32-bit calls: %s", out)
				}
				out, err := helper(t, verb, []string{name}).CombinedOutput()
				if got := signalOf(err); got != syscall.SIGSYS {
					t.Errorf("ended with %v (%v), want SIGSYS; output %q", got, err, out)
				}
			})
		}
	}
}

func signalOf(err error) syscall.Signal {
	exit, ok := err.(*exec.ExitError)
	if !ok {
		return 0
	}
	return exit.Sys().(syscall.WaitStatus).Signal()
}

func TestForeignCallsAreKilledByTheFilter(t *testing.T) {
	for _, name := range names(t) {
		m := compiled(t, name)
		for _, c := range []call{
			{arch: 0x40000003, number: 20},                           // i386 getpid
			{arch: 0xC00000B7, number: 172},                          // arm64 getpid
			{arch: auditArchX8664, number: 0x40000000},               // x32 read
			{arch: auditArchX8664, number: 0x40000000 | 39},          // x32 getpid
			{arch: auditArchX8664, number: 0x40000000 | 0x200 | 0x3}, // an x32-only number
			{arch: 0, number: 39},
		} {
			if got := m.run(c); got != unix.SECCOMP_RET_KILL_PROCESS {
				t.Errorf("%s: call %#x of architecture %#x: answer %#x, want the process killed", name, c.number, c.arch, got)
			}
		}
	}
}
