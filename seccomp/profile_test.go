//go:build linux && cgo

package seccomp

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/opencontainers/runtime-spec/specs-go"
	libseccomp "github.com/seccomp/libseccomp-golang"
	"golang.org/x/sys/unix"

	"gavel/judge"
)

var update = flag.Bool("update", false, "write the golden files")

// golden compares got with testdata/name, or writes it with -update.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (go test ./seccomp -update writes it)", err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-golden +now):\n%s", path, diff)
	}
}

func load(t *testing.T, name string) *Profile {
	t.Helper()
	profile, err := Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return profile
}

func compiled(t *testing.T, name string) *machine {
	t.Helper()
	program, err := load(t, name).BPF()
	if err != nil {
		t.Fatal(err)
	}
	return newMachine(t, program)
}

func names(t *testing.T) []string {
	t.Helper()
	names, err := Names()
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestNamesHoldStagesAndCell(t *testing.T) {
	for _, name := range []string{string(judge.StageRun), string(judge.StageBuild), "cell"} {
		if !slices.Contains(names(t), name) {
			t.Errorf("no profile %s among %v", name, names(t))
		}
	}
}

func TestUnknownProfile(t *testing.T) {
	if _, err := Load("runn"); !errors.Is(err, judge.ErrNotFound) {
		t.Errorf("got %v, want %v", err, judge.ErrNotFound)
	}
}

func TestSpecGolden(t *testing.T) {
	for _, name := range names(t) {
		got, err := json.MarshalIndent(load(t, name).Spec(), "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		golden(t, name+".json", append(got, '\n'))
	}
}

// TestPFCGolden shows what libseccomp made of the rules. Its text differs
// between releases, so each minor release has golden files; what it means is
// compared by the sweeps whatever the release.
func TestPFCGolden(t *testing.T) {
	major, minor, _ := libseccomp.GetLibraryVersion()
	dir := fmt.Sprintf("libseccomp-%d.%d", major, minor)
	if _, err := os.Stat(filepath.Join("testdata", dir)); err != nil && !*update {
		t.Skipf("no golden files for this release: %v", err)
	}
	if err := os.MkdirAll(filepath.Join("testdata", dir), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range names(t) {
		got, err := load(t, name).pfc()
		if err != nil {
			t.Fatal(err)
		}
		golden(t, filepath.Join(dir, name+".pfc"), got)
	}
}

func TestBPFIsTheSameEachTime(t *testing.T) {
	for _, name := range names(t) {
		first, err := load(t, name).BPF()
		if err != nil {
			t.Fatal(err)
		}
		second, err := load(t, name).BPF()
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, second) {
			t.Errorf("%s: two compilations of one profile differ", name)
		}
		if n := len(first) / 8; n > 4096 {
			t.Errorf("%s: %d instructions, the kernel takes 4096", name, n)
		}
	}
}

// TestCellAllowsWhatStrictAllows: both filters are asked on every call of a
// program, so the cell's must never be the stricter one.
func TestCellAllowsWhatStrictAllows(t *testing.T) {
	cell := compiled(t, "cell")
	for _, name := range names(t) {
		strict := compiled(t, name)
		for number, lists := range samples(t) {
			for _, args := range lists {
				if strict.answer(t, number, args) == 0 && cell.answer(t, number, args) != 0 {
					t.Errorf("%s allows call %d with %#x, cell does not", name, number, args)
				}
			}
		}
	}
}

// TestStrictProfilesAllowNoneOfTheInitCalls lists what gavel-init may do and a
// program must not.
func TestStrictProfilesAllowNoneOfTheInitCalls(t *testing.T) {
	calls := []int{
		unix.SYS_CONNECT, unix.SYS_SENDMSG, unix.SYS_RECVMSG, unix.SYS_SETSOCKOPT, unix.SYS_CAPSET,
		unix.SYS_SETUID, unix.SYS_SETGID, unix.SYS_SETRESUID, unix.SYS_SETRESGID, unix.SYS_SETGROUPS,
		unix.SYS_CHOWN, unix.SYS_FCHOWN, unix.SYS_FCHOWNAT, unix.SYS_LCHOWN, unix.SYS_SECCOMP,
		unix.SYS_LANDLOCK_CREATE_RULESET, unix.SYS_PIDFD_OPEN, unix.SYS_PIDFD_SEND_SIGNAL, unix.SYS_SETRLIMIT,
	}
	cell := compiled(t, "cell")
	for _, name := range []string{"run", "build"} {
		strict := compiled(t, name)
		for _, number := range calls {
			if got := strict.answer(t, number, [5]uint64{}); got != syscall.EPERM {
				t.Errorf("%s: call %d: got %v, want EPERM", name, number, got)
			}
			if got := cell.answer(t, number, [5]uint64{}); got != 0 {
				t.Errorf("cell: call %d: got %v, want allowed", number, got)
			}
		}
	}
}

// TestUnknownCallFailsToCompile: a misspelt name must not become a rule that is
// silently left out.
func TestUnknownCallFailsToCompile(t *testing.T) {
	p := &Profile{name: "p", rules: []rule{{call: "raed"}}}
	if _, err := p.BPF(); err == nil || !strings.Contains(err.Error(), "raed") {
		t.Errorf("got %v, want an error that names the call", err)
	}
}

// samples are argument lists that meet or just miss each condition on a call,
// with and without bits in the upper half, by the call's number.
func samples(t *testing.T) map[int][][5]uint64 {
	t.Helper()
	lists := map[int][][5]uint64{}
	for number := range 1024 {
		lists[number] = [][5]uint64{{}}
	}
	for _, name := range names(t) {
		profile := load(t, name)
		for i := range profile.rules {
			r := &profile.rules[i]
			if r.cond == nil {
				continue
			}
			number, err := profile.number(r)
			if err != nil {
				t.Fatal(err)
			}
			for _, value := range []uint64{r.cond.value, r.cond.value + 1, r.cond.value | 1<<32, ^r.cond.value} {
				var args [5]uint64
				args[r.cond.argument] = value
				lists[int(number)] = append(lists[int(number)], args)
			}
		}
	}
	return lists
}

// TestSpecMeansTheSame compiles the rendered spec as an OCI runtime does and
// compares it with BPF, call by call.
func TestSpecMeansTheSame(t *testing.T) {
	for _, name := range names(t) {
		direct, rendered := compiled(t, name), compiledSpec(t, load(t, name).Spec())
		last := lastKnown(t)
		for number, lists := range samples(t) {
			if number > last {
				continue
			}
			for _, args := range lists {
				want, got := direct.answer(t, number, args), rendered.answer(t, number, args)
				if got != want {
					t.Errorf("%s: call %d with %#x: the spec says %v, BPF says %v", name, number, args, got, want)
				}
			}
		}
	}
}

// lastKnown is the highest number up to which libseccomp knows the names that
// the policy uses; above it the runtime's own ENOSYS stub answers.
func lastKnown(t *testing.T) int {
	t.Helper()
	numbers, err := parseNumbers(numbersTOML)
	if err != nil {
		t.Fatal(err)
	}
	last := 469
	for name, number := range numbers {
		if _, err := libseccomp.GetSyscallFromName(name); err != nil {
			last = min(last, int(number)-1)
		}
	}
	return last
}

// compiledSpec follows runc: unknown names are skipped, one rule per entry.
func compiledSpec(t *testing.T, spec *specs.LinuxSeccomp) *machine {
	t.Helper()
	action := func(action specs.LinuxSeccompAction, errno *uint) libseccomp.ScmpAction {
		if action == specs.ActAllow {
			return libseccomp.ActAllow
		}
		return libseccomp.ActErrno.SetReturnCode(int16(*errno))
	}
	filter, err := libseccomp.NewFilter(action(spec.DefaultAction, spec.DefaultErrnoRet))
	if err != nil {
		t.Fatal(err)
	}
	defer filter.Release()
	for _, entry := range spec.Syscalls {
		for _, name := range entry.Names {
			number, err := libseccomp.GetSyscallFromName(name)
			if err != nil {
				continue
			}
			if err := filter.AddRuleConditional(number, action(entry.Action, entry.ErrnoRet), conditions(t, entry.Args)); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
	program, err := (&Profile{name: "spec"}).export("bpf", filter.ExportBPF)
	if err != nil {
		t.Fatal(err)
	}
	return newMachine(t, program)
}

func conditions(t *testing.T, args []specs.LinuxSeccompArg) []libseccomp.ScmpCondition {
	t.Helper()
	operators := map[specs.LinuxSeccompOperator]libseccomp.ScmpCompareOp{
		specs.OpEqualTo:     libseccomp.CompareEqual,
		specs.OpNotEqual:    libseccomp.CompareNotEqual,
		specs.OpMaskedEqual: libseccomp.CompareMaskedEqual,
	}
	var list []libseccomp.ScmpCondition
	for _, arg := range args {
		condition, err := libseccomp.MakeCondition(arg.Index, operators[arg.Op], arg.Value, arg.ValueTwo)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, condition)
	}
	return list
}
