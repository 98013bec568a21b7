package main

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gavel/judge"
)

// halves prints two numbers whose sum is the input, but for 8.
const halves = "n = int(input())\nprint(n // 2, n - n // 2 + (n == 8))"

// checked is a submission that a custom checker decides: right, wrong, and
// once without an expected output.
func checked(custom judge.Custom) judge.Submission {
	expected := judge.Text("any two")
	return judge.Submission{
		Language: "python", Code: judge.Text(halves), Checker: judge.Checker{Kind: judge.CheckCustom, Custom: &custom},
		Tests: []judge.Test{
			{Stdin: judge.Text("7\n"), Expected: &expected}, {Stdin: judge.Text("8\n"), Expected: &expected}, {Stdin: judge.Text("9\n")},
		},
	}
}

// TestCustomCheckersInCells has checkers of every language and protocol decide.
func TestCustomCheckersInCells(t *testing.T) {
	t.Parallel()
	s := startServer(t, "--runtime", "runc")
	for _, protocol := range []string{judge.ProtocolTestlib, judge.ProtocolICPC} {
		for language, extension := range functionLanguages {
			t.Run(protocol+"/"+language, func(t *testing.T) {
				s.on(t).judgesByChecker(protocol, language, extension)
			})
		}
	}
	t.Run("faults", func(t *testing.T) { checkersAtFault(s.on(t)) })
	t.Run("function", func(t *testing.T) { checkedFunction(s.on(t)) })
}

// judgesByChecker has a checker of a language decide.
func (s *running) judgesByChecker(protocol, language, extension string) {
	s.t.Helper()
	code, err := os.ReadFile(filepath.Join("testdata", "checkers", protocol, "checker"+extension))
	if err != nil {
		s.t.Fatal(err)
	}
	report := s.judged(checked(judge.Custom{Language: language, Code: code, Protocol: protocol, Args: []string{"two words", "$HOME"}}))
	if got := verdicts(report); got != "1=accepted 2=wrong_answer 3=accepted" {
		s.t.Errorf("%s, error %s", got, orNone(report.Error))
	}
	for i, want := range []string{"sum 7 answer 'any two' two words $HOME", "sum 9 answer 'any two' two words $HOME", "sum 9 answer '' two words $HOME"} {
		if got := strings.TrimSpace(orNone(report.Tests[i].Message)); got != want {
			s.t.Errorf("test %d: message %q, want %q", i+1, got, want)
		}
	}
}

// checkersAtFault wants no verdict of a checker that does not say one.
func checkersAtFault(s *running) {
	for name, code := range map[string]string{
		"does not compile": "x = (", "another exit code": "import sys; sys.exit(3)", "a signal": "import os; os.abort()",
		"endless": "while True: pass", "memory": "x = bytearray(1 << 31)",
	} {
		report := s.judged(checked(judge.Custom{Language: "python", Code: judge.Text(code)}))
		if *report.Verdict != judge.JudgeError || reasonText(report.Reason) != "internal:checker" || report.Error == nil {
			s.t.Errorf("%s: %s %s, error %s", name, *report.Verdict, reasonText(report.Reason), orNone(report.Error))
		}
	}
	const problem = `{"tests": [{"stdin": "7"}], "checker": {"kind": "custom", "language": "python", "code": "x = ("}}`
	var fault struct{ Detail, Field string }
	if status := s.send(http.MethodPut, "/problems/broken", []byte(problem), &fault); status != http.StatusBadRequest || fault.Field != "/checker/code" || !strings.Contains(fault.Detail, "never closed") {
		s.t.Errorf("PUT of a problem whose checker does not compile: status %d, %+v", status, fault)
	}
}

// checkedFunction gives a checker JSON: the arguments, the result, the answer.
func checkedFunction(s *running) {
	const code = `import json, sys
args, result, answer = (json.load(open(name)) for name in sys.argv[1:4])
sys.exit(sorted(result) != sorted(args["args"][0]) or answer != [1])
`
	integers, err := judge.ParseType("integer[]")
	if err != nil {
		s.t.Fatal(err)
	}
	report := s.judged(judge.Submission{
		Language: "cpp", Code: judge.Text("class Solution { public: vector<int> any(vector<int> a) { reverse(a.begin(), a.end()); return a; } };"),
		Function: &judge.Function{Name: "any", Params: []judge.Param{{Name: "a", Type: integers}}, Return: judge.Return{Type: integers}},
		Compare:  judge.Compare{Kind: judge.CheckCustom, Custom: &judge.Custom{Language: "python", Code: judge.Text(code)}},
		Tests:    []judge.Test{{Args: []json.RawMessage{json.RawMessage("[1,2,3]")}, Want: json.RawMessage("[1]")}, {Args: []json.RawMessage{json.RawMessage("[3]")}, Want: json.RawMessage("[2]")}},
	})
	if got := verdicts(report); got != "1=accepted 2=wrong_answer" {
		s.t.Errorf("%s, error %s, compiler %s", got, orNone(report.Error), report.Compile.Output)
	}
}
