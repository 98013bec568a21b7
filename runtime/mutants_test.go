package runtime

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// mutant is the source without one protection: in each file the first text is
// replaced by the second. It is built with an overlay; nothing in a gavel that is
// not a test's can be switched.
type mutant struct {
	protection string
	edits      []edit
	elsewhere  string // the test that notices it, on a kernel that is not this one
}

type edit struct{ file, old, new string }

const (
	specFile  = "runtime/spec.go"
	forkFile  = "cmd/gavel-init/fork.go"
	cellFile  = "cmd/gavel-init/cell.go"
	startFile = "cmd/gavel-init/main.go"
	nop       = "unix.SYS_GETPID" // in the place of a call between fork and exec
)

func without(protection, file, old, new string) mutant {
	return mutant{protection: protection, edits: []edit{{file, old, new}}}
}

// mutants are all protections of a cell that this room and gavel-init keep.
func mutants() []mutant {
	all := []mutant{
		without("process namespace", specFile, "{Type: specs.PIDNamespace},", ""),
		without("mount namespace", specFile, "{Type: specs.MountNamespace},", ""),
		without("IPC namespace", specFile, "{Type: specs.IPCNamespace},", ""),
		without("name namespace", specFile, "{Type: specs.UTSNamespace},", ""),
		without("control group namespace", specFile, "{Type: specs.CgroupNamespace},", ""),
		without("network namespace", specFile, "{Type: specs.NetworkNamespace, Path: p.Network},", ""),
		without("loopback stays down", specFile, "specs.NetworkNamespace, Path: p.Network", "specs.NetworkNamespace"),
		without("user namespace", specFile, "list = append(list, specs.LinuxNamespace{Type: specs.UserNamespace})", "list = list[:len(list):len(list)]"),
		without("an id range for each cell", "runtime/ids.go", "uint32(n)*idsPerCell", "uint32(n)*0"),
		without("constant host name", specFile, `Hostname: "gavel",`, ""),
		without("read-only root", specFile, "Readonly: true", "Readonly: false"),
		without("masked paths", specFile, "MaskedPaths:       maskedPaths(p.Proc),", ""),
		without("read-only paths", specFile, `[]string{"/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"}`, "nil"),
		without("mounts do not propagate", specFile, `RootfsPropagation: "private",`, ""),
		without("filter of the cell", specFile, "Seccomp:           t.Seccomp,", ""),
		without("out of memory, cells go first", specFile, "oomScore := 500", "oomScore := 0"),
		without("no core dumps of gavel-init", specFile, `{Type: "RLIMIT_CORE", Hard: noCore, Soft: noCore},`, ""),
		{protection: "no core dumps", edits: []edit{{specFile, `{Type: "RLIMIT_CORE", Hard: noCore, Soft: noCore},`, ""}, {"runtime/run.go", "{Resource: unix.RLIMIT_CORE, Value: noCore},", ""}}},
		without("/proc hides other processes", specFile, `, "hidepid=2"}`, "}"),
		without("/proc shows processes only", specFile, `proc = append(proc, "subset=pid")`, "proc = proc[:len(proc):len(proc)]"),
		without("/proc is read-only", specFile, `proc = append(proc, "ro")`, "proc = proc[:len(proc):len(proc)]"),
		without("/dev is read-only", specFile, `options = append([]string{"bind", "private", "ro", "nosuid"}, options...)`, `options = append([]string{"bind", "private", "nosuid"}, options...)`),
		without("/dev is not executed", specFile, `bind("/dev", p.Devices, "noexec")`, `bind("/dev", p.Devices)`),
		without("what is bound has no set-user-id", specFile, `"private", "ro", "nosuid"}`, `"private", "ro"}`),
		without("gavel-init's file is no device", specFile, `bind(control.InitPath, p.Init, "nodev")`, `bind(control.InitPath, p.Init)`),
		without("/tmp is not executed", specFile, `"1777", "noexec"),`, `"1777"),`),
		without("file systems in memory: no set-user-id", specFile, `"nosuid", "nodev", "noatime",`, `"nodev", "noatime",`),
		without("file systems in memory: no devices", specFile, `"nosuid", "nodev", "noatime",`, `"nosuid", "noatime",`),
		without("file systems in memory: no access times", specFile, `"nosuid", "nodev", "noatime",`, `"nosuid", "nodev",`),
		without("file systems in memory: size", specFile, `"size=" + strconv.FormatInt(size, 10),`, ""),
		without("file systems in memory: number of files", specFile, `"nr_inodes=" + strconv.FormatInt(files, 10),`, ""),
		without("the program directory is gavel-init's", specFile, `"0755", program...),`, `"0777", program...),`),
		without("devices are refused", specFile, `{{Allow: false, Access: "rwm"}}`, `{{Allow: true, Access: "rwm"}}`),
		without("runc's own devices are refused", "runtime/runc/convert.go", "*rules = (*rules)[:len(spec.Linux.Resources.Devices)]", "_ = rules"),
		without("only five devices are made", "runtime/devices.go", `"urandom": 9}`, `"urandom": 9, "mem": 1}`),
		without("memory of a cell", specFile, "memory := t.MemoryBytes + initMemory", "memory := int64(1) << 40"),
		without("processes of a cell", specFile, "processes := t.Processes + initProcesses", "processes := int64(1) << 20"),
		without("processors of a cell", specFile, "if t.CPUs > 0 {", "if t.CPUs < 0 {"),
		{protection: "a memory kill ends all (cgroup v2)", edits: []edit{{specFile, `"memory.oom.group": "1"`, ""}}, elsewhere: "make test-vm: TestJailFromOutside"},
		{protection: "AppArmor profile", edits: []edit{{specFile, "ApparmorProfile: t.AppArmor,", ""}}, elsewhere: "make test-vm: package apparmor"},
		{protection: "AppArmor profile of what is forked", edits: []edit{{"cmd/gavel-init/warm.go", "stackOrder(w.profile)", `""`}}, elsewhere: "make test-vm: TestConfinedRun, TestService"},

		without("memory of a run", "runtime/meter.go", "c.group.setMemory(m.memory+l.MemoryBytes)", "error(nil)"),
		without("processes of a run", "runtime/meter.go", "c.allowProcesses(processes+l.Processes)", "error(nil)"),
		without("swap of a run", "runtime/cgroup_v1.go", "return g.swapLimit.write(bytes)", "return g.swapLimit.write(bytes + 1<<30)"),
		without("processor time of a run", "runtime/meter.go", "case err == nil && used >= l.CPU():", "case err == nil && used >= 20*l.CPU():"),
		without("wall time of a run", "runtime/meter.go", "case wall <= 0:", "case wall <= -3e9:"),
		without("output of a run", "runtime/streams.go", "end.because(judge.ReasonOutput)", "_ = judge.ReasonOutput"),
		without("an input is only read", "runtime/cell.go", "unix.F_SEAL_GROW|unix.F_SEAL_WRITE", "unix.F_SEAL_GROW"),
		without("an input cannot be executed", "runtime/cell.go", "f.Chmod(0o444)", "f.Chmod(0o755)"),
		without("only id 0 reaches the worker", "runtime/make.go", "os.Chmod(path, 0o600)", "os.Chmod(path, 0o666)"),
		without("only the first process is listened to", "runtime/make.go", "peer == pid", "peer != 0"),
		without("paths stay in the program directory", "runtime/cell.go", "if err := checkPath(f.Path); err != nil {", "if err := error(nil); err != nil {"),
		without("only regular files with one name are taken", "runtime/collect.go", "st.Mode&unix.S_IFMT != unix.S_IFREG || st.Nlink != links", "st.Nlink == 0"),
		without("what is taken is bounded", "runtime/collect.go", "st.Size > most", "st.Size < 0"),
		without("a cell dies before its artefact is read", "runtime/collect.go", "err = c.die()", "err = nil"),

		{protection: "no new privileges", edits: []edit{{specFile, "NoNewPrivileges: true,", ""}, {startFile, "unix.PR_SET_NO_NEW_PRIVS, 1", "unix.PR_GET_NO_NEW_PRIVS, 0"}}},
		without("no new privileges, by gavel-init", startFile, "unix.PR_SET_NO_NEW_PRIVS, 1", "unix.PR_GET_NO_NEW_PRIVS, 0"),
		without("no new privileges, by the runtime", specFile, "NoNewPrivileges: true,", ""),
		without("gavel-init is not dumpable", startFile, "unix.PR_SET_DUMPABLE, 0", "unix.PR_SET_DUMPABLE, 1"),
		without("bounding set", startFile, "unix.PR_CAPBSET_DROP", "unix.PR_CAPBSET_READ"),
		without("capabilities of gavel-init", startFile, "return keepCapabilities()", "return nil"),
		without("a session of its own", forkFile, "unix.SYS_SETSID", nop),
		without("rlimits", forkFile, "unix.SYS_PRLIMIT64", nop),
		without("no groups", forkFile, "unix.SYS_SETGROUPS", nop),
		without("a group id of its own", forkFile, "unix.SYS_SETRESGID", nop),
		without("a user id of its own", forkFile, "unix.SYS_SETRESUID", nop),
		without("descriptors are closed", forkFile, "unix.SYS_CLOSE_RANGE", nop),
		without("Landlock", forkFile, "unix.SYS_LANDLOCK_RESTRICT_SELF", nop),
		without("filter of the program", forkFile, "unix.SYS_SECCOMP", nop),
		without("a compiler starts nothing that it made", "cmd/gavel-init/landlock.go", "program = mayWrite", "program = mayWrite | mayExec"),
		without("everything is killed after a test", "cmd/gavel-init/reap.go", "return killAll()", "return nil"),
		without("scratch is emptied after a test", cellFile, "if err := emptyDir(control.ScratchDir); err != nil {", "if err := error(nil); err != nil {"),
		without("a file is put once", "cmd/gavel-init/files.go", "os.O_CREATE|os.O_EXCL", "os.O_CREATE"),
		without("what is collected is bounded in number", "cmd/gavel-init/files.go", "sent > m.MaxFiles", "sent > 1000*m.MaxFiles"),
		without("what is collected is bounded in depth", "cmd/gavel-init/files.go", `seen > dirsPerFile*m.MaxFiles || strings.Count(name, "/") > maxDepth`, `strings.Count(name, "/") < 0`),
	}
	for _, name := range []string{"CPU, Value: uint64(2*max(l.CPUMillis, l.WallMillis)/1000) + 1", "FSIZE, Value: uint64(c.template.FileBytes)", "MEMLOCK",
		"MSGQUEUE", "NOFILE, Value: uint64(c.template.OpenFiles)", "RTPRIO", "SIGPENDING, Value: pendingSignals", "STACK, Value: uint64(stackLimit(l.MemoryBytes))"} {
		short, _, _ := strings.Cut(name, ",")
		m := without("rlimit "+strings.ToLower(short), "runtime/run.go", "{Resource: unix.RLIMIT_"+name+"},", "")
		if name == "RTPRIO" {
			m.elsewhere = "TestJail, on a host whose own limit is not 0"
		}
		all = append(all, m)
	}
	return all
}

