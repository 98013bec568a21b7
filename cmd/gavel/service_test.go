package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"gavel/judge"
)

// TestService installs gavel as a service of this machine and lives through what
// a service does: systemd starts it, under the profiles and with what the unit
// takes away, it judges, is killed, is restarted, and leaves nothing. It is for a
// machine that nobody needs afterwards: GAVEL_SERVICE_TESTS=1 asks for it, and
// deploy/test-vm makes one.
func TestService(t *testing.T) {
	needThrowaway(t)
	installService(t)
	t.Run("refuses to start without the profiles", refusesWithoutProfiles)
	for driver, private := range map[string]bool{"runc": false, "containerd": true} {
		t.Run(driver, func(t *testing.T) {
			u := startUnit(t, driver, private)
			t.Run("confined", func(t *testing.T) { u.on(t).confined() })
			t.Run("doctor", func(t *testing.T) { u.on(t).examined() })
			t.Run("judges", func(t *testing.T) { u.on(t).judgesSession() })
			t.Run("comes back", func(t *testing.T) { u.on(t).comesBack() })
			u.leavesWithStop()
		})
	}
}

// needThrowaway skips what changes the machine for good.
func needThrowaway(t *testing.T) {
	t.Helper()
	if os.Getenv("GAVEL_SERVICE_TESTS") != "1" {
		t.Skip("GAVEL_SERVICE_TESTS=1 asks for it, on a machine that is thrown away: make test-vm")
	}
}

// Where the unit wants them.
const (
	serviceDir = "/usr/local/lib/gavel"
	unitFile   = "/etc/systemd/system/gavel.service"
	dropIns    = unitFile + ".d"
)

// installService does what a package would, the profiles included.
func installService(t *testing.T) {
	needRoot(t)
	dir, err := built()
	if err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{
		filepath.Join(dir, "gavel"):      filepath.Join(serviceDir, "gavel"),
		filepath.Join(dir, "gavel-init"): filepath.Join(serviceDir, "gavel-init"),
		"../../deploy/gavel.service":     unitFile,
	} {
		copyTo(t, from, to)
	}
	out, err := exec.Command(filepath.Join(serviceDir, "gavel"), "apparmor", "install").CombinedOutput()
	if err != nil {
		t.Fatalf("gavel apparmor install: %v\n%s", err, out)
	}
	if out, err := exec.Command("apparmor_parser", "--skip-kernel-load", "--skip-cache", "/etc/apparmor.d/gavel").CombinedOutput(); err != nil {
		t.Errorf("what was installed does not parse: %v\n%s", err, out)
	}
}

func copyTo(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	layFile(t, to, data, 0o755)
}

func layFile(t *testing.T, path string, data []byte, mode os.FileMode) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, mode); err != nil {
		t.Fatal(err)
	}
}

// refusesWithoutProfiles takes the parser away, so that nothing can be loaded.
func refusesWithoutProfiles(t *testing.T) {
	parser, err := exec.LookPath("apparmor_parser")
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("/dev/null", parser, "", syscall.MS_BIND, ""); err != nil {
		t.Fatal(err)
	}
	defer syscall.Unmount(parser, 0)
	cmd := exec.Command(filepath.Join(serviceDir, "gavel"), "serve", "--apparmor", "require", "--listen", "127.0.0.1:0",
		"--data", shortDir(t), "--run-dir", shortDir(t), "--images", filepath.Join(dataDir(), "images"))
	cmd.Env = unconfigured()
	out, err := cmd.CombinedOutput()
	if err == nil || cmd.ProcessState.ExitCode() != statusFailure || !strings.Contains(string(out), "there is no apparmor_parser") {
		t.Errorf("status %v, want %d and the reason:\n%s", err, statusFailure, out)
	}
}

// unit is the service, as systemd runs it.
type unit struct{ running }

func (u *unit) on(t *testing.T) *unit {
	same := *u
	same.t = t
	return &same
}

