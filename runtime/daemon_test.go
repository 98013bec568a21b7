package runtime

import (
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// stubDaemon lays a program where containerd would be: one that listens on the
// address of its configuration, as containerd does.
func stubDaemon(t *testing.T) DaemonConfig {
	t.Helper()
	dir := t.TempDir()
	source := filepath.Join(dir, "main.go")
	if err := os.WriteFile(source, []byte(stubSource), 0o600); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("go", "build", "-trimpath", "-o", filepath.Join(dir, "containerd"), source)
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build the stub: %v\n%s", err, out)
	}
	// A socket's path may have 107 bytes, and a test's directory alone has nearly that.
	state, err := os.MkdirTemp("", "gd")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(state) })
	return DaemonConfig{Dir: dir, Root: filepath.Join(dir, "root"), State: state, Log: filepath.Join(dir, "log")}
}

const stubSource = `package main

import ("net"; "os"; "strings")

func main() {
	config, _ := os.ReadFile(os.Args[2])
	_, after, _ := strings.Cut(string(config), "[grpc]\n  address = \"")
	address, _, _ := strings.Cut(after, "\"")
	os.Remove(address)
	l, err := net.Listen("unix", address)
	if err != nil { panic(err) }
	for { l.Accept() }
}
`

// peer is the process that listens at the daemon's address.
func peer(t *testing.T, d *Daemon) int {
	t.Helper()
	conn, err := net.Dial("unix", d.Address())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	raw, err := conn.(*net.UnixConn).SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	var cred *unix.Ucred
	raw.Control(func(fd uintptr) { cred, err = unix.GetsockoptUcred(int(fd), unix.SOL_SOCKET, unix.SO_PEERCRED) })
	if err != nil {
		t.Fatal(err)
	}
	return int(cred.Pid)
}

func start(t *testing.T, config DaemonConfig) *Daemon {
	t.Helper()
	d, err := StartDaemon(t.Context(), config, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// abandon leaves the daemon as a kill -9 of gavel does: nobody looks after it,
// and it lives.
func abandon(d *Daemon) {
	d.stop()
	<-d.done
	d.lock.Close()
}

func alive(pid int) bool {
	state, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err == nil && !strings.Contains(string(state), ") Z ")
}

func TestDaemonEndsAtClose(t *testing.T) {
	d := start(t, stubDaemon(t))
	pid := peer(t, d)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if alive(pid) {
		t.Errorf("process %d is alive after Close", pid)
	}
}

func TestDaemonIsInASessionOfItsOwn(t *testing.T) {
	d := start(t, stubDaemon(t))
	defer d.Close()
	pid := peer(t, d)
	if sid, err := unix.Getsid(pid); err != nil || sid != pid {
		t.Errorf("session %d (%v), want its own, %d: Ctrl-C would end it before the cells", sid, err, pid)
	}
}

func TestDaemonStartsAgainWhenItDies(t *testing.T) {
	d := start(t, stubDaemon(t))
	defer d.Close()
	first := peer(t, d)
	if err := unix.Kill(first, unix.SIGKILL); err != nil {
		t.Fatal(err)
	}
	deadline := time.After(patience)
	for tick := time.NewTicker(10 * time.Millisecond); ; {
		if pid, _ := d.find(); pid != 0 && pid != first && d.answers() {
			return
		}
		select {
		case <-deadline:
			t.Fatal("nobody started it again")
		case <-tick.C:
		}
	}
}

func TestDaemonLeftBehindIsUsedOn(t *testing.T) {
	config := stubDaemon(t)
	left := start(t, config)
	abandon(left)
	first := peer(t, left)

	d := start(t, config)
	if pid := peer(t, d); pid != first {
		t.Errorf("process %d serves, want the one that was left, %d", pid, first)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if alive(first) {
		t.Errorf("process %d is alive after Close", first)
	}
}

func TestDaemonIsLookedAfterByOne(t *testing.T) {
	config := stubDaemon(t)
	d := start(t, config)
	defer d.Close()
	if other, err := StartDaemon(t.Context(), config, slog.New(slog.DiscardHandler)); err == nil {
		other.Close()
		t.Error("a second gavel took the daemon over from a living one")
	}
	if !d.answers() {
		t.Error("the attempt ended the daemon")
	}
}

func TestDaemonOfAReplacedProgramIsEnded(t *testing.T) {
	config := stubDaemon(t)
	left := start(t, config)
	abandon(left)
	first := peer(t, left)
	binary := filepath.Join(config.Dir, "containerd")
	program, err := os.ReadFile(binary)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(binary); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(binary, program, 0o755); err != nil {
		t.Fatal(err)
	}

	d := start(t, config)
	defer d.Close()
	if pid := peer(t, d); pid == first || alive(first) {
		t.Errorf("process %d serves, want a new one and %d ended", pid, first)
	}
}

func TestDaemonThatCannotStartSaysWhere(t *testing.T) {
	config := stubDaemon(t)
	if err := os.WriteFile(filepath.Join(config.Dir, "containerd"), []byte("#!/bin/false\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	_, err := StartDaemon(t.Context(), config, slog.New(slog.DiscardHandler))
	if err == nil || !strings.Contains(err.Error(), config.Log) {
		t.Errorf("error %v does not name the log %s", err, config.Log)
	}
}

// TestDaemonConfiguration runs the real containerd with it, where there is one,
// and looks at which plugins it loaded.
func TestDaemonConfiguration(t *testing.T) {
	if os.Geteuid() != 0 && os.Getenv("GAVEL_ROOT_TESTS") != "1" {
		t.Skip("needs root")
	}
	data := os.Getenv("GAVEL_DATA")
	if data == "" {
		data = "/var/lib/gavel"
	}
	config := stubDaemon(t)
	config.Dir = filepath.Join(data, "bin")
	if _, err := os.Stat(filepath.Join(config.Dir, "containerd")); err != nil {
		t.Skipf("no containerd of gavel's own here: %v", err)
	}
	d := start(t, config)
	defer d.Close()
	out, err := exec.Command(filepath.Join(config.Dir, "ctr"), "--address", d.Address(), "plugins", "ls").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, unwanted := range []string{"cri", "nri", "restart", "cdi"} {
		for line := range strings.Lines(string(out)) {
			if fields := strings.Fields(line); len(fields) > 1 && slices.Contains(strings.Split(fields[1], "."), unwanted) && !slices.Contains(fields, "skip") {
				t.Errorf("plugin is loaded: %s", strings.TrimSpace(line))
			}
		}
	}
	if !strings.Contains(string(out), "overlayfs") {
		t.Errorf("no overlayfs snapshotter among the plugins:\n%s", out)
	}
}
