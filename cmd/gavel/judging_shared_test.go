package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"gavel/judge"
)

// TestSolutionsOfRealProblems judges solutions of ours on real test data, which
// is not part of the project: GAVEL_PROBLEMS/stdio/NAME has a problem.json and the tests
// it names.
func TestSolutionsOfRealProblems(t *testing.T) {
	problems := os.Getenv("GAVEL_PROBLEMS")
	if problems == "" {
		t.Skip("GAVEL_PROBLEMS names no directory of problems")
	}
	files, err := filepath.Glob("testdata/judging/solutions/*/*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no solutions: %v", err)
	}
	s := startServer(t, "--runtime", "runc")
	for _, file := range files {
		name := filepath.Base(filepath.Dir(file))
		t.Run(filepath.Join(name, filepath.Base(file)), func(t *testing.T) {
			submission, ok := realProblem(t, filepath.Join(problems, "stdio", name))
			if !ok {
				t.Skip("the problem is not there")
			}
			code, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			submission.Language, submission.Code = map[string]string{".py": "python", ".cpp": "cpp", ".java": "java"}[filepath.Ext(file)], code
			report := s.on(t).judged(submission)
			t.Logf("%d of %d tests, at most %.1f ms and %d MiB", report.Passed, report.Total, report.Max.CPUMillis, report.Max.MemoryBytes>>20)
			for _, told := range report.Tests {
				if told.Verdict != judge.Accepted {
					t.Errorf("%s: %s %s %s", told.Name, told.Verdict, reasonText(told.Reason), orNone(told.Message))
				}
			}
		})
	}
}

// realProblem reads a problem's tests, checker and limits.
func realProblem(t *testing.T, dir string) (submission judge.Submission, ok bool) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "problem.json"))
	if err != nil {
		return submission, false
	}
	var problem struct {
		Tests    []string
		Options  struct{ Abs, Rel *float64 } `json:"checker_opts"`
		Seconds  float64                     `json:"time_limit_s"`
		MemoryMB int64                       `json:"memory_mb"`
	}
	if err := json.Unmarshal(data, &problem); err != nil {
		t.Fatalf("%s: %v", dir, err)
	}
	if o := problem.Options; o.Abs != nil || o.Rel != nil {
		submission.Checker = judge.Checker{Kind: judge.CheckFloat, Absolute: o.Abs, Relative: o.Rel}
	}
	submission.Limits = judge.Limits{CPUMillis: int64(problem.Seconds * 1000), MemoryBytes: min(problem.MemoryMB, 512) << 20}
	for _, name := range problem.Tests {
		stdin, err := os.ReadFile(filepath.Join(dir, name+".in"))
		if err != nil {
			t.Fatal(err)
		}
		expected, err := os.ReadFile(filepath.Join(dir, name+".ans"))
		if err != nil {
			t.Fatal(err)
		}
		answer := judge.Text(expected)
		submission.Tests = append(submission.Tests, judge.Test{Name: name, Stdin: stdin, Expected: &answer})
	}
	return submission, true
}
