package seccomp

import (
	"syscall"

	"github.com/opencontainers/runtime-spec/specs-go"
)

// Spec renders the profile for an OCI spec: allowed calls first, then those
// answered with an error number of their own, then one entry per compared value
// (an OCI runtime reads two conditions on one argument as alternatives). The
// same profile gives the same bytes.
func (p *Profile) Spec() *specs.LinuxSeccomp {
	eperm := uint(syscall.EPERM)
	spec := &specs.LinuxSeccomp{
		DefaultAction:   specs.ActErrno,
		DefaultErrnoRet: &eperm,
		Architectures:   []specs.Arch{specs.ArchX86_64},
	}
	spec.Syscalls = append(p.named(), p.conditional()...)
	return spec
}

// named returns one entry for each answer that needs no condition.
func (p *Profile) named() []specs.LinuxSyscall {
	var entries []specs.LinuxSyscall
	at := map[syscall.Errno]int{}
	for _, r := range p.rules {
		if r.cond != nil || r.call == "" {
			continue
		}
		i, ok := at[r.errno]
		if !ok {
			i = len(entries)
			at[r.errno] = i
			entries = append(entries, r.entry())
			continue
		}
		entries[i].Names = append(entries[i].Names, r.call)
	}
	return entries
}

func (p *Profile) conditional() []specs.LinuxSyscall {
	var entries []specs.LinuxSyscall
	for _, r := range p.rules {
		if r.cond == nil {
			continue
		}
		entry := r.entry()
		entry.Args = []specs.LinuxSeccompArg{r.cond.arg()}
		entries = append(entries, entry)
	}
	return entries
}

func (r *rule) entry() specs.LinuxSyscall {
	if r.errno == 0 {
		return specs.LinuxSyscall{Names: []string{r.call}, Action: specs.ActAllow}
	}
	errno := uint(r.errno)
	return specs.LinuxSyscall{Names: []string{r.call}, Action: specs.ActErrno, ErrnoRet: &errno}
}

// arg renders a condition; a masked comparison has the mask in Value and the
// value in ValueTwo.
func (c *condition) arg() specs.LinuxSeccompArg {
	switch {
	case c.op == differs:
		return specs.LinuxSeccompArg{Index: c.argument, Value: c.value, Op: specs.OpNotEqual}
	case c.mask == mask64:
		return specs.LinuxSeccompArg{Index: c.argument, Value: c.value, Op: specs.OpEqualTo}
	}
	return specs.LinuxSeccompArg{Index: c.argument, Value: c.mask, ValueTwo: c.value, Op: specs.OpMaskedEqual}
}
