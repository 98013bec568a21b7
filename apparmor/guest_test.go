package apparmor

import (
	"encoding/json"
	"errors"
	"fmt"
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
	roleIdle     = "idle"

	initPath    = "/run/gavel/init"
	socketPath  = "/run/gavel/socket"
	programPath = "/usr/lib/gavel-test/program"
	boxPath     = "/box/program"
)

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
	case roleIdle:
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

func read(path string) error  { _, err := os.ReadFile(path); return err }
func write(path string) error { return os.WriteFile(path, []byte("0"), 0o755) }

// tryExec starts a copy of the program at the path.
func tryExec(path string) error {
	cmd := exec.Command(path, "-test.run", "none")
	cmd.Env = []string{}
	return cmd.Run()
}

func dial(family, kind int) error {
	fd, err := unix.Socket(family, kind, 0)
	if err == nil {
		unix.Close(fd)
	}
	return err
}

func label() string {
	data, err := os.ReadFile("/proc/thread-self/attr/current")
	if err != nil {
		return err.Error()
	}
	return strings.TrimSpace(string(data))
}

func playInit() map[string]string {
	conn, err := net.Dial("unixpacket", socketPath)
	if err == nil {
		conn.Close()
	}
	answers := map[string]string{
		"init label":          label(),
		"init connect":        answer(err),
		"init inet":           answer(dial(unix.AF_INET, unix.SOCK_STREAM)),
		"init write box":      answer(write("/box/file")),
		"init chown box":      answer(os.Chown("/box/file", 1000, 1000)),
		"init write etc":      answer(write("/etc/gavel-test")),
		"init write proc":     answer(write("/proc/self/oom_score_adj")),
		"init mount":          answer(unix.Mount("none", "/tmp", "tmpfs", 0, "")),
		"init kill a program": answer(killIdle()),
	}
	cmd := exec.Command(programPath)
	cmd.Env = []string{roleVariable + "=" + roleProgram}
	out, err := cmd.Output()
	answers["init start program"] = answer(err)
	if err := json.Unmarshal(out, &answers); err != nil {
		answers["program's answers"] = err.Error() + ": " + string(out)
	}
	return answers
}

// killIdle starts a program and ends it by a signal.
func killIdle() error {
	cmd := exec.Command(programPath)
	cmd.Env = []string{roleVariable + "=" + roleIdle}
	if err := cmd.Start(); err != nil {
		return err
	}
	err := cmd.Process.Kill()
	cmd.Wait()
	return err
}

func playProgram() map[string]string {
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0)
	if err == nil {
		unix.Close(pair[0])
		unix.Close(pair[1])
	}
	conn, dialErr := net.Dial("unixpacket", socketPath)
	if dialErr == nil {
		conn.Close()
	}
	return map[string]string{
		"label":            label(),
		"read library":     answer(read("/usr/lib/os-release")),
		"read passwd":      answer(read("/etc/passwd")),
		"read shadow":      answer(read("/etc/shadow")),
		"read host name":   answer(read("/etc/hostname")),
		"read root's home": answer(read("/root/.bashrc")),
		"read sys":         answer(read("/sys/kernel/mm/transparent_hugepage/enabled")),
		"read status":      answer(read("/proc/self/status")),
		"read init's maps": answer(read(fmt.Sprintf("/proc/%d/maps", os.Getppid()))),
		"read sysctl":      answer(read("/proc/sys/kernel/osrelease")),
		"write null":       answer(write("/dev/null")),
		"write tmp":        answer(write("/tmp/file")),
		"write box":        answer(write("/box/other")),
		"write usr":        answer(write("/usr/gavel-test")),
		"write oom score":  answer(write("/proc/self/oom_score_adj")),
		"change profile":   answer(os.WriteFile("/proc/thread-self/attr/current", []byte("changeprofile unconfined"), 0)),
		"start box":        answer(tryExec(boxPath)),
		"start tmp":        answer(copyAndExec("/tmp/copy")),
		"link":             answer(os.Link("/tmp/file", "/tmp/link")),
		"socket pair":      answer(err),
		"control socket":   answer(dialErr),
		"inet":             answer(dial(unix.AF_INET, unix.SOCK_STREAM)),
		"inet6":            answer(dial(unix.AF_INET6, unix.SOCK_DGRAM)),
		"netlink":          answer(dial(unix.AF_NETLINK, unix.SOCK_RAW)),
		"alg":              answer(dial(unix.AF_ALG, unix.SOCK_SEQPACKET)),
		"signal init":      answer(syscall.Kill(os.Getppid(), syscall.SIGCONT)),
		"signal self":      answer(syscall.Kill(os.Getpid(), syscall.SIGCONT)),
		"signal own child": answer(killIdle()),
		"trace init":       answer(unix.PtraceAttach(os.Getppid())),
		"mount":            answer(unix.Mount("none", "/tmp", "tmpfs", 0, "")),
		"chown":            answer(os.Chown("/tmp/file", 1000, 1000)),
		"set host name":    answer(unix.Sethostname([]byte("x"))),
		"become another":   answer(unix.Setresuid(1000, 1000, 1000)),
	}
}

func copyAndExec(path string) error {
	data, err := os.ReadFile(programPath)
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, data, 0o755); err != nil {
		return err
	}
	return tryExec(path)
}

// rightAnswers are a stage's; everything happens as root of the
// machine, so that AppArmor alone stands in the way.
func rightAnswers(stage judge.Stage) map[string]string {
	ok, denied := "ok", "denied"
	answers := map[string]string{
		"init label": Profile(stage) + " (enforce)", "init connect": ok, "init inet": denied, "init write box": ok,
		"init chown box": ok, "init write etc": denied, "init write proc": denied, "init mount": denied,
		"init kill a program": ok, "init start program": ok,

		"label":        stageNames(stage).Both + " (enforce)",
		"read library": ok, "read passwd": ok, "read shadow": denied, "read host name": denied, "read root's home": denied,
		"read sys": denied, "read status": ok, "read init's maps": denied, "read sysctl": denied,
		"write null": ok, "write tmp": ok, "write box": denied, "write usr": denied, "write oom score": denied,
		"change profile": denied, "start box": ok, "start tmp": denied, "link": denied,
		"socket pair": ok, "control socket": denied, "inet": denied, "inet6": denied, "netlink": denied, "alg": denied,
		"signal init": denied, "signal self": ok, "signal own child": ok, "trace init": denied,
		"mount": denied, "chown": denied, "set host name": denied, "become another": denied,
	}
	if stage == judge.StageBuild { // a compiler leaves its result there, and starts nothing of it
		answers["write box"], answers["start box"] = ok, denied
	}
	return answers
}

// TestGuest runs inside the machine of TestVM, as root.
func TestGuest(t *testing.T) {
	if os.Getenv("GAVEL_APPARMOR_GUEST") != "1" {
		t.Skip("runs in the machine that TestVM starts")
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
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, self, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	listener, err := net.Listen("unixpacket", socketPath)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
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
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("init: %v\n%s", err, out)
	}
	var answers map[string]string
	if err := json.Unmarshal(out, &answers); err != nil {
		t.Fatalf("init's answers: %v\n%s", err, out)
	}
	return answers
}
