package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"gavel/judge"
)

// program is one file of testdata/judged: a source whose leading comment says
// what it is given and what is to be said of it.
type program struct {
	name       string
	submission judge.Submission
	verdict    judge.Verdict
	reason     string // "" is none; one that ends with * is a beginning
}

func readProgram(t *testing.T, file string) program {
	t.Helper()
	code, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p := program{name: filepath.Join(filepath.Base(filepath.Dir(file)), filepath.Base(file))}
	p.submission = judge.Submission{Language: filepath.Base(filepath.Dir(file)), Code: code, Tests: []judge.Test{{}}}
	for line := range strings.Lines(string(code)) {
		comment, ok := strings.CutPrefix(strings.Replace(line, "//", "#", 1), "# ")
		key, value, found := strings.Cut(strings.TrimSpace(comment), ": ")
		if !ok || !found {
			break
		}
		if err := p.set(key, value); err != nil {
			t.Fatalf("%s: %s: %v", file, key, err)
		}
	}
	if p.submission.Limits.WallMillis == 0 {
		p.submission.Limits.WallMillis = patience
	}
	if p.verdict == "" {
		t.Fatalf("%s does not say what it wants", file)
	}
	return p
}

func (p *program) set(key, value string) error {
	test := &p.submission.Tests[0]
	switch key {
	case "want":
		verdict, reason, _ := strings.Cut(value, " ")
		p.verdict, p.reason = judge.Verdict(verdict), reason
	case "stdin":
		test.Stdin = judge.Text(value + "\n")
	case "expected":
		text := judge.Text(value + "\n")
		test.Expected = &text
	case "flags":
		p.submission.CompilerFlags = strings.Fields(value)
	case "limits":
		return p.setLimits(strings.Fields(value))
	default:
		return fmt.Errorf("there is no such key")
	}
	return nil
}

func (p *program) setLimits(assignments []string) error {
	l := &p.submission.Limits
	fields := map[string]*int64{"cpu_ms": &l.CPUMillis, "wall_ms": &l.WallMillis, "memory_bytes": &l.MemoryBytes,
		"output_bytes": &l.OutputBytes, "processes": &l.Processes}
	for _, assignment := range assignments {
		name, value, _ := strings.Cut(assignment, "=")
		field := fields[name]
		n, err := strconv.ParseInt(value, 10, 64)
		if field == nil || err != nil {
			return fmt.Errorf("%q is no limit", assignment)
		}
		*field = n
	}
	return nil
}

func (p *program) check(t *testing.T, report judge.Report) {
	t.Helper()
	reason := reasonText(report.Reason)
	if report.Reason == nil {
		reason = ""
	}
	prefix, open := strings.CutSuffix(p.reason, "*")
	if *report.Verdict == p.verdict && (reason == p.reason || open && strings.HasPrefix(reason, prefix)) {
		return
	}
	t.Errorf("%s: %s %q, want %s %q\nerror: %s\ncompiler: %s", p.name, *report.Verdict, reason, p.verdict, p.reason,
		orNone(report.Error), report.Compile.Output)
	for _, test := range report.Tests {
		t.Logf("cpu %v ms, wall %v ms, memory %d, message %s\nstdout %.300q\nstderr %.600q",
			test.CPUMillis, test.WallMillis, test.MemoryBytes, orNone(test.Message), test.Stdout, test.Stderr)
	}
}

func orNone(s *string) string {
	if s == nil {
		return "none"
	}
	return *s
}

// TestVerdicts judges a program for every verdict and reason of each language over
// HTTP, with both drivers.
func TestVerdicts(t *testing.T) {
	t.Parallel()
	programs := append(programsIn(t, "testdata/judged"), programsIn(t, "testdata/judging/verdicts")...)
	for _, driver := range []string{"runc", "containerd"} {
		t.Run(driver, func(t *testing.T) {
			s := startServer(t, "--runtime", driver, "--workers", "2", "--pool", "2")
			s.judgeAll(t, programs)
		})
	}
}
