package main

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"gavel/judge"
)

// passed is what a good jail lets the canary "look" print.
func passed(looked []jailCanary) string {
	var text strings.Builder
	for _, c := range looked {
		for _, want := range c.wants {
			attempt, answers, _ := strings.Cut(want, ": ")
			answer, _, _ := strings.Cut(answers, "|")
			text.WriteString(attempt + ": " + answer + "\n")
		}
	}
	return text.String()
}

// TestEachCanaryCanFail, by each of its lines: one that answers otherwise, and one
// that is not there.
func TestEachCanaryCanFail(t *testing.T) {
	linux, gVisor := &jail{looked: looked, limited: limited}, &jail{looked: lookedInGVisor(), limited: limitedInGVisor()}
	t.Run("runc", func(t *testing.T) { linux.canFail(t, judge.Outcome{}) })
	t.Run("runsc", func(t *testing.T) { gVisor.canFail(t, judge.Outcome{ExitCode: 1}) }) // as the canary ends that no fork was refused
}

// canFail wants each canary to fail where its answer is another, or where nothing was
// refused.
func (j *jail) canFail(t *testing.T, nothingRefused judge.Outcome) {
	t.Helper()
	good := passed(j.looked)
	for _, c := range j.looked {
		if err := c.missing("x", judge.Outcome{Stdout: judge.Stream{Data: []byte(good)}}); err != nil {
			t.Errorf("%s: a good jail fails: %v", c.name, err)
		}
		if c.remedy == "" {
			t.Errorf("%s has no remedy", c.name)
		}
		for _, want := range c.wants {
			attempt, _, _ := strings.Cut(want, ": ")
			at := strings.Index(good, attempt+": ")
			line, rest, _ := strings.Cut(good[at:], "\n")
			for _, broken := range []string{good[:at] + attempt + ": done\n" + rest, good[:at] + rest} {
				if err := c.missing("x", judge.Outcome{Stdout: judge.Stream{Data: []byte(broken)}}); err == nil {
					t.Errorf("%s: nothing is wrong without %q", c.name, line)
				}
			}
		}
	}
	for _, c := range j.limited {
		if c.ended(nothingRefused) || c.remedy == "" {
			t.Errorf("%s passes where nothing was refused, or has no remedy", c.name)
		}
	}
}

// weakened is a gavel-init that does not install the programs' filter.
func weakened(t *testing.T) string {
	t.Helper()
	dir := shortDir(t)
	file, err := filepath.Abs("../gavel-init/fork.go")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	without := strings.Replace(string(text), "unix.SYS_SECCOMP", "unix.SYS_GETPID", 1)
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{file: filepath.Join(dir, "fork.go")}})
	if err != nil || without == string(text) {
		t.Fatalf("nothing to take out: %v", err)
	}
	for name, data := range map[string][]byte{"fork.go": []byte(without), "overlay.json": overlay} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(dir, "gavel-init")
	cmd := exec.Command("go", "build", "-trimpath", "-overlay", filepath.Join(dir, "overlay.json"), "-o", path, "gavel/cmd/gavel-init")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return path
}

// TestAWeakenedJailIsNamed: a gavel whose cells lack a protection is never ready,
// and says which canary got through; so does doctor.
func TestAWeakenedJailIsNamed(t *testing.T) {
	needRoot(t)
	path := weakened(t)
	wanted := []string{"jail: network", "jail: system calls"} // the rest is held by the cell's own filter
	s := &running{t: t, data: shortDir(t), run: shortDir(t), flags: []string{"--runtime", "runc", "--init", path}}
	s.launch()
	defer func() {
		s.stop(syscall.SIGTERM)
		s.leavesNothing()
	}()
	var red []string
	s.until("the canaries of the jail have run", limitOfWaiting, func() bool {
		var answer struct {
			Checks []struct {
				Name, Detail string
				OK           bool
			}
		}
		if status := s.get("/readyz", &answer); status != http.StatusServiceUnavailable {
			t.Fatalf("readyz answers %d", status)
		}
		red = nil
		for _, c := range answer.Checks {
			if strings.HasPrefix(c.Name, checkJail) && strings.Contains(c.Detail, "has not run yet") {
				return false
			}
			if strings.HasPrefix(c.Name, checkJail) && !c.OK {
				red = append(red, c.Name)
			}
		}
		return true
	})
	if !slices.Equal(red, wanted) {
		t.Errorf("readyz names %q, want %q", red, wanted)
	}
	failed := failedChecks(t, path, s.run)
	slices.Sort(failed)
	if !slices.Equal(failed, wanted) {
		t.Errorf("doctor names %q, want %q", failed, wanted)
	}
}

