package main

import (
	"bytes"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gavel/judge"
)

// needGVisor skips where the set-up was not asked for gVisor.
func needGVisor(t *testing.T) {
	t.Helper()
	needRoot(t)
	if _, err := exec.LookPath(filepath.Join(dataDir(), "bin", "runsc")); err != nil {
		t.Skip("gVisor is not installed, so nothing was judged in it: run `deploy/setup gvisor` (it is not part of CI)")
	}
}

// TestGVisor judges in gVisor's sandboxes what the other drivers judge: every
// verdict, functions and custom checkers of each language.
func TestGVisor(t *testing.T) {
	t.Parallel()
	needGVisor(t)
	s := startServer(t, "--runtime", "runsc", "--workers", "2")
	programs := append(programsIn(t, "testdata/judged"), programsIn(t, "testdata/judging/verdicts")...)
	for i := range programs { // as the note says
		switch p := &programs[i]; {
		case p.name == "java/Threads.java":
			p.verdict, p.reason = judge.MemoryLimitExceeded, "uncaught:OutOfMemoryError"
		case p.reason == string(judge.ReasonProcesses):
			p.reason = "*"
		}
	}
	s.judgeAll(t, programs)
	const problem = "add-two-numbers"
	folder := filepath.Join("../../harness/testdata/problems", problem)
	s.storeProblem(t, folder)
	s.judgeFunctions(t, []program{
		solutionTo(t, problem, "java", filepath.Join(folder, "Solution.java"), judge.Accepted),
		solutionTo(t, problem, "python", filepath.Join(folder, "solution.py"), judge.Accepted),
		solutionTo(t, problem, "cpp", filepath.Join(folder, "solution.cpp"), judge.Accepted),
		solutionTo(t, problem, "python", filepath.Join(folder, "wrong.py"), judge.WrongAnswer),
	})
	for language, extension := range functionLanguages {
		t.Run("checker/"+language, func(t *testing.T) { s.on(t).judgesByChecker(judge.ProtocolICPC, language, extension) })
	}
	s.sandboxesAreConfined()
	report := s.judged(programs[0].submission)
	if !strings.Contains(report.Note, "gVisor") {
		t.Errorf("the result's note is %q", report.Note)
	}
	if s.log.count("level=ERROR") > 0 {
		t.Errorf("the server has reported errors:\n%s", s.log.tail())
	}
}

// sandboxesAreConfined wants every process of the cells to be one that the host can
// spare: gVisor's own, should a program have taken it over.
func (s *running) sandboxesAreConfined() {
	s.t.Helper()
	s.until("all processes of sandboxes are confined", limitOfWaiting, func() bool { // one that is being made is not yet
		paths, _ := filepath.Glob("/proc/[0-9]*")
		seen := 0
		for _, path := range paths {
			if !s.inCell(path) {
				continue
			}
			seen++
			status, _ := os.ReadFile(filepath.Join(path, "status"))
			ids := regexp.MustCompile(`(?m)^Uid:\t(\d{10})\t`).Match(status) // of a cell's range
			if !ids || !bytes.Contains(status, []byte("\nSeccomp:\t2\n")) || !bytes.Contains(status, []byte("\nNoNewPrivs:\t1\n")) {
				return false
			}
			for _, kind := range []string{"user", "net", "mnt", "pid", "ipc"} {
				own, _ := os.Readlink(filepath.Join(path, "ns", kind))
				hosts, _ := os.Readlink("/proc/self/ns/" + kind)
				if own == hosts {
					return false
				}
			}
		}
		return seen > 0
	})
}

// answeredInGVisor are the steps of attacks that get an answer there: facts of gVisor's
// own kernel and names of what gavel-init covers, nothing of the host. Any other step
// that works fails the suite.
var answeredInGVisor = map[string][]string{
	"A/Runtime.java":          {"descriptors"},               // they are named host:[5], not pipe:[…]
	"A/descriptors.py":        {"stdin", "stdout", "stderr"}, // likewise
	"A/device_list.py":        {"listing", "others"},         // /dev/pts, covered, and links to /proc/self/fd
	"A/init_files.py":         {"listed"},                    // by name; nothing in it can be opened
	"A/privileges.py":         {"processes"},
	"B/null_page.cpp":         {"huge"}, // huge pages of gVisor's own memory, which counts
	"C/mount_table.py":        {"places"},
	"C/proc_system.py":        {"only-pids", "meminfo", "cpuinfo", "stat", "uptime", "loadavg", "version", "cmdline", "modules", "net", "sys"},
	"D/own_range.py":          {"mapped"},
	"D/processes_between.cpp": {"1 others"},
	"F/epoll.cpp":             {"depth"}, // nests epoll sets in gVisor's memory
	"G/input_again.cpp":       {"map"},   // of a sealed file: nothing can be written to it
	"D/daemons.py":            {"processes"},
}

// slowInGVisor are those that the limit of processor time may end there: they make
// system calls by the hundred thousand, and each costs more.
var slowInGVisor = []string{"C/proc_others.cpp", "D/full.cpp", "F/inodes.cpp", "F/kill_all.cpp", "F/maps.cpp", "F/timers.cpp"}

// inGVisor are the attacks as they are judged there.
func inGVisor(attacks []attack) []attack {
	for i := range attacks {
		a := &attacks[i]
		a.told = answeredInGVisor[a.name]
		if slices.Contains(slowInGVisor, a.name) {
			a.wants, a.held = append(a.wants, program{verdict: judge.TimeLimitExceeded, reason: string(judge.ReasonCPU)}), nil
		}
		switch a.name {
		case "D/own_range.py": // the host's range does not show inside
			a.differs = ""
		case "D/processes_between.cpp": // the other is the name of gavel-init
			a.held = nil
		case "F/threads.py": // refused threads are not counted
			a.wants = []program{{verdict: judge.RuntimeError, reason: "*"}}
		case "I/include_climb.cpp": // its includes of /proc are refused, not missing
			a.wants, a.held = []program{{verdict: judge.CompileError, reason: "compile"}}, nil
		case "G/cpu_of_orphans.cpp", "G/cpu_of_threads.py": // use what gVisor's clock calls 300 ms, which ticks
			a.least = map[string]float64{"cpu_ms": 240}
		}
	}
	return attacks
}

// TestAttacksInGVisor is TestAttacks with that driver.
func TestAttacksInGVisor(t *testing.T) {
	t.Parallel()
	needGVisor(t)
	attacks := inGVisor(readAttacks(t))
	intact := bait(t)
	s := startServer(t, "--runtime", "runsc", "--workers", "3", "--scan", "off")
	for _, group := range attackGroups {
		t.Run(group.letter, func(t *testing.T) { s.on(t).attackedBy(t, ofGroup(attacks, group.letter)) })
	}
	intact()
}

func TestGVisorSettings(t *testing.T) {
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	plain := defaultConfig()
	if same, _, err := forGVisor(plain, log); err != nil || same != plain || plain.note() != "" {
		t.Errorf("without gVisor: %+v, %v, note %q", same, err, plain.note())
	}
	asked := defaultConfig()
	asked.Runtime, asked.Prefix = "runsc", shortDir(t)
	t.Setenv("PATH", asked.Prefix)
	if _, _, err := forGVisor(asked, log); err == nil || !strings.Contains(err.Error(), "deploy/setup gvisor") {
		t.Errorf("without its program: %v", err)
	}
	asked.AppArmor = "require"
	if _, _, err := forGVisor(asked, log); err == nil || !strings.Contains(err.Error(), "takes no profile") {
		t.Errorf("with AppArmor required: %v", err)
	}
}
