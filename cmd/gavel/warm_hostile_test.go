package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"gavel/judge"
)

// servers are the warm processes of this test's cells: children of a gavel-init
// that this process started, with the id that only they have.
func servers(t *testing.T) (pids []int) {
	t.Helper()
	files, err := filepath.Glob("/proc/[0-9]*/status")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		pid := pidOf(filepath.Dir(file))
		uid, parent := statusOf(pid)
		_, grandparent := statusOf(parent)
		if uid%65536 == 1001 && grandparent == os.Getpid() {
			pids = append(pids, pid)
		}
	}
	return pids
}

func statusOf(pid int) (uid, parent int) {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid)) // gone: then it is none
	for line := range strings.Lines(string(status)) {
		fmt.Sscanf(line, "Uid:\t%d", &uid)
		fmt.Sscanf(line, "PPid:\t%d", &parent)
	}
	return uid, parent
}

// TestLostWarmProcess: what becomes of a warm process changes no outcome. The cell
// is cold then, and that is reported.
func TestLostWarmProcess(t *testing.T) {
	engines := startWarm(t, "python")
	s := judge.Submission{Language: "python", Code: []byte("print(input())\n")}
	program := engines.warm.program(t, &s)
	for name, signal := range map[string]syscall.Signal{"killed": unix.SIGKILL, "stopped": unix.SIGSTOP, "ended": unix.SIGTERM} {
		t.Run(name, func(t *testing.T) {
			cell := engines.warm.cell(t, "python", judge.StageRun, program.Files)
			for i := range 3 {
				outcome, err := cell.Run(t.Context(), program.Run, []byte("line\n"), s.Limits)
				if err != nil || outcome.ExitCode != 0 || outcome.Killed != "" || string(outcome.Stdout.Data) != "line\n" {
					t.Errorf("run %d: %+v, %v", i, outcome, err)
				}
				if i > 0 {
					continue
				}
				found := servers(t)
				if len(found) == 0 {
					t.Fatal("there is no warm process")
				}
				for _, pid := range found {
					if err := unix.Kill(pid, signal); err != nil {
						t.Error(err)
					}
				}
			}
			if !strings.Contains(engines.log.tail(), "has become cold") {
				t.Errorf("nothing says that the cell is cold:\n%s", engines.log.tail())
			}
		})
	}
}

// reaching tries what could reach the warm process: by every number that it may
// have, and by name.
const reaching = `
import ctypes, os, resource
libc = ctypes.CDLL(None, use_errno=True)
done = []
def told(what, pid, call, *args):
    try:
        if call(*args) not in (None, -1):
            done.append((what, pid))
    except OSError:
        pass
for pid in range(1, 200):
    if pid in (os.getpid(), os.getppid()):
        continue
    for signal in 9, 19, 15, 10:
        told("kill", pid, os.kill, pid, signal)
        told("killpg", pid, os.killpg, pid, signal)
    told("limit", pid, resource.prlimit, pid, resource.RLIMIT_NOFILE, (0, 0))
    told("trace", pid, libc.ptrace, 16, pid, 0, 0)
    for name in "maps", "mem", "status", "cmdline", "fd/3", "environ":
        told(name, pid, lambda: open(f"/proc/{pid}/{name}", "rb").read(1))
for number in range(3, 64):
    told("descriptor", number, os.fstat, number)
print(done, os.getpid() < 200)
`

// TestProgramsCannotReachTheWarmProcess: nor does anything of one run reach the next.
func TestProgramsCannotReachTheWarmProcess(t *testing.T) {
	engines := startWarm(t, "python")
	s := judge.Submission{Language: "python", Code: []byte(reaching)}
	input := []byte(nil)
	outcomes, _ := engines.warm.runs(t, s, input, input, input)
	for i, outcome := range outcomes {
		if got := string(outcome.Stdout.Data); got != "[] True\n" {
			t.Errorf("run %d reached %s%s", i+1, got, outcome.Stderr.Data)
		}
	}
	engines.quiet(t)
}

// TestFiguresAgree: a run costs about as much memory warm as cold, and less time.
func TestFiguresAgree(t *testing.T) {
	const most = 3 << 19 // bytes that they may differ by
	engines := startWarmed(t, "python")
	for name, code := range map[string]string{
		"nothing":   "",
		"8 MiB":     "x = bytearray(8 << 20)",
		"objects":   "x = [[i] for i in range(100_000)]",
		"ends hard": "import os; os._exit(0)",
	} {
		t.Run(name, func(t *testing.T) {
			s := judge.Submission{Language: "python", Code: []byte(code)}
			cold, _ := engines.cold.runs(t, s, nil, nil, nil)
			warm, _ := engines.warm.runs(t, s, nil, nil, nil)
			for i := range cold {
				a, b := cold[i], warm[i]
				t.Logf("cold %.1f MiB %v, warm %.1f MiB %v", float64(a.Memory)/(1<<20), a.CPU, float64(b.Memory)/(1<<20), b.CPU)
				if d := a.Memory - b.Memory; d > most || d < -most {
					t.Errorf("run %d: %d bytes cold, %d warm", i+1, a.Memory, b.Memory)
				}
			}
		})
	}
}
