package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gavel/judge"
)

// runGavel runs the program itself with directories of its own, and returns what
// it wrote and its exit status.
func runGavel(t *testing.T, stdin string, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	needRoot(t)
	dir, err := built()
	if err != nil {
		t.Fatal(err)
	}
	s := &running{t: t, data: shortDir(t), run: shortDir(t)}
	args = append(args, "--data", s.data, "--run-dir", s.run, "--images", filepath.Join(dataDir(), "images"))
	cmd := exec.Command(filepath.Join(dir, "gavel"), args...)
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GAVEL_") })
	var out, said bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &out, &said
	err = cmd.Run()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		status = exit.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	s.leavesNothing()
	return out.String(), said.String(), status
}

// TestRunTellsTheVerdictByItsStatus judges programs without a server.
func TestRunTellsTheVerdictByItsStatus(t *testing.T) {
	t.Parallel()
	write := func(name, text string) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	in, out := write("in.txt", "1 2\n"), write("out.txt", "3\n")
	for _, test := range []struct {
		args  []string
		want  int
		shows []string
	}{
		{[]string{"testdata/judged/python/accepted.py", "--stdin", in, "--expect", out}, 0, []string{"accepted.py: accepted, 1 of 1 tests passed"}},
		{[]string{"testdata/judged/cpp/accepted.cpp", "--stdin", "-", "--expect", out}, 0, []string{"accepted.cpp: accepted"}},
		{[]string{"testdata/judged/python/wrong_answer.py", "--stdin", in, "--expect", out}, 10, []string{"expected 3, got 4"}},
		{[]string{"testdata/judged/python/cpu.py", "--cpu", "200ms"}, 11, []string{"time limit exceeded", "cpu_limit"}},
		{[]string{"testdata/judged/cpp/wall.cpp", "--wall", "200ms"}, 12, []string{"wall_limit"}},
		{[]string{"testdata/judged/python/memory.py", "--memory", "64MiB"}, 13, []string{"oom_kill"}},
		{[]string{"testdata/judged/cpp/output.cpp", "--output", "4KiB"}, 14, []string{"output_limit"}},
		{[]string{"testdata/judged/python/exit.py"}, 15, []string{"exit:3"}},
		{[]string{"testdata/judged/cpp/compile.cpp"}, 16, []string{"undeclared"}},
		{[]string{"testdata/judged/python/rejected.py"}, 17, []string{"scan: line 2, column 8"}},
		{[]string{"testdata/judged/python/accepted.py", "testdata/judged/python/exit.py", "--stdin", in}, 15,
			[]string{"accepted.py: accepted", "exit.py: runtime error"}},
	} {
		t.Run(filepath.Base(test.args[0]), func(t *testing.T) {
			stdout, stderr, status := runGavel(t, "1 2\n", append([]string{"run"}, test.args...)...)
			if status != test.want {
				t.Errorf("status %d, want %d\n%s%s", status, test.want, stdout, stderr)
			}
			for _, want := range test.shows {
				if !strings.Contains(stdout, want) {
					t.Errorf("does not show %q:\n%s", want, stdout)
				}
			}
		})
	}
}

func TestRunAsJSON(t *testing.T) {
	stdout, stderr, status := runGavel(t, "", "run", "testdata/judged/python/exit.py", "--json")
	var report judge.Report
	if err := json.Unmarshal([]byte(stdout), &report); err != nil {
		t.Fatalf("%v in %s%s", err, stdout, stderr)
	}
	if status != 15 || *report.Verdict != judge.RuntimeError || *report.Reason != "exit:3" {
		t.Errorf("status %d, report %s", status, stdout)
	}
}

// TestEveryVerdictHasAStatus keeps a new verdict from ending as success.
func TestEveryVerdictHasAStatus(t *testing.T) {
	seen := map[int]judge.Verdict{}
	for verdict, status := range verdictStatus {
		if (status == 0) != (verdict == judge.Accepted) {
			t.Errorf("%s has status %d", verdict, status)
		}
		if other, there := seen[status]; there && status > statusUsage {
			t.Errorf("%s and %s have the same status", verdict, other)
		}
		seen[status] = verdict
	}
}

// TestStrangersTextIsHarmless keeps a program's output from driving the terminal.
func TestStrangersTextIsHarmless(t *testing.T) {
	shown := indented(judge.Text("\x1b[2J\x9b1m\a\u202eevil\n"+strings.Repeat("line\n", 100)), false)
	for _, r := range shown {
		if r != '\n' && r != '\t' && (r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u202e') {
			t.Fatalf("%q holds the control character %q", shown[:40], r)
		}
	}
	if n := strings.Count(shown, "\n"); n != 41 {
		t.Errorf("%d lines, want 40 and the mark that there are more", n)
	}
}

// TestSpecIsWhatARuntimeTakes prints the spec of every cell, twice the same.
func TestSpecIsWhatARuntimeTakes(t *testing.T) {
	t.Parallel()
	for _, language := range []string{"cpp", "java", "python"} {
		for _, stage := range []string{"build", "run"} {
			args := []string{"spec", language, "--stage", stage, "--run-dir", "/run/gavel", "--id-base", "1879048192"}
			first, stderr, status := runSpec(t, args)
			second, _, _ := runSpec(t, args)
			var spec struct {
				OCIVersion string `json:"ociVersion"`
				Linux      struct{ Seccomp *struct{} }
			}
			if err := json.Unmarshal([]byte(first), &spec); status != 0 || err != nil || spec.OCIVersion == "" || spec.Linux.Seccomp == nil {
				t.Errorf("%s/%s: status %d, %v\n%s%.300s", language, stage, status, err, stderr, first)
			}
			if first != second {
				t.Errorf("%s/%s: two calls printed different specs", language, stage)
			}
		}
	}
}

func runSpec(t *testing.T, args []string) (stdout, stderr string, status int) {
	t.Helper()
	needRoot(t)
	var out, said bytes.Buffer
	status = execute(t.Context(), append(args, "--images", filepath.Join(dataDir(), "images")), &out, &said)
	return out.String(), said.String(), status
}
