package main

import (
	"fmt"
	"syscall"
	"testing"

	"gavel/judge"
)

// endings are small programs of every language and what each must end as.
var endings = []struct {
	language, code string
	limits         judge.Limits
	verdict        judge.Verdict
	reason         judge.Reason
}{
	{"python", "print(input())", judge.Limits{}, judge.Accepted, ""},
	{"python", "print(input() + '1')", judge.Limits{}, judge.WrongAnswer, ""},
	{"python", "1 // 0", judge.Limits{}, judge.RuntimeError, "uncaught:ZeroDivisionError"},
	{"python", "while True: pass", judge.Limits{CPUMillis: 100, WallMillis: 30_000}, judge.TimeLimitExceeded, judge.ReasonCPU},
	{"python", "import time\ntime.sleep(60)", judge.Limits{WallMillis: 150}, judge.IdlenessLimit, judge.ReasonWall},
	{"python", "x = (", judge.Limits{}, judge.CompileError, "compile"},
	{"python", "import socket", judge.Limits{}, judge.Rejected, "scan:python-socket"},
	{"python", "x = bytearray(1 << 30)", judge.Limits{MemoryBytes: 32 << 20}, judge.MemoryLimitExceeded, judge.ReasonOOM},
	{"python", "import sys\nsys.exit(4)", judge.Limits{}, judge.RuntimeError, "exit:4"},
	{"python", "while True: print(input)", judge.Limits{OutputBytes: 10_000}, judge.OutputLimitExceeded, judge.ReasonOutput},
}

// TestEveryVerdictOutlivesKillNine kills the server with 200 jobs of all endings
// queued and running, and wants each to end once, as it would have.
func TestEveryVerdictOutlivesKillNine(t *testing.T) {
	const jobs = 200
	s := startServer(t, "--runtime", "runc", "--workers", "2", "--pool", "2")
	var ids []string
	for i := range jobs {
		e := endings[i%len(endings)]
		expected := judge.Text(fmt.Sprintln(i))
		ids = append(ids, s.enter(judge.Submission{
			Language: e.language, Code: judge.Text(e.code), Limits: e.limits,
			Tests: []judge.Test{{Stdin: expected, Expected: &expected}},
		}))
	}
	s.until("some jobs are done", limitOfWaiting, func() bool { return s.judgedCount(ids) >= 30 })
	before := map[string]judge.Report{}
	for _, id := range ids {
		var report judge.Report
		if s.get("/result/"+id, &report); report.Status == judge.StatusDone {
			before[id] = report
		}
	}
	s.stop(syscall.SIGKILL)
	if len(before) == jobs {
		t.Fatal("all jobs were done before the kill: nothing is tested")
	}
	s.start()
	for i, id := range ids {
		e, report := endings[i%len(endings)], s.result(id)
		reason := judge.Reason("")
		if report.Reason != nil {
			reason = *report.Reason
		}
		if *report.Verdict != e.verdict || e.reason != reason {
			t.Errorf("job %d: %s %q, want %s %q; %s", i, *report.Verdict, reason, e.verdict, e.reason, orNone(report.Error))
		}
		if told, done := before[id]; done && !told.FinishedAt.Equal(*report.FinishedAt) {
			t.Errorf("job %d ended twice: at %v and %v", i, told.FinishedAt, report.FinishedAt)
		}
	}
	t.Logf("%d of %d jobs were done before the kill", len(before), jobs)
}

// judgedCount counts the results that cells made; the scan's are there at once.
func (s *running) judgedCount(ids []string) (n int) {
	for _, id := range ids {
		var report judge.Report
		if s.get("/result/"+id, &report); report.Status == judge.StatusDone && *report.Verdict != judge.Rejected {
			n++
		}
	}
	return n
}