// failedChecks are what doctor finds wrong.
func failedChecks(t *testing.T, init, runDir string) (names []string) {
	t.Helper()
	dir, err := built()
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(filepath.Join(dir, "gavel"), "doctor", "--json", "--runtime", "runc", "--init", init, "--run-dir", runDir,
		"--data", dataDir()).Output()
	if err == nil {
		t.Errorf("doctor finds nothing wrong: %s", out)
	}
	for _, c := range checksIn(t, out) {
		if c.Grade != gradeFail {
			continue
		}
		names = append(names, c.Name)
		if c.Remedy == "" {
			t.Errorf("%s has no remedy", c.Name)
		}
	}
	return names
}

// checksIn are what `gavel doctor --json` printed.
func checksIn(t *testing.T, out []byte) []check {
	t.Helper()
	var told struct{ Checks []check }
	if err := json.Unmarshal(out, &told); err != nil {
		t.Fatalf("doctor: %v\n%s", err, out)
	}
	return told.Checks
}

// spending are cells of which each is good for one run, as on a kernel that cannot
// set a memory peak back.
type spending struct{ living, runs int }

func (s *spending) Claim(context.Context, string, judge.Stage) (judge.Cell, error) {
	s.living++
	return &spendingCell{of: s}, nil
}

type spendingCell struct {
	judge.Cell
	of      *spending
	put     bool
	retired bool
}

func (c *spendingCell) Put(context.Context, []judge.File) error { c.put = true; return nil }

func (c *spendingCell) Run(_ context.Context, command judge.Command, _ []byte, _ judge.Limits) (judge.Outcome, error) {
	if c.retired || !c.put {
		return judge.Outcome{}, errors.New("run: the cell is spent or empty")
	}
	c.retired = true
	c.of.runs++
	switch command.Argv[2] {
	case "look":
		return judge.Outcome{Stdout: judge.Stream{Data: []byte(passed(looked))}}, nil
	case "fork":
		return judge.Outcome{ProcessesRefused: 1}, nil
	case "spin":
		return judge.Outcome{Killed: judge.ReasonCPU}, nil
	}
	return judge.Outcome{Killed: judge.ReasonOOM}, nil
}

func (c *spendingCell) Spent() bool { return c.retired }
func (c *spendingCell) Destroy()    { c.of.living-- }

// TestJailCanariesOnCellsThatServeOnce wants them tried all the same.
func TestJailCanariesOnCellsThatServeOnce(t *testing.T) {
	init := filepath.Join(t.TempDir(), "init")
	if err := os.WriteFile(init, []byte("canary"), 0o600); err != nil {
		t.Fatal(err)
	}
	cells := &spending{}
	found, err := (&jail{cells: cells, languages: []string{"python"}, init: init, looked: looked, limited: limited}).try(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for name, err := range found {
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if want := 1 + len(limited); cells.runs != want || cells.living != 0 {
		t.Errorf("%d runs, want %d; %d cells not destroyed", cells.runs, want, cells.living)
	}
}

func TestListener(t *testing.T) {
	path := filepath.Join(shortDir(t), "socket")
	if got := listener(path); got != 0 {
		t.Errorf("process %d listens where there is no socket", got)
	}
	l, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if got := listener(path); got != os.Getpid() {
		t.Errorf("process %d, want this one, %d", got, os.Getpid())
	}
}

// TestFiltersOfAService are not a cell's own: systemd's are inherited.
func TestFiltersOfAService(t *testing.T) {
	status := []byte("Name:\tgavel\nSeccomp:\t2\nSeccomp_filters:\t11\nThreads: 1\n")
	if got := filters(status); got != 11 {
		t.Errorf("%d filters, want 11", got)
	}
	if got := filters([]byte("Seccomp:\t2\n")); got != 0 {
		t.Errorf("%d filters, want none where nothing is said", got)
	}
}
