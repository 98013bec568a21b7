package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gavel/harness"
	"gavel/judge"
)

// Functions and designs, judged as a client would have them judged: problems are
// stored, solutions refer to them, in cells, over HTTP. The scan is off: what a
// contestant tries must fail without it.

// functionLanguages are how solutions are called, by language.
var functionLanguages = map[string]string{"python": ".py", "cpp": ".cpp", "java": ".java"}

// inEachLanguage runs a test with every language on the one driver, and with the
// one that need not be compiled on the other: what differs there is no language's.
func inEachLanguage(t *testing.T, store func(t *testing.T, s *running), test func(t *testing.T, s *running, language string)) {
	for driver, languages := range map[string][]string{"runc": {"cpp", "java", "python"}, "containerd": {"python"}} {
		t.Run(driver, func(t *testing.T) {
			s := startServer(t, "--runtime", driver, "--workers", "2", "--pool", "2", "--scan", "off")
			store(t, s)
			for _, language := range languages {
				t.Run(language, func(t *testing.T) { test(t, s, language) })
			}
			if s.log.count("level=ERROR") > 0 {
				t.Errorf("the server has reported errors:\n%s", s.log.tail())
			}
		})
	}
}

// TestFunctionProblems wants every problem to accept its solutions and to refuse
// its wrong ones for what they answer, and not because they do not run.
func TestFunctionProblems(t *testing.T) {
	t.Parallel()
	folders, err := filepath.Glob("../../harness/testdata/problems/*")
	if err != nil || len(folders) < 40 {
		t.Fatalf("%d problems, %v; want at least 40", len(folders), err)
	}
	for _, folder := range folders {
		if wrong, err := filepath.Glob(filepath.Join(folder, "wrong.*")); err != nil || len(wrong) == 0 {
			t.Errorf("%s has no wrong solution: %v", folder, err)
		}
	}
	store := func(t *testing.T, s *running) {
		for _, folder := range folders {
			s.storeProblem(t, folder)
		}
	}
	inEachLanguage(t, store, func(t *testing.T, s *running, language string) {
		var programs []program
		wrong := 0
		for _, folder := range folders {
			solution := filepath.Join(folder, "solution"+functionLanguages[language])
			if language == "java" {
				solution = filepath.Join(folder, "Solution.java")
			}
			programs = append(programs, solutionTo(t, folder, language, solution, judge.Accepted))
			file := filepath.Join(folder, "wrong"+functionLanguages[language])
			if _, err := os.Stat(file); err == nil {
				programs = append(programs, solutionTo(t, folder, language, file, judge.WrongAnswer))
				wrong++
			}
		}
		if wrong < 10 {
			t.Errorf("%d wrong solutions, want at least 10", wrong)
		}
		s.judgeFunctions(t, programs)
	})
}

// TestFunctionCheats judges what contestants try: the first line of each file says
// whether it is refused or does no harm. A guessed 987654 is right in one of the
// two tests. Nobody who is refused may have seen it otherwise.
func TestFunctionCheats(t *testing.T) {
	t.Parallel()
	const total = `{"feedback": "full", "function": {"name": "total", "params": [{"name": "nums", "type": "integer[]"}], "return": {"type": "integer"}},
		"tests": [{"args": [[987000, 654]], "expected": 987654}, {"args": [[1, 2, 3]], "expected": 6}]}`
	store := func(t *testing.T, s *running) { s.put(t, "total", []byte(total)) }
	inEachLanguage(t, store, func(t *testing.T, s *running, language string) {
		files, err := filepath.Glob(filepath.Join("../../harness/testdata/cheats", language, "*"))
		if err != nil || len(files) < 10 {
			t.Fatalf("%d cheats, %v", len(files), err)
		}
		var programs []program
		for _, file := range files {
			programs = append(programs, solutionTo(t, "total", language, file, expectedOfCheat(t, file)))
		}
		for i, report := range s.judgeFunctions(t, programs) {
			p := programs[i]
			if p.verdict == judge.Accepted || strings.Contains(string(p.submission.Code), "987654") {
				continue
			}
			if shown, _ := json.Marshal(report); strings.Contains(string(shown), "987654") {
				t.Errorf("%s knows an answer: %s", p.name, shown)
			}
		}
	})
}

// expectedOfCheat reads the first word of a file, which is in a comment. What is
// refused may be so in any way but one.
func expectedOfCheat(t *testing.T, file string) judge.Verdict {
	t.Helper()
	code, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	switch word := strings.TrimRight(strings.Fields(strings.TrimLeft(string(code), "#/ "))[0], ":"); word {
	case "accepted":
		return judge.Accepted
	case "refused":
		return ""
	default:
		t.Fatalf("the first line of %s begins with %q, want accepted or refused", file, word)
		return ""
	}
}