// overlay writes the mutant's files below dir and returns what `go -overlay` reads.
func (m mutant) overlay(dir string) (path string, err error) {
	replace := map[string]string{}
	for i, e := range m.edits {
		original, err := filepath.Abs(filepath.Join("..", e.file))
		if err != nil {
			return "", err
		}
		text, err := os.ReadFile(original)
		if err != nil {
			return "", err
		}
		if n := strings.Count(string(text), e.old); n != 1 {
			return "", fmt.Errorf("%s has %d times, want once: %s", e.file, n, e.old)
		}
		changed := strings.Replace(string(text), e.old, e.new, 1)
		if _, err := parser.ParseFile(token.NewFileSet(), e.file, changed, parser.SkipObjectResolution); err != nil {
			return "", err
		}
		to := filepath.Join(dir, fmt.Sprintf("%d.go", i))
		if err := os.WriteFile(to, []byte(changed), 0o600); err != nil {
			return "", err
		}
		replace[original] = to
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", err
	}
	path = filepath.Join(dir, "overlay.json")
	return path, os.WriteFile(path, text, 0o600)
}

// TestMutantsStillApply: a protection whose lines were changed needs its mutant
// changed too.
func TestMutantsStillApply(t *testing.T) {
	for _, m := range mutants() {
		if _, err := m.overlay(t.TempDir()); err != nil {
			t.Errorf("%s: %v", m.protection, err)
		}
	}
}

