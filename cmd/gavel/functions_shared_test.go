package main

import (
	"encoding/json"
	"strings"
	"testing"

	"gavel/judge"
)

// oneProcess does in each test what a process of its own would not notice, or not
// survive: the first argument says what.
const oneProcess = `class Solution {
    static int calls;
    public int total(int[] a) {
        System.out.println(calls++);
        boolean marked = System.getProperty("marked") != null;
        switch (a[0]) {
        case 1: System.setProperty("marked", "by a test before"); break;
        case 2: if (marked) throw new IllegalStateException("marked"); break;
        case 3: for (;;) calls++;
        case 4: System.exit(3);
        }
        return a[0];
    }
}`

// TestOneProcessForAllTests judges tests that share a process: each has limits,
// figures, output and static fields of its own, and what ends without an answer is
// run again alone.
func TestOneProcessForAllTests(t *testing.T) {
	s := startServer(t, "--runtime", "runc", "--scan", "off")
	submission := judge.Submission{
		Language: "java", Code: judge.Text(oneProcess), Function: signature(t, `{"name":"total","params":[{"name":"a","type":"integer[]"}],"return":{"type":"integer"}}`), Isolation: judge.IsolationClassLoader,
		Limits: judge.Limits{CPUMillis: 1000, WallMillis: 80_000},
	}
	for _, number := range []string{"1", "2", "3", "4", "5"} {
		submission.Tests = append(submission.Tests, judge.Test{Args: []json.RawMessage{json.RawMessage("[" + number + "]")}, Want: json.RawMessage(number)})
	}
	report := s.judged(submission)
	want := []judge.Verdict{judge.Accepted, judge.Accepted, judge.TimeLimitExceeded, judge.RuntimeError, judge.Accepted}
	if len(report.Tests) != len(want) {
		t.Fatal(whatIsWrong(report))
	}
	for i, told := range report.Tests {
		if told.Verdict != want[i] || told.CPUMillis <= 0 || told.MemoryBytes <= 0 || string(told.Stdout) != "0\n" && told.Verdict == judge.Accepted {
			t.Errorf("test %s: %s %s, %v ms, %d bytes, printed %q; want %s", told.Name, told.Verdict, reasonText(told.Reason),
				told.CPUMillis, told.MemoryBytes, told.Stdout, want[i])
		}
	}
	if message := orNone(report.Tests[1].Message); !strings.Contains(message, "passes alone") {
		t.Errorf("of a test that passes alone: %s", message)
	}
	if shared, alone := report.Tests[0].CPUMillis, report.Tests[1].CPUMillis; shared >= alone {
		t.Errorf("a test beside others took %v ms, one alone %v ms: the start of the process is in both", shared, alone)
	}
}