// solutionTo is a file as a submission to a stored problem.
func solutionTo(t *testing.T, problem, language, file string, verdict judge.Verdict) program {
	t.Helper()
	code, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	problem = filepath.Base(problem)
	return program{
		name:       filepath.Join(problem, filepath.Base(file)),
		submission: judge.Submission{Language: language, Code: code, Problem: problem},
		verdict:    verdict,
	}
}

// judgeFunctions submits all programs at once and wants of each its verdict; of
// one without, any but accepted and the limits of time. A wrong solution may also
// fail otherwise than by its answer.
func (s *running) judgeFunctions(t *testing.T, programs []program) []judge.Report {
	ids, reports := make([]string, len(programs)), make([]judge.Report, len(programs))
	for i, p := range programs {
		ids[i] = s.on(t).enter(p.submission)
	}
	for i, p := range programs {
		t.Run(p.name, func(t *testing.T) {
			reports[i] = s.on(t).result(ids[i])
			got := *reports[i].Verdict
			good := got == p.verdict
			switch p.verdict {
			case "":
				good = got != judge.Accepted && got != judge.IdlenessLimit && got != judge.TimeLimitExceeded && got != judge.JudgeError &&
					reasonText(reports[i].Reason) != "compile_time" // a host that is too busy refuses everything
			case judge.WrongAnswer:
				good = good || got == judge.RuntimeError
			}
			if !good {
				t.Errorf("%s, want %s: %s", got, cmp.Or(p.verdict, "it refused"), whatIsWrong(reports[i]))
			}
		})
	}
	return reports
}

// whatIsWrong is what a report says of a program that was not accepted.
func whatIsWrong(report judge.Report) string {
	text := fmt.Sprintln(reasonText(report.Reason), orNone(report.Error), string(report.Compile.Output))
	for _, test := range report.Tests {
		if test.Verdict != judge.Accepted {
			text += fmt.Sprintf("\n%s %s %s %s\n%s", test.Name, test.Verdict, reasonText(test.Reason), orNone(test.Message), test.Stderr)
		}
	}
	return text[:min(len(text), 4000)]
}

// storeProblem stores the problem in a folder. What its tests show is for this
// test's own messages.
func (s *running) storeProblem(t *testing.T, folder string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, "problem.json"))
	if err != nil {
		t.Fatal(err)
	}
	var problem map[string]json.RawMessage
	if err := json.Unmarshal(data, &problem); err != nil {
		t.Fatal(err)
	}
	problem["feedback"] = json.RawMessage(`"full"`)
	body, err := json.Marshal(problem)
	if err != nil {
		t.Fatal(err)
	}
	s.put(t, filepath.Base(folder), body)
}

func (s *running) put(t *testing.T, id string, problem []byte) {
	t.Helper()
	var answer json.RawMessage
	if status := s.on(t).send(http.MethodPut, "/problems/"+id, problem, &answer); status != http.StatusCreated {
		t.Fatalf("PUT /problems/%s: status %d %s", id, status, answer)
	}
}

// TestSignaturesOfRealProblems takes every one below GAVEL_PROBLEMS as it is, tests
// included, and gives starter code for it in every language.
func TestSignaturesOfRealProblems(t *testing.T) {
	dir := os.Getenv("GAVEL_PROBLEMS")
	if dir == "" {
		t.Skip("GAVEL_PROBLEMS names no directory of problems")
	}
	files, err := filepath.Glob(filepath.Join(dir, "function/*/*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no problems in %s: %v", dir, err)
	}
	set, err := harness.New(harness.Config{})
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var real struct {
			Method  string
			Params  []judge.Param
			Returns judge.Type
			Tests   []judge.Test
		}
		if err := json.Unmarshal(data, &real); err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		function := &judge.Function{Name: real.Method, Params: real.Params, Return: judge.Return{Type: real.Returns}}
		problem := judge.Problem{ID: "p", Function: function, Tests: real.Tests}
		if err := problem.Normalize(); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		for language := range functionLanguages {
			code, err := set.Starter(language, problem)
			if err != nil || !strings.Contains(string(code), "class Solution") || !strings.Contains(string(code), real.Method+"(") {
				t.Errorf("%s in %s: %v\n%s", file, language, err, code)
			}
		}
	}
}