// quick are the tests that a mutant is tried with. Golden files notice every change
// of a spec and prove nothing.
const quick = "^Test(Jail|Mounts|CellsShare|AnArtefact|Only|Programs|Limits|TestsDoNotLeak|InputIsOnlyRead|Collect|Put|LivingCells|SwapNever|Privileges|Spawn|SpecKeeps|RunsHave)"

// TestMutants takes out each protection in turn, runs the tests of this room and of
// gavel-init, and prints which of them noticed. deploy/mutate asks for it;
// GAVEL_MUTANTS is a regular expression of protections.
func TestMutants(t *testing.T) {
	wanted := os.Getenv("GAVEL_MUTANTS")
	if wanted == "" {
		t.Skip("takes up to an hour: deploy/mutate runs it")
	}
	needRoot(t)
	pattern, err := regexp.Compile(wanted)
	must(t, err)
	table := "\n| protection taken out | tests that notice |\n|---|---|\n"
	for _, m := range mutants() {
		if !pattern.MatchString(m.protection) {
			continue
		}
		noticed := m.elsewhere
		if noticed == "" {
			noticed = strings.Join(m.noticedBy(t), ", ")
		}
		if noticed == "" {
			t.Errorf("no test notices that this is gone: %s", m.protection)
		}
		line := fmt.Sprintf("| %s | %s |\n", m.protection, noticed)
		fmt.Fprint(os.Stderr, line)
		table += line
	}
	t.Log(table)
}

