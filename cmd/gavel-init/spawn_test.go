package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	goruntime "runtime"
	"slices"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"gavel/runtime/control"
)

// helperEnv makes the test binary a process that gives up its privileges and
// prints what it has left.
const helperEnv = "GAVEL_INIT_TEST_HELPER"

func TestMain(m *testing.M) {
	if os.Getenv(helperEnv) == "" {
		os.Exit(m.Run())
	}
	if err := dropPrivileges(); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	dumpable, _ := unix.PrctlRetInt(unix.PR_GET_DUMPABLE, 0, 0, 0, 0)
	newPrivileges, _ := unix.PrctlRetInt(unix.PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0)
	status, _ := os.ReadFile("/proc/thread-self/status")
	fmt.Printf("dumpable %d\nno new privileges %d\n%s", dumpable, newPrivileges, status)
}

func needRoot(t *testing.T) {
	t.Helper()
	if os.Geteuid() == 0 {
		return
	}
	if os.Getenv("GAVEL_ROOT_TESTS") == "1" {
		t.Fatal("root tests were asked for: run as root")
	}
	t.Skip("needs root")
}

// likeInit is this test, built as gavel-init is, and the race detector is not. On a
// machine without Go (GAVEL_TEST_BIN) what runs was built so.
func likeInit(t *testing.T) string {
	t.Helper()
	if os.Getenv("GAVEL_TEST_BIN") != "" {
		self, err := os.Executable()
		must(t, err)
		return self
	}
	helper := filepath.Join(t.TempDir(), "helper")
	build := exec.Command("go", "test", "-c", "-trimpath", "-o", helper, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return helper
}

// TestPrivilegesAreDropped whatever the runtime has left: here, all of root's.
func TestPrivilegesAreDropped(t *testing.T) {
	needRoot(t)
	cmd := exec.Command(likeInit(t))
	cmd.Env = append(os.Environ(), helperEnv+"=1")
	out, err := cmd.CombinedOutput()
	must(t, err)
	keep, bounding := 0, 0
	for _, c := range control.Capabilities {
		keep |= 1 << c.Number
	}
	for _, c := range warmCapabilities { // until there is a warm process, or is to be none
		bounding |= 1 << c
	}
	for _, want := range []string{
		"dumpable 0", "no new privileges 1", fmt.Sprintf("CapEff:\t%016x", keep), fmt.Sprintf("CapPrm:\t%016x", keep),
		fmt.Sprintf("CapBnd:\t%016x", bounding), "CapInh:\t0000000000000000", "CapAmb:\t0000000000000000",
	} {
		if !strings.Contains(string(out), want+"\n") {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

// spawned runs a program of the host as spawn starts those of a cell, and returns
// what it writes.
func spawned(t *testing.T, argv ...string) string {
	t.Helper()
	read, write, err := os.Pipe()
	must(t, err)
	defer read.Close()
	null, err := os.Open(os.DevNull)
	must(t, err)
	defer null.Close()
	allow := []byte{unix.BPF_RET | unix.BPF_K, 0, 0, 0, 0, 0, 0xff, 0x7f}
	out := int(write.Fd())
	p, err := spawn(control.Run{Argv: argv, Dir: "/"}, control.Setup{UID: 65534, GID: 65534, Filter: allow}, -1, []int{int(null.Fd()), out, out})
	write.Close()
	must(t, err)
	defer unix.Close(p.pidfd)
	text, err := io.ReadAll(read)
	must(t, err)
	_, err = unix.Wait4(p.pid, nil, unix.WALL, nil)
	must(t, err)
	return string(text)
}

// TestSpawnHandsOnNothing: a descriptor that somebody forgot, and the groups that
// gavel-init was started with.
func TestSpawnHandsOnNothing(t *testing.T) {
	needRoot(t)
	goruntime.LockOSThread() // for good: it can gain no privileges any more
	must(t, unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
	forgotten, err := unix.Open("/", unix.O_RDONLY, 0)
	must(t, err)
	defer unix.Close(forgotten)
	groups, err := syscall.Getgroups()
	must(t, err)
	must(t, syscall.Setgroups([]int{4242}))
	defer func() { must(t, syscall.Setgroups(groups)) }()

	open := strings.Fields(spawned(t, "/usr/bin/ls", "/proc/self/fd"))
	if !slices.Equal(open, []string{"0", "1", "2", "3"}) { // the last one is ls reading the directory
		t.Errorf("the program has descriptors %v", open)
	}
	if ids := spawned(t, "/usr/bin/id", "-G"); ids != "65534\n" {
		t.Errorf("the program has groups %q", ids)
	}
}
