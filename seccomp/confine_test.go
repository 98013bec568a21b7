//go:build linux && cgo

package seccomp

import (
	"encoding/base64"
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

// helperVariable makes the test binary a helper process: its value is a verb
// and then filters in base64. As a cell does it, a process of this program
// installs the first filter, then executes itself to install the next under it;
// the last one does what the verb says.
const helperVariable = "GAVEL_SECCOMP_HELPER"

func TestMain(m *testing.M) {
	if order, ok := os.LookupEnv(helperVariable); ok {
		os.Unsetenv(helperVariable)
		fmt.Fprintln(os.Stderr, help(strings.Fields(order)))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// help returns only when something went wrong, or when what should have ended
// the process did not.
func help(order []string) error {
	verb, filters := order[0], order[1:]
	goruntime.LockOSThread()
	if len(filters) > 0 {
		program, err := base64.StdEncoding.DecodeString(filters[0])
		if err != nil {
			return err
		}
		if err := install(program); err != nil {
			return err
		}
		filters = filters[1:]
	}
	if len(filters) > 0 {
		next := helperVariable + "=" + verb + " " + strings.Join(filters, " ")
		return syscall.Exec("/proc/self/exe", os.Args, append(os.Environ(), next))
	}
	switch verb {
	case "exec":
		return syscall.Exec(os.Args[1], os.Args[1:], os.Environ())
	case "int80":
		return fmt.Errorf("getpid by int 0x80: %d", int80())
	case "x32":
		_, _, errno := syscall.RawSyscall(0x40000000|unix.SYS_GETPID, 0, 0, 0)
		return fmt.Errorf("getpid by x32 number: %w", errno)
	}
	return fmt.Errorf("unknown verb %q", verb)
}

// helper returns a command that runs the test binary as a helper under the
// profiles, the first one outermost.
func helper(t *testing.T, verb string, profiles []string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	order := helperVariable + "=" + verb
	for _, name := range profiles {
		program, err := load(t, name).BPF()
		if err != nil {
			t.Fatal(err)
		}
		order += " " + base64.StdEncoding.EncodeToString(program)
	}
	cmd := exec.CommandContext(t.Context(), self, args...)
	cmd.Env = append(os.Environ(), order)
	return cmd
}

// installProfile puts a profile's filter on the calling thread.
func installProfile(name string) error {
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
