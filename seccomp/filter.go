//go:build linux && cgo

package seccomp

import (
	"errors"
	"fmt"
	"io"
	"os"
	goruntime "runtime"
	"syscall"

	libseccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"

	"gavel/judge"
)

// tree is libseccomp's optimisation level that searches calls in a binary tree.
const tree = 2

// BPF compiles the profile into the program that seccomp(2) takes: an array of
// struct sock_filter (8 bytes each) in the machine's byte order. The error is
// judge.ErrUnavailable on an architecture whose filter is not proven and with a
// libseccomp that is too old.
func (p *Profile) BPF() ([]byte, error) {
	filter, err := p.compile(tree)
	if err != nil {
		return nil, err
	}
	defer filter.Release()
	return p.export("bpf", filter.ExportBPF)
}

// pfc compiles the profile into libseccomp's readable form.
func (p *Profile) pfc() ([]byte, error) {
	filter, err := p.compile(tree)
	if err != nil {
		return nil, err
	}
	defer filter.Release()
	return p.export("pfc", filter.ExportPFC)
}

// export writes a filter into memory and reads it back; libseccomp 2.5 knows
// descriptors only.
func (p *Profile) export(form string, write func(*os.File) error) ([]byte, error) {
	fd, err := unix.MemfdCreate("gavel-seccomp", unix.MFD_CLOEXEC)
	if err != nil {
		return nil, fmt.Errorf("seccomp profile %s: memory file: %w", p.name, err)
	}
	file := os.NewFile(uintptr(fd), form)
	defer file.Close()
	if err := write(file); err != nil {
		return nil, fmt.Errorf("seccomp profile %s: export %s: %w", p.name, form, err)
	}
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, fmt.Errorf("seccomp profile %s: read %s: %w", p.name, form, err)
	}
	data, err := io.ReadAll(io.NewSectionReader(file, 0, size))
	if err != nil {
		return nil, fmt.Errorf("seccomp profile %s: read %s: %w", p.name, form, err)
	}
	return data, nil
}

// compile hands the rules to libseccomp. The caller releases the filter.
func (p *Profile) compile(optimise int) (*libseccomp.ScmpFilter, error) {
	if err := supported(); err != nil {
		return nil, fmt.Errorf("seccomp profile %s: %w", p.name, err)
	}
	filter, err := libseccomp.NewFilter(deny(syscall.EPERM))
	if err != nil {
		return nil, fmt.Errorf("seccomp profile %s: new filter: %w", p.name, err)
	}
	err = errors.Join(
		filter.SetBadArchAction(libseccomp.ActKillProcess),
		filter.SetOptimize(optimise),
		p.add(filter),
	)
	if err != nil {
		filter.Release()
		return nil, fmt.Errorf("seccomp profile %s: %w", p.name, err)
	}
	return filter, nil
}

func supported() error {
	if goruntime.GOARCH != "amd64" {
		return fmt.Errorf("no filter for architecture %s, only for amd64: %w", goruntime.GOARCH, judge.ErrUnavailable)
	}
	major, minor, micro := libseccomp.GetLibraryVersion()
	if major < 2 || major == 2 && minor < 5 {
		return fmt.Errorf("libseccomp %d.%d.%d, want 2.5.0 or newer (Debian: apt install libseccomp2): %w",
			major, minor, micro, judge.ErrUnavailable)
	}
	return nil
}

func (p *Profile) add(filter *libseccomp.ScmpFilter) error {
	for i := range p.rules {
		r := &p.rules[i]
		number, err := p.number(r)
		if err != nil {
			return err
		}
		if err := add(filter, number, r); err != nil {
			return fmt.Errorf("rule for call %s (%d): %w", r.call, number, err)
		}
	}
	return nil
}

func add(filter *libseccomp.ScmpFilter, number libseccomp.ScmpSyscall, r *rule) error {
	action := libseccomp.ActAllow
	if r.errno != 0 {
		action = deny(r.errno)
	}
	if r.cond == nil {
		return filter.AddRuleExact(number, action)
	}
	condition, err := r.cond.compile()
	if err != nil {
		return err
	}
	return filter.AddRuleConditionalExact(number, action, []libseccomp.ScmpCondition{condition})
}

func (c *condition) compile() (libseccomp.ScmpCondition, error) {
	if c.op == differs {
		return libseccomp.MakeCondition(c.argument, libseccomp.CompareNotEqual, c.value)
	}
	return libseccomp.MakeCondition(c.argument, libseccomp.CompareMaskedEqual, c.mask, c.value)
}

// number resolves a rule's call. A name that neither libseccomp nor numbers.toml
// knows is an error: a rule that is silently left out is no rule.
func (p *Profile) number(r *rule) (libseccomp.ScmpSyscall, error) {
	if r.call == "" {
		return libseccomp.ScmpSyscall(r.number), nil
	}
	if number, ok := p.numbers[r.call]; ok {
		return libseccomp.ScmpSyscall(number), nil
	}
	number, err := libseccomp.GetSyscallFromName(r.call)
	if err != nil || number < 0 {
		return 0, fmt.Errorf("call %s: neither libseccomp nor numbers.toml knows its number", r.call)
	}
	return number, nil
}

func deny(errno syscall.Errno) libseccomp.ScmpAction {
	return libseccomp.ActErrno.SetReturnCode(int16(errno))
}