// skipped are the tests that a mutant is not tried with.
func (m mutant) skipped() string {
	if strings.Contains(m.protection, "namespace") {
		return "^TestJailWithoutUserNamespaces$|/containerd$" // the other way round the first would match the name's beginning
	}
	return "/containerd$"
}

func (m mutant) noticedBy(t *testing.T) []string {
	t.Helper()
	overlay, err := m.overlay(t.TempDir())
	must(t, err)
	// A cell that lacks a namespace acts on the namespace around it: gavel-init ends
	// every process that it may. So all of it runs in namespaces of its own, and
	// never without the user namespace, under which it may end its own only.
	cmd := exec.CommandContext(t.Context(), "unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "--uts", "--ipc", "--net",
		"go", "test", "-count=1", "-json", "-vet=off", "-run", quick, "-skip", m.skipped(), "gavel/runtime", "gavel/cmd/gavel-init")
	cmd.Env = append(os.Environ(), "GOFLAGS="+os.Getenv("GOFLAGS")+" -overlay="+overlay, "GAVEL_ROOT_TESTS=1", "GAVEL_MUTANTS=")
	out, err := cmd.Output() // it fails where a test fails: that is what is asked
	var failed []string
	ran := 0
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		var event struct{ Action, Test, FailedBuild string }
		if json.Unmarshal(lines.Bytes(), &event) != nil {
			continue
		}
		if event.FailedBuild != "" {
			t.Errorf("%s: it does not build: %s", m.protection, out)
			return nil
		}
		name, _, sub := strings.Cut(event.Test, "/")
		switch {
		case event.Action == "run" && !sub && name != "":
			ran++
		case event.Action == "fail" && !sub && name != "":
			failed = append(failed, name)
		}
	}
	if ran < 10 {
		t.Errorf("%s: only %d tests ran: %v\n%.2000s", m.protection, ran, err, out)
	}
	slices.Sort(failed)
	return slices.Compact(failed)
}