// startUnit starts it with the driver; private is without the host's mounts.
func startUnit(t *testing.T, driver string, private bool) *unit {
	t.Helper()
	u := &unit{running{t: t, data: "/var/lib/gavel", run: "/run/gavel", base: "http://127.0.0.1:8080", log: &syncBuffer{}}}
	t.Cleanup(func() {
		if t.Failed() {
			out, _ := exec.Command("journalctl", "--no-pager", "-u", "gavel", "-n", "60").CombinedOutput()
			t.Logf("the journal:\n%s", out)
		}
	})
	settings := []string{
		"RUNTIME=" + driver, "APPARMOR=require", "POOL=1", "WORKERS=1", "DEFAULT_CPU=30s", "DEFAULT_WALL=90s",
		"IMAGES=" + filepath.Join(dataDir(), "images"),
		"PREFIX=" + filepath.Join(dataDir(), "bin"), "LANGUAGES=" + os.Getenv("GAVEL_TEST_LANGUAGES"),
	}
	text := "[Service]\nReadWritePaths=-" + filepath.Join(dataDir(), "images") + "\n"
	for _, setting := range settings {
		if !strings.HasSuffix(setting, "=") {
			text += "Environment=GAVEL_" + setting + "\n"
		}
	}
	layFile(t, filepath.Join(dropIns, "test.conf"), []byte(text), 0o644)
	own := filepath.Join(dropIns, "own-containers.conf")
	if private {
		copyTo(t, "../../deploy/gavel.service.d/own-containers.conf", own)
	} else {
		os.Remove(own)
	}
	u.systemctl("daemon-reload")
	u.systemctl("start", "gavel")
	u.isReady()
	return u
}

