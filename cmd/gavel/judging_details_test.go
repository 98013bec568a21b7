package main

import (
	"fmt"
	"maps"
	"math"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"

	"gavel/judge"
)

// TestWhatAReportSays looks at the fields of reports that a verdict and a reason
// do not show; what a driver has a part in, with both.
func TestWhatAReportSays(t *testing.T) {
	ofCells := map[string]func(*running){
		"kept output": keptOutput, "limits stop in time": limitsInTime, "limits echoed": limitsEchoed, "runs": severalRuns,
		"binary text": binaryText, "skipped": skippedRest, "canceled": canceledWhileRunning, "stdin": stdinOnly,
	}
	all := map[string]func(*running){
		"checkers": checkersSay, "rejected": rejectedSource, "compile error": compileErrors, "bad input": badInput,
	}
	maps.Copy(all, ofCells)
	for driver, tests := range map[string]map[string]func(*running){"runc": all, "containerd": ofCells} {
		t.Run(driver, func(t *testing.T) { // its server ends before the next one is measured
			s := startServer(t, "--runtime", driver, "--scan", "enforce", "--max-text", "4096")
			for name, test := range tests {
				t.Run(name, func(t *testing.T) { test(s.on(t)) })
			}
		})
	}
}

// said is a test of a Python program: what it prints against what is expected.
func said(output, expected string) judge.Submission {
	text := judge.Text(expected)
	return judge.Submission{
		Language: "python", Code: judge.Text("import sys\nsys.stdout.write(sys.stdin.read())"),
		Tests: []judge.Test{{Stdin: judge.Text(output), Expected: &text}},
	}
}

func checkersSay(s *running) {
	tolerance := 0.01
	for _, test := range []struct {
		checker          judge.Checker
		output, expected string
		message          string // "": accepted
	}{
		{judge.Checker{}, " 1\n2 3", "1 2 3\n", ""},
		{judge.Checker{Kind: "tokens"}, "3 12\n", "3 11\n", "token 2 differs: expected 11, got 12"},
		{judge.Checker{Kind: "exact"}, "a b\n", "a b\n", ""},
		{judge.Checker{Kind: "exact"}, "a  b\n", "a b\n", "line 1 differs at column 3: "},
		{judge.Checker{Kind: "lines"}, "a \nb\n\n", "a\nb\n", ""},
		{judge.Checker{Kind: "lines"}, "a\n b\n", "a\nb\n", "line 2 differs at column 1: "},
		{judge.Checker{Kind: "float", Absolute: &tolerance}, "3.139 x", "3.14159 x", ""},
		{judge.Checker{Kind: "float", Absolute: &tolerance}, "3.13", "3.14159", "token 1 differs: expected 3.14159, got 3.13"},
		{judge.Checker{Kind: "unordered_lines"}, "b\na\na\n", "a\nb\na\n", ""},
		{judge.Checker{Kind: "unordered_lines"}, "b\na\n", "a\na\n", "line "},
	} {
		submission := said(test.output, test.expected)
		submission.Checker = test.checker
		told := s.judged(submission).Tests[0]
		if test.message == "" {
			if told.Verdict != judge.Accepted || told.Message != nil || told.Diff != nil {
				s.t.Errorf("%+v: %q for %q is %s, %s, %+v", test.checker, test.output, test.expected, told.Verdict, orNone(told.Message), told.Diff)
			}
			continue
		}
		if told.Verdict != judge.WrongAnswer || told.Reason != nil || !strings.HasPrefix(orNone(told.Message), test.message) {
			s.t.Errorf("%+v: %q for %q is %s, %s, want wrong_answer, %s…", test.checker, test.output, test.expected, told.Verdict, orNone(told.Message), test.message)
		}
		if told.Diff == nil || told.Diff.Line < 1 || told.Diff.Column < 1 {
			s.t.Errorf("%+v: %q for %q: diff %+v names no place", test.checker, test.output, test.expected, told.Diff)
		}
	}
}

// keptOutput wants what came before the limit, and a mark where it is cut.
func keptOutput(s *running) {
	report := s.judged(judge.Submission{
		Language: "python", Code: judge.Text("for i in range(10**9):\n    print(i)"), Tests: []judge.Test{{}},
		Limits: judge.Limits{OutputBytes: 100_000},
	})
	told := report.Tests[0]
	if told.Verdict != judge.OutputLimitExceeded || !strings.HasPrefix(string(told.Stdout), "0\n1\n2\n") || !told.StdoutTruncated {
		s.t.Errorf("%s, stdout %.20q, cut: %v", told.Verdict, told.Stdout, told.StdoutTruncated)
	}
	if len(told.Stdout) > 4096+8 {
		s.t.Errorf("%d bytes of stdout shown, want at most --max-text, 4096", len(told.Stdout))
	}
	many := s.judged(judge.Submission{Language: "python", Code: judge.Text("print('x' * 50_000)"), Tests: []judge.Test{{}}})
	if told := many.Tests[0]; told.Verdict != judge.Accepted || !told.StdoutTruncated {
		s.t.Errorf("output above --max-text and below its limit: %s, cut: %v", told.Verdict, told.StdoutTruncated)
	}
}

