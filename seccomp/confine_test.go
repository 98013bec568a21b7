package seccomp

import (
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	goruntime "runtime"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"
)

// helperVariable makes the test binary a helper process: its value is
// "PROFILE,PROFILE… VERB". The helper installs the profiles one after the other
// and then does what the verb says.
const helperVariable = "GAVEL_SECCOMP_HELPER"

func TestMain(m *testing.M) {
	if order, ok := os.LookupEnv(helperVariable); ok {
		os.Unsetenv(helperVariable)
		fmt.Fprintln(os.Stderr, help(order))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// help returns only when something went wrong, or when what should have ended
// the process did not.
func help(order string) error {
	profiles, verb, _ := strings.Cut(order, " ")
	goruntime.LockOSThread()
	for name := range strings.SplitSeq(profiles, ",") {
		if err := installProfile(name); err != nil {
			return err
		}
	}
	switch verb {
	case "exec":
		return syscall.Exec(os.Args[1], os.Args[1:], os.Environ())
	case "re-exec": // as gavel-init does: a Go program starts under the filter and installs the next
		return syscall.Exec("/proc/self/exe", os.Args, append(os.Environ(), helperVariable+"="+os.Args[1]))
	case "int80":
		return fmt.Errorf("getpid by int 0x80: %d", int80())
	case "x32":
		_, _, errno := syscall.RawSyscall(0x40000000|unix.SYS_GETPID, 0, 0, 0)
		return fmt.Errorf("getpid by x32 number: %w", errno)
	}
	return fmt.Errorf("unknown verb %q", verb)
}

func installProfile(name string) error {
	if name == "none" {
		return nil
	}
	profile, err := Load(name)
	if err != nil {
		return err
	}
	program, err := profile.BPF()
	if err != nil {
		return err
	}
	return install(program)
}

// install puts a filter on the calling thread, which must be locked.
func install(program []byte) error {
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return fmt.Errorf("no_new_privs: %w", err)
	}
	prog := unix.SockFprog{Len: uint16(len(program) / 8), Filter: (*unix.SockFilter)(unsafe.Pointer(&program[0]))}
	_, _, errno := syscall.RawSyscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, 0, uintptr(unsafe.Pointer(&prog)))
	goruntime.KeepAlive(program)
	if errno != 0 {
		return fmt.Errorf("install filter: %w", errno)
	}
	return nil
}

// int80 makes the 32-bit call getpid (20) through code written on the spot.
func int80() int {
	code, err := unix.Mmap(-1, 0, 4096, unix.PROT_READ|unix.PROT_WRITE|unix.PROT_EXEC, unix.MAP_PRIVATE|unix.MAP_ANON)
	if err != nil {
		return -1
	}
	copy(code, []byte{0xB8, 20, 0, 0, 0, 0xCD, 0x80, 0xC3}) // mov eax, 20; int 0x80; ret
	entry := unsafe.Pointer(&code[0])
	closure := unsafe.Pointer(&entry)
	call := *(*func() int32)(unsafe.Pointer(&closure))
	return int(call())
}

// helper returns a command that runs the test binary as a helper.
func helper(t *testing.T, order string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, args...)
	cmd.Env = append(os.Environ(), helperVariable+"="+order)
	return cmd
}

// onThread runs do on a thread of its own, which ends with it: what do installs
// there touches nothing else.
func onThread(t *testing.T, do func() error) {
	t.Helper()
	done := make(chan error)
	go func() {
		goruntime.LockOSThread()
		done <- do()
	}()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

// Calls whose sixth argument is probe are never made: the probe filter answers
// them with probed, which tells that every filter installed later allowed them.
const (
	probe  = 0x5EC0C0DE
	probed = syscall.Errno(777)
)

// probeFilter answers calls that carry the probe and allows all others.
func probeFilter() []byte {
	instructions := []unix.SockFilter{
		{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: 16 + 5*8},
		{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: probe, Jf: 1},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ERRNO | uint32(probed)},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW},
	}
	var program []byte
	for _, i := range instructions {
		program = binary.NativeEndian.AppendUint16(program, i.Code)
		program = append(program, i.Jt, i.Jf)
		program = binary.NativeEndian.AppendUint32(program, i.K)
	}
	return program
}

// ask has the kernel say what the calling thread's filters answer to a call,
// without the call being made: 0 for allowed, or the error number.
func ask(number int, args [5]uint64) syscall.Errno {
	_, _, errno := syscall.RawSyscall6(uintptr(number), uintptr(args[0]), uintptr(args[1]),
		uintptr(args[2]), uintptr(args[3]), uintptr(args[4]), probe)
	if errno == probed {
		return 0
	}
	return errno
}
