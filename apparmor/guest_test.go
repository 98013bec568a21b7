package apparmor

import (
	"encoding/json"
	"errors"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	goruntime "runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"gavel/judge"
)

// Roles that the test binary plays in the guest: the runtime starts init under
// the OCI profile, init starts the program.
const (
	roleVariable = "GAVEL_APPARMOR_ROLE"
	roleInit     = "init"
	roleProgram  = "program"
	roleForked   = "forked"
	roleIdle     = "idle"

	initPath    = "/run/gavel/init"
	socketPath  = "/run/gavel/socket"
	programPath = "/usr/lib/gavel-test/program"
	boxPath     = "/box/program"
)

// A profile is a thread's, and the files by which a process asks for another are
// its first thread's alone.
func init() {
	if os.Getenv(roleVariable) != "" {
		goruntime.LockOSThread()
	}
}

func TestMain(m *testing.M) {
	role, ok := os.LookupEnv(roleVariable)
	if !ok {
		os.Exit(m.Run())
	}
	var answers map[string]string
	switch role {
	case roleInit:
		answers = playInit()
	case roleProgram:
		answers = playProgram()
	case roleForked:
		answers = playForked()
	case roleIdle:
		os.Stdout.WriteString("r")
		var forever chan struct{}
		time.AfterFunc(time.Minute, func() { os.Exit(3) })
		<-forever
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		os.Exit(2)
	}
	os.Exit(0)
}

// answer is how an attempt ended: "ok", "denied" for the two errors that
// AppArmor refuses with, or the error itself.
func answer(err error) string {
	switch {
	case err == nil:
		return "ok"
	case errors.Is(err, fs.ErrPermission): // EACCES and EPERM
		return "denied"
	}
	return err.Error()
}

func label() string {
	data, err := os.ReadFile("/proc/thread-self/attr/current")
	if err != nil {
		return err.Error()
	}
	return strings.TrimSpace(string(data))
}

func playInit() map[string]string {
	answers := attempt(initProbes())
	answersOf(roleProgram, answers)
	profile, _, _ := strings.Cut(label(), " ")
	if err := order("exec", "exec "+profile); err != nil {
		answers["order to stay under the profile"] = err.Error()
	}
	answersOf(roleForked, answers)
	return answers
}

// answersOf starts a role and takes over its answers.
func answersOf(role string, answers map[string]string) {
	cmd := exec.Command(programPath)
	cmd.Env = []string{roleVariable + "=" + role}
	out, err := cmd.Output()
	if err == nil {
		err = json.Unmarshal(out, &answers)
	}
	if err != nil {
		answers[role+"'s answers"] = err.Error() + ": " + string(out)
	}
}

func order(file, text string) error {
	return os.WriteFile("/proc/self/attr/apparmor/"+file, []byte(text), 0)
}

// forked stands before the name of a probe that a forked program makes.
const forked = "forked: "

// playForked is what a warm process is, and then what its child is: a program that
// has added its profile itself has to be confined like one that was started.
func playForked() map[string]string {
	init, _, _ := strings.Cut(label(), " ")
	answers := map[string]string{forked + "before": init}
	if err := order("current", "stack "+strings.Replace(init, "init-", "", 1)); err != nil {
		answers[forked+"order to add a profile"] = err.Error()
		return answers
	}
	for name, text := range playProgram() {
		answers[forked+name] = text
	}
	return answers
}

func playProgram() map[string]string { return attempt(programProbes()) }

// attempt tries everything. A label is an answer as it is.
func attempt(probes []probe) map[string]string {
	answers := map[string]string{}
	for _, p := range probes {
		answers[p.name] = answer(p.try())
	}
	answers[probes[0].name+": label"] = label()
	return answers
}

// rightAnswers are a stage's; everything happens as root of the machine, so that
// AppArmor alone stands in the way.
func rightAnswers(stage judge.Stage) map[string]string {
	answers := map[string]string{}
	expect := func(prefix, label string, probes []probe) {
		for _, p := range probes {
			answers[prefix+p.name] = p.want
			if stage == judge.StageBuild && p.build != "" {
				answers[prefix+p.name] = p.build
			}
		}
		answers[prefix+probes[0].name+": label"] = label + " (enforce)"
	}
	expect("", Profile(stage), initProbes())
	expect("", stageNames(stage).Both, programProbes())
	expect(forked, stageNames(stage).Both, programProbes())
	answers[forked+"before"] = Profile(stage)
	return answers
}

// TestGuest runs as root in a machine whose kernel has AppArmor; deploy/test-vm
// makes one.
func TestGuest(t *testing.T) {
	if os.Getenv("GAVEL_APPARMOR_GUEST") != "1" {
		t.Skip("GAVEL_APPARMOR_GUEST=1 asks for it, on a machine that is thrown away: make test-vm")
	}
	for range 2 {
		if err := (Host{}).Load(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	status, err := Host{}.Status()
	if err != nil || !status.Ready() {
		t.Fatalf("after loading: %+v, %v", status, err)
	}
	furnish(t)
	for _, stage := range stages() {
		t.Run(string(stage), func(t *testing.T) {
			got := startInit(t, stage)
			for name, want := range rightAnswers(stage) {
				if got[name] != want {
					t.Errorf("%s: got %q, want %q", name, got[name], want)
				}
				delete(got, name)
			}
			for name, rest := range got {
				t.Errorf("%s: %s", name, rest)
			}
		})
	}
}

// furnish gives the guest's root what a cell has.
func furnish(t *testing.T) {
	t.Helper()
	self, err := os.ReadFile("/proc/self/exe")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{initPath, programPath, boxPath} {
		lay(t, path, self)
	}
	for _, path := range secrets {
		lay(t, path, nil)
	}
	listener, err := net.Listen("unixpacket", socketPath)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
}

func lay(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o755); err != nil {
		t.Fatal(err)
	}
}

// startInit does what the OCI runtime does last: no_new_privs, the profile for
// the next execve, execve.
func startInit(t *testing.T, stage judge.Stage) map[string]string {
	t.Helper()
	goruntime.LockOSThread() // never unlocked: the thread ends with the test
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		t.Fatal(err)
	}
	order := []byte("exec " + Profile(stage))
	if err := os.WriteFile("/proc/thread-self/attr/exec", order, 0); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(initPath)
	cmd.Env = []string{roleVariable + "=" + roleInit}
	var out strings.Builder
	cmd.Stdout, cmd.Stderr = &out, os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatalf("init: %v", err)
	}
	if err := cmd.Process.Signal(syscall.SIGCONT); err != nil { // the rule on signals of the unconfined
		t.Errorf("a signal from outside: %v", err)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatalf("init: %v\n%s", err, out.String())
	}
	var answers map[string]string
	if err := json.Unmarshal([]byte(out.String()), &answers); err != nil {
		t.Fatalf("init's answers: %v\n%s", err, out.String())
	}
	return answers
}