// limitsInTime wants programs ended within 20 ms of their limit, one of five at
// least, and asks three times: this machine may do other things, which delay some
// ends, and none ends early.
func limitsInTime(s *running) {
	limits := judge.Limits{CPUMillis: 200, WallMillis: 300}
	for _, test := range []struct {
		language, code string
		reason         judge.Reason
		over           func(judge.TestReport) float64
	}{
		{"cpp", "int main() { for (volatile int i = 0;; i = i + 1) {} }", judge.ReasonCPU, func(r judge.TestReport) float64 { return r.CPUMillis - 200 }},
		{"python", "import time\ntime.sleep(60)", judge.ReasonWall, func(r judge.TestReport) float64 { return r.WallMillis - 300 }},
	} {
		used := limits
		if test.reason == judge.ReasonCPU {
			used.WallMillis = 30_000
		}
		submission := judge.Submission{Language: test.language, Code: judge.Text(test.code), Limits: used, Tests: make([]judge.Test, 5)}
		least := math.Inf(1)
		for round := 0; round < 3 && least > 20; round++ {
			for _, told := range s.judged(submission).Tests {
				if told.Reason == nil || *told.Reason != test.reason {
					s.t.Fatalf("%s: %s %s, want %s", test.language, told.Verdict, reasonText(told.Reason), test.reason)
				}
				least = min(least, test.over(told))
			}
		}
		s.t.Logf("%s: ended %.1f ms after the limit", test.reason, least)
		if least < 0 || least > 20 {
			s.t.Errorf("%s: ended %.1f ms after the limit, want from 0 to 20", test.reason, least)
		}
	}
}

// limitsEchoed wants the limits as they were applied, the language's own needs
// included.
func limitsEchoed(s *running) {
	asked := judge.Limits{CPUMillis: 700, WallMillis: 2100, MemoryBytes: 100 << 20, OutputBytes: 12345, Processes: 9}
	for _, language := range []string{"python", "cpp", "java"} {
		code := map[string]string{"python": "pass", "cpp": "int main() {}", "java": "class A { public static void main(String[] a) {} }"}[language]
		report := s.judged(judge.Submission{Language: language, Code: judge.Text(code), Limits: asked, Tests: []judge.Test{{}}})
		got := report.Limits
		exact := got == asked
		above := got.CPUMillis >= asked.CPUMillis && got.MemoryBytes > asked.MemoryBytes && got.OutputBytes == asked.OutputBytes && got.Processes > asked.Processes
		if language == "java" && !above || language != "java" && !exact {
			s.t.Errorf("%s: limits %+v for %+v", language, got, asked)
		}
		if report.LanguageVersion == "" || !strings.HasPrefix(report.Image, "sha256:") || report.Max.WallMillis <= 0 || report.Timings.TotalMillis <= 0 || report.Worker != "test" {
			s.t.Errorf("%s: version %q, image %q, max %+v, timings %+v, worker %q", language, report.LanguageVersion, report.Image, report.Max, report.Timings, report.Worker)
		}
	}
}

func severalRuns(s *running) {
	submission := said("1\n", "1\n")
	submission.Runs = 3
	told := s.judged(submission).Tests[0]
	if told.Verdict != judge.Accepted || told.Runs == nil || told.Runs.Count != 3 {
		s.t.Fatalf("%s, runs %+v", told.Verdict, told.Runs)
	}
	if r := told.Runs; r.Min.CPUMillis > r.Median.CPUMillis || r.Median.CPUMillis > r.Max.CPUMillis || r.Min.WallMillis <= 0 {
		s.t.Errorf("runs out of order: %+v", r)
	}
}