func (u *unit) systemctl(args ...string) {
	u.t.Helper()
	if out, err := exec.Command("systemctl", args...).CombinedOutput(); err != nil {
		u.t.Fatalf("systemctl %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// isReady waits until a canary in each language was judged in a cell.
func (u *unit) isReady() {
	u.t.Helper()
	u.until("the service is ready", time.Duration(slowness())*time.Minute, func() bool { return u.answers("/readyz") == "200 OK" })
	u.noteOwners()
}

// answers is the status of an answer, "" without one.
func (u *unit) answers(path string) string {
	response, err := http.Get(u.base + path)
	if err != nil {
		return ""
	}
	response.Body.Close()
	return response.Status
}

// slowness is by how much this machine is slower than a real one.
func slowness() int64 {
	n, err := strconv.ParseInt(os.Getenv("GAVEL_TEST_SLOW"), 10, 64)
	if err != nil {
		return 1
	}
	return n
}

func (u *unit) property(name string) string {
	u.t.Helper()
	out, err := exec.Command("systemctl", "show", "--value", "-p", name, "gavel").Output()
	if err != nil {
		u.t.Fatalf("systemctl show %s: %v", name, err)
	}
	return strings.TrimSpace(string(out))
}

var statusLine = regexp.MustCompile(`(?m)^(CapBnd|CapEff|Seccomp|NoNewPrivs):\s*(\S+)$`)

// serviceCapabilities are the bounding set of the unit, as the kernel prints it:
// chown, dac_override, dac_read_search, fowner, fsetid, kill, setgid, setuid,
// setpcap, sys_chroot, sys_ptrace, sys_admin, sys_resource, mknod, setfcap, mac_admin.
const serviceCapabilities = "00000002892c01ff"

// confined looks at the service's process, at systemd's opinion of it, and at the
// cells' first processes, which wear the profile.
func (u *unit) confined() {
	status, err := os.ReadFile("/proc/" + u.property("MainPID") + "/status")
	if err != nil {
		u.t.Fatal(err)
	}
	got := map[string]string{}
	for _, match := range statusLine.FindAllStringSubmatch(string(status), -1) {
		got[match[1]] = match[2]
	}
	want := map[string]string{"CapBnd": serviceCapabilities, "CapEff": serviceCapabilities, "Seccomp": "2", "NoNewPrivs": "0"}
	for name, value := range want {
		if got[name] != value {
			u.t.Errorf("the service's %s is %s, want %s", name, got[name], value)
		}
	}
	out, err := exec.Command("systemd-analyze", "security", "--no-pager", "--threshold=80", "gavel.service").CombinedOutput()
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	u.t.Log(lines[len(lines)-1])
	if err != nil {
		u.t.Errorf("systemd-analyze security: %v\n%s", err, out)
	}
	var found []string
	defer func() {
		if u.t.Failed() {
			u.t.Logf("in the cells there are %q, want %q", found, waiting)
		}
	}()
	u.until("all cells hold what they are to hold", time.Duration(slowness())*30*time.Second, func() bool {
		found = u.cellLabels()
		return slices.Equal(found, waiting)
	})
}

// waiting are the processes of the cells that nobody uses, by name and AppArmor
// label, each once, sorted; deploy/test-vm leaves out the compiler that is booted.
// The child of a warm process that forks confines itself; one that becomes a program
// is confined like it.
var waiting = []string{
	"init gavel-init-build (enforce)", "init gavel-init-run (enforce)",
	"java gavel-init-run//&gavel-run (enforce)",
	"python3.13 gavel-init-build (enforce)", "python3.13 gavel-init-run (enforce)",
}

// cellLabels are the names and AppArmor labels of the processes in the service's
// cells.
func (u *unit) cellLabels() (labels []string) {
	paths, _ := filepath.Glob("/proc/[0-9]*")
	for _, proc := range paths {
		if u.inCell(proc) {
			name, _ := os.ReadFile(proc + "/comm")
			label, _ := os.ReadFile(proc + "/attr/current")
			labels = append(labels, strings.TrimSpace(string(name))+" "+strings.TrimSpace(string(label)))
		}
	}
	slices.Sort(labels)
	return slices.Compact(labels)
}

// examined wants doctor to find the profiles in force.
func (u *unit) examined() {
	cmd := exec.Command(filepath.Join(serviceDir, "gavel"), "doctor", "--json", "--apparmor", "require",
		"--images", filepath.Join(dataDir(), "images"), "--prefix", filepath.Join(dataDir(), "bin"))
	cmd.Env = unconfigured()
	out, err := cmd.Output()
	if err != nil {
		u.t.Fatalf("doctor: %v\n%s", err, out)
	}
	for _, c := range checksIn(u.t, out) {
		if c.Name == "AppArmor" && (c.Grade != gradeOK || !strings.Contains(c.Found, "enforced")) ||
			c.Name == "file rules" && c.Found != "AppArmor and Landlock" {
			u.t.Errorf("doctor: %+v", c)
		}
	}
}

// session are programs of testdata/judged: every verdict, every language.
var session = []string{
	"python/accepted.py", "python/wrong_answer.py", "python/cpu.py", "python/wall.py", "python/memory.py", "python/output.py",
	"python/exit.py", "python/compile.py", "python/rejected.py", "cpp/accepted.cpp", "cpp/signal.cpp", "java/Accepted.java", "java/Uncaught.java",
}

// judgesSession submits the session, and a function in each language.
func (u *unit) judgesSession() {
	for _, name := range session {
		p := readProgram(u.t, filepath.Join("testdata/judged", name))
		p.submission.Limits = slower(p.submission.Limits)
		u.t.Run(p.name, func(t *testing.T) {
			s := u.on(t)
			p.check(t, s.result(s.enter(p.submission)))
		})
	}
	u.t.Run("forked under both profiles", func(t *testing.T) { u.on(t).forksUnderBoth() })
	for language, code := range map[string]string{
		"python": "class Solution:\n    def twice(self, a):\n        return [2 * x for x in a]\n",
		"cpp":    "class Solution {\npublic:\n  vector<int> twice(vector<int>& a) { for (int& x : a) x *= 2; return a; }\n};\n",
		"java":   "class Solution {\n  public int[] twice(int[] a) { for (int i = 0; i < a.length; i++) a[i] *= 2; return a; }\n}\n",
	} {
		u.t.Run("function/"+language, func(t *testing.T) { u.on(t).judgesFunction(language, code) })
	}
}

// forksUnderBoth submits programs that a warm process forks, which print what
// confines them.
func (u *unit) forksUnderBoth() {
	var seen []string
	for len(seen) < 5 && !forkedUnderBoth(seen) {
		report := u.result(u.enter(judge.Submission{
			Language: "python", Code: judge.Text(wearing), Tests: make([]judge.Test, 1), Limits: slower(judge.Limits{}),
		}))
		seen = append(seen, strings.TrimSpace(string(report.Tests[0].Stdout)))
	}
	if !forkedUnderBoth(seen) {
		u.t.Errorf("the programs saw %q", seen)
	}
}

func (u *unit) judgesFunction(language, code string) {
	var body map[string]any
	text := `{"function": {"name": "twice", "params": [{"name": "a", "type": "integer[]"}], "return": {"type": "integer[]"}},
		"tests": [{"args": [[1, 2]], "expected": [2, 4]}, {"args": [[3]], "expected": [7]}]}`
	if err := json.Unmarshal([]byte(text), &body); err != nil {
		u.t.Fatal(err)
	}
	body["language"], body["code"], body["limits"] = language, code, slower(judge.Limits{})
	var entered struct {
		JobID string `json:"job_id"`
	}
	if status := u.post("/submit", body, &entered); status != http.StatusAccepted {
		u.t.Fatalf("submit: status %d, want 202", status)
	}
	report := u.result(entered.JobID)
	if got := verdicts(report); got != "1=accepted 2=wrong_answer" {
		u.t.Errorf("%s: %s, error %s\n%s", *report.Verdict, got, orNone(report.Error), report.Compile.Output)
	}
}

// slower gives time in proportion to what this machine needs, and a second of
// processor time where a program asks for none.
func slower(l judge.Limits) judge.Limits {
	if l.CPUMillis == 0 {
		l.CPUMillis = 1000
	}
	if l.WallMillis == 0 {
		l.WallMillis = 3 * l.CPUMillis
	}
	l.CPUMillis, l.WallMillis = min(l.CPUMillis*slowness(), 30_000), min(l.WallMillis*slowness(), 90_000)
	return l
}

// comesBack kills the service, and wants systemd to start another that sweeps
// what is left and judges on.
func (u *unit) comesBack() {
	before := u.property("MainPID")
	pid, err := strconv.Atoi(before)
	if err != nil {
		u.t.Fatal(err)
	}
	owners := u.owners()
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		u.t.Fatal(err)
	}
	u.until("another process", time.Minute, func() bool {
		now := u.property("MainPID")
		return now != before && now != "0"
	})
	u.until("the service answers", time.Duration(slowness())*10*time.Second, func() bool { return u.answers("/healthz") == "200 OK" })
	u.noteOwners()
	for _, owner := range owners {
		if _, err := os.Stat(owner); err == nil {
			u.t.Errorf("%s of the killed service is still there", owner)
		}
	}
	p := readProgram(u.t, "testdata/judged/python/accepted.py")
	p.submission.Limits = slower(p.submission.Limits)
	p.check(u.t, u.result(u.enter(p.submission)))
}

// leavesWithStop stops the service and looks for what is left of it.
func (u *unit) leavesWithStop() {
	u.t.Helper()
	u.noteOwners()
	group := "/sys/fs/cgroup" + u.property("ControlGroup")
	u.systemctl("stop", "gavel")
	if state := u.property("ActiveState") + " " + u.property("Result"); state != "inactive success" {
		u.t.Errorf("after stop the unit is %s", state)
	}
	if _, err := os.Stat(group); err == nil {
		u.t.Errorf("%s is still there", group)
	}
	u.leavesNothing()
	if left, _ := filepath.Glob("/sys/fs/cgroup/gavel/*/*"); len(left) > 0 {
		u.t.Error(fmt.Sprintln("control groups are left:", left))
	}
}
