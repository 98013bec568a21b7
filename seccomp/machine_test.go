//go:build linux && cgo

package seccomp

import (
	"encoding/binary"
	"fmt"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// x86-64 as struct seccomp_data names it.
const auditArchX8664 = 0xC000003E

// call is what a filter sees of a system call.
type call struct {
	arch   uint32
	number uint32
	args   [6]uint64
}

func (c *call) word(offset uint32) uint32 {
	data := make([]byte, 0, 64)
	data = binary.NativeEndian.AppendUint32(data, c.number)
	data = binary.NativeEndian.AppendUint32(data, c.arch)
	data = binary.NativeEndian.AppendUint64(data, 0)
	for _, arg := range c.args {
		data = binary.NativeEndian.AppendUint64(data, arg)
	}
	return binary.NativeEndian.Uint32(data[offset:])
}

// machine runs a filter as the kernel would, for all the calls that no test can
// make, and counts its instructions.
type machine struct {
	program []unix.SockFilter
	steps   int
}

func newMachine(t *testing.T, program []byte) *machine {
	t.Helper()
	if len(program) == 0 || len(program)%8 != 0 {
		t.Fatalf("filter of %d bytes, want a multiple of 8", len(program))
	}
	m := &machine{}
	for i := 0; i < len(program); i += 8 {
		m.program = append(m.program, unix.SockFilter{
			Code: binary.NativeEndian.Uint16(program[i:]),
			Jt:   program[i+2],
			Jf:   program[i+3],
			K:    binary.NativeEndian.Uint32(program[i+4:]),
		})
	}
	return m
}

// run returns the filter's answer, a SECCOMP_RET value with its data.
func (m *machine) run(c call) uint32 {
	var a uint32
	for pc := 0; ; pc++ {
		m.steps++
		i := m.program[pc]
		switch i.Code {
		case unix.BPF_LD | unix.BPF_W | unix.BPF_ABS:
			a = c.word(i.K)
		case unix.BPF_ALU | unix.BPF_AND | unix.BPF_K:
			a &= i.K
		case unix.BPF_RET | unix.BPF_K:
			return i.K
		case unix.BPF_JMP | unix.BPF_JA:
			pc += int(i.K)
		case unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K:
			pc += jump(i, a == i.K)
		case unix.BPF_JMP | unix.BPF_JGT | unix.BPF_K:
			pc += jump(i, a > i.K)
		case unix.BPF_JMP | unix.BPF_JGE | unix.BPF_K:
			pc += jump(i, a >= i.K)
		default:
			panic(fmt.Sprintf("instruction %d has code %#x", pc, i.Code))
		}
	}
}

// answer is run for an x86-64 call: 0 for allowed, or the error number.
func (m *machine) answer(t *testing.T, number int, args [5]uint64) syscall.Errno {
	t.Helper()
	c := call{arch: auditArchX8664, number: uint32(number)}
	copy(c.args[:], args[:])
	switch ret := m.run(c); ret & unix.SECCOMP_RET_ACTION_FULL {
	case unix.SECCOMP_RET_ALLOW:
		return 0
	case unix.SECCOMP_RET_ERRNO:
		return syscall.Errno(ret & unix.SECCOMP_RET_DATA)
	default:
		t.Fatalf("call %d: answer %#x is neither allow nor errno", number, ret)
		return 0
	}
}

func jump(i unix.SockFilter, taken bool) int {
	if taken {
		return int(i.Jt)
	}
	return int(i.Jf)
}