// binaryText sends and wants back bytes that are no text.
func binaryText(s *running) {
	bytes := "\x00\xff\xfe\n\x80 end\x00"
	submission := said(bytes, bytes)
	submission.Checker.Kind = "exact"
	told := s.judged(submission).Tests[0]
	if told.Verdict != judge.Accepted || string(told.Stdout) != bytes {
		s.t.Errorf("through text streams: %s, stdout %q, stderr %s", told.Verdict, told.Stdout, told.Stderr)
	}
	submission.Code = judge.Text("import sys\nsys.stdout.buffer.write(sys.stdin.buffer.read())")
	told = s.judged(submission).Tests[0]
	if told.Verdict != judge.Accepted || string(told.Stdout) != bytes {
		s.t.Errorf("%s, stdout %q, want %q", told.Verdict, told.Stdout, bytes)
	}
	code := judge.Text("// \xff\xfe\nint main() { return sizeof(\"\x80\") - 2; }")
	if report := s.judged(judge.Submission{Language: "cpp", Code: code, Tests: []judge.Test{{}}}); *report.Verdict != judge.Accepted {
		s.t.Errorf("a source that is not UTF-8: %s %s", *report.Verdict, report.Compile.Output)
	}
}

func skippedRest(s *running) {
	right := judge.Text("1\n")
	submission := judge.Submission{
		Language: "python", Code: judge.Text("print(1 // int(input()))"), StopOnFailure: true,
		Tests: []judge.Test{{Stdin: judge.Text("1\n"), Expected: &right}, {Name: "zero", Stdin: judge.Text("0\n")}, {Stdin: judge.Text("1\n"), Expected: &right}},
	}
	report := s.judged(submission)
	if got := verdicts(report); got != "1=accepted zero=runtime_error 3=skipped" || report.Passed != 1 || report.Total != 3 || *report.Verdict != judge.RuntimeError {
		s.t.Errorf("%s, %d of %d: %s", *report.Verdict, report.Passed, report.Total, got)
	}
	submission.StopOnFailure = false
	if got := verdicts(s.judged(submission)); got != "1=accepted zero=runtime_error 3=accepted" {
		s.t.Errorf("without stop_on_failure: %s", got)
	}
}

func verdicts(report judge.Report) string {
	var words []string
	for _, told := range report.Tests {
		words = append(words, fmt.Sprintf("%s=%s", told.Name, told.Verdict))
	}
	return strings.Join(words, " ")
}

