package api

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"gavel/judge"
)

var update = flag.Bool("update", false, "write the golden files anew")

// checkGolden compares JSON, indented for readers, with a golden file.
func checkGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	var indented bytes.Buffer
	if err := json.Indent(&indented, got, "", "  "); err != nil {
		t.Fatalf("%v: %s", err, got)
	}
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, indented.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, indented.Bytes()) {
		t.Errorf("%s differs; got\n%s", path, indented.Bytes())
	}
}

func TestGoldenAnswers(t *testing.T) {
	b := newBench(t, Config{}, Check{Name: "cgroup", OK: true, Detail: "v2"})
	for _, c := range []struct{ name, method, target, body string }{
		{"languages", "GET", "/languages", ""},
		{"healthz", "GET", "/healthz", ""},
		{"readyz", "GET", "/readyz", ""},
		{"accepted", "POST", "/submit", `{"language":"python","code":"x"}`},
		{"queued", "GET", "/result/" + fmt.Sprintf("%026d", 1), ""},
		{"problem", "POST", "/submit", `{"language":"python","code":"x","tests":[{"stdinn":""}]}`},
		{"not_found", "GET", "/result/" + someID, ""},
		{"batch", "POST", "/submit/batch", `{"submissions":[{"language":"python","code":"x"},{"language":"python","cod":"x"},{"language":"cobol","code":"x"}]}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := b.do(c.method, c.target, c.body)
			checkGolden(t, c.name+".json", w.Body.Bytes())
			checkCommonHeaders(t, w.Result())
		})
	}
}

func point[T any](v T) *T { return &v }

// wholeReport has a value in every field, and text that is not UTF-8.
func wholeReport() judge.Report {
	figures := judge.Figures{CPUMillis: 11.2, WallMillis: 12.9, MemoryBytes: 9437184}
	return judge.Report{
		Status: judge.StatusDone, Verdict: point(judge.WrongAnswer), Reason: point(judge.Reason("exit:3")),
		Language: "python", LanguageVersion: "3.13.5", Image: "sha256:1234", Passed: 1, Total: 2, Score: point(0.5),
		Scan:    judge.Scan{Action: "report", Findings: []judge.Finding{{Rule: "r", Line: 1, Column: 2, Text: "a<b>&\xff", Reason: "why"}}},
		Compile: judge.CompileReport{OK: true, Output: judge.Text("warning: <stdin>\n"), CPUMillis: 1, WallMillis: 2, Cached: true},
		Tests: []judge.TestReport{
			{Name: "small", Verdict: judge.Accepted, Figures: figures, ExitCode: point(0), Stdout: judge.Text("3\n"), Stderr: judge.Text("\xff\x00")},
			{Name: "2", Verdict: judge.WrongAnswer, Figures: figures, Signal: point("SIGSEGV"), Reason: point(judge.Reason("signal:SIGSEGV")),
				StdoutTruncated: true, StderrTruncated: true, Message: point("token 1 differs: expected 11, got 12"),
				Diff: &judge.Diff{Line: 1, Column: 1, Expected: judge.Text("11"), Got: judge.Text("12")},
				Runs: &judge.Runs{Count: 3, Min: figures, Median: figures, Max: figures}},
		},
		Limits:  judge.Limits{CPUMillis: 2000, WallMillis: 6000, MemoryBytes: 268435456, OutputBytes: 16777216, Processes: 64},
		Max:     figures,
		Timings: judge.Timings{QueuedMillis: 0.4, SandboxMillis: 0.6, RunMillis: 26.1, CheckMillis: 0.1, TotalMillis: 28},
		Error:   point("what to do"), StartedAt: point(epoch.Add(time.Second)), FinishedAt: point(epoch.Add(1500 * time.Millisecond)), Worker: "host-1",
	}
}

// TestReportHasTheContractsFields: a client that reads the contract finds each
// field, under its name, and nothing else.
func TestReportHasTheContractsFields(t *testing.T) {
	b := newBench(t, Config{})
	id, _, err := b.jobs.Submit(t.Context(), judge.Request{})
	if err != nil {
		t.Fatal(err)
	}
	b.jobs.finish(id, wholeReport())
	checkGolden(t, "report.json", b.do("GET", "/result/"+id, "").Body.Bytes())
	b.jobs.jobs[id].report = judge.Report{JobID: id, Status: judge.StatusQueued, CreatedAt: epoch}
	checkGolden(t, "report_empty.json", b.do("GET", "/result/"+id, "").Body.Bytes())
}