// canceledWhileRunning takes a job back while its program runs, and wants the
// worker free at once.
func canceledWhileRunning(s *running) {
	id := s.enter(judge.Submission{
		Language: "python", Code: judge.Text("import time\ntime.sleep(60)"), Tests: []judge.Test{{}},
		Limits: judge.Limits{CPUMillis: 10_000, WallMillis: 60_000},
	})
	s.until("the program runs", limitOfWaiting, func() bool {
		var report judge.Report
		s.get("/result/"+id, &report)
		return report.Status == judge.StatusRunning
	})
	request, err := http.NewRequest(http.MethodDelete, s.base+"/result/"+id, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusNoContent {
		s.t.Errorf("DELETE: status %d, want 204", response.StatusCode)
	}
	report := s.result(id)
	if *report.Verdict != judge.Canceled {
		s.t.Errorf("a job taken back is %s", *report.Verdict)
	}
	if next := s.judged(said("1", "1")); *next.Verdict != judge.Accepted || next.Timings.QueuedMillis > 30_000 {
		s.t.Errorf("the next one is %s after waiting %v ms", *next.Verdict, next.Timings.QueuedMillis)
	}
}

func rejectedSource(s *running) {
	report := s.judged(judge.Submission{Language: "python", Code: judge.Text("x = 1\nimport socket\n"), Tests: []judge.Test{{}, {}}})
	if *report.Verdict != judge.Rejected || !strings.HasPrefix(reasonText(report.Reason), "scan:") || report.Scan.Action != "reject" {
		s.t.Fatalf("%s %s, scan %+v", *report.Verdict, reasonText(report.Reason), report.Scan)
	}
	if f := report.Scan.Findings[0]; f.Line != 2 || f.Column < 1 || f.Reason == "" || "scan:"+f.Rule != string(*report.Reason) {
		s.t.Errorf("finding %+v", f)
	}
}

// compileErrors wants the person's own line in what the compiler said.
func compileErrors(s *running) {
	for language, test := range map[string]struct{ code, place, text string }{
		"python": {"x = 1\ny = (2\nprint(x)\n", `File "main.py", line 2`, "was never closed"},
		"cpp":    {"int main() {\n  retrun 0;\n}\n", "main.cpp:2:3: error", "retrun"},
		"java":   {"public class Sum {\n  public static void main(String[] args) {\n    int x = \"a\";\n  }\n}\n", "Sum.java:3: error", "incompatible types"},
	} {
		report := s.judged(judge.Submission{Language: language, Code: judge.Text(test.code), Tests: []judge.Test{{}, {}}})
		output := string(report.Compile.Output)
		if *report.Verdict != judge.CompileError || reasonText(report.Reason) != "compile" || report.Compile.OK || !strings.Contains(output, test.place) || !strings.Contains(output, test.text) {
			s.t.Errorf("%s: %s %s, ok %v, output %q; want %q and %q in it", language, *report.Verdict, reasonText(report.Reason), report.Compile.OK, output, test.place, test.text)
		}
		if got := verdicts(report); got != "1=skipped 2=skipped" || report.Total != 2 {
			s.t.Errorf("%s: tests %q of %d", language, got, report.Total)
		}
	}
}

func stdinOnly(s *running) {
	stdin := judge.Text("5 6")
	report := s.judged(judge.Submission{Language: "python", Code: judge.Text("print(sum(map(int, input().split())))"), Stdin: &stdin})
	if *report.Verdict != judge.Accepted || len(report.Tests) != 1 || string(report.Tests[0].Stdout) != "11\n" || *report.Tests[0].ExitCode != 0 {
		s.t.Errorf("%s, tests %+v", *report.Verdict, report.Tests)
	}
	stdin = judge.Text("five")
	if report := s.judged(judge.Submission{Language: "python", Code: judge.Text("print(int(input()))"), Stdin: &stdin}); reasonText(report.Reason) != "uncaught:ValueError" {
		s.t.Errorf("%s %s", *report.Verdict, reasonText(report.Reason))
	}
}

// badInput sends what is no submission, and wants a 4xx that names the field, in
// bounded memory.
func badInput(s *running) {
	for _, test := range []struct {
		name, body, field string
		status            int
	}{
		{"malformed", `{"language": "python", `, "", 400},
		{"a list", `[]`, "", 400},
		{"unknown field", `{"language": "python", "cod": "1"}`, "/cod", 400},
		{"unknown language", `{"language": "cobol", "code": "1", "stdin": ""}`, "/language", 400},
		{"wrong type", `{"language": "python", "code": 1}`, "/code", 400},
		{"absurd limit", `{"language": "python", "code": "1", "stdin": "", "limits": {"memory_bytes": 1000000000000}}`, "/limits/memory_bytes", 422},
		{"negative limit", `{"language": "python", "code": "1", "stdin": "", "limits": {"cpu_ms": -1}}`, "/limits/cpu_ms", 400},
		{"a flag of a shell", `{"language": "cpp", "code": "1", "stdin": "", "compiler_flags": ["-o /tmp/x; id"]}`, "/compiler_flags/0", 400},
		{"10 MiB of source", `{"language": "python", "stdin": "", "code": "` + strings.Repeat("#", 10<<20) + `"}`, "/code", 413},
	} {
		var problem struct {
			Status        int
			Detail, Field string
		}
		response, err := http.Post(s.base+"/submit", "application/json", strings.NewReader(test.body))
		if err != nil {
			s.t.Fatalf("%s: %v", test.name, err)
		}
		status := s.decode(response, &problem)
		if status != test.status || problem.Status != status || problem.Field != test.field || problem.Detail == "" {
			s.t.Errorf("%s: status %d, %+v; want %d at %q", test.name, status, problem, test.status, test.field)
		}
	}
	for _, id := range []string{"00000000000000000000000000", "..%2f..%2fetc%2fpasswd", "x"} {
		var problem struct{ Detail string }
		if status := s.get("/result/"+id, &problem); status != http.StatusNotFound || problem.Detail == "" {
			s.t.Errorf("result of %q: status %d, %+v", id, status, problem)
		}
	}
	s.endlessBody()
}

// endless is a body without an end.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func (s *running) endlessBody() {
	s.t.Helper()
	before := s.residentBytes()
	response, err := http.Post(s.base+"/submit", "application/json", endless{})
	if err == nil { // the server may as well cut the connection while we send
		response.Body.Close()
		if response.StatusCode != http.StatusRequestEntityTooLarge && response.StatusCode != http.StatusBadRequest {
			s.t.Errorf("an endless body: status %d", response.StatusCode)
		}
	}
	if grown := s.residentBytes() - before; grown > 200<<20 {
		s.t.Errorf("an endless body made the server %d MiB larger", grown>>20)
	}
	if report := s.judged(said("1", "1")); *report.Verdict != judge.Accepted {
		s.t.Errorf("after an endless body: %s", *report.Verdict)
	}
}

// residentBytes is how much memory the server has.
func (s *running) residentBytes() int64 {
	s.t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", s.command.Process.Pid))
	var size, resident int64
	if _, scanErr := fmt.Sscan(string(text), &size, &resident); err != nil || scanErr != nil {
		s.t.Fatal(err, scanErr)
	}
	return resident * int64(syscall.Getpagesize())
}
