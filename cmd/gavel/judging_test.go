package main

import (
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"gavel/judge"
)

// The tests in the files named judging_… judge programs with a real server, over
// HTTP, as a client does. The programs are below testdata/judging, in the form of
// those in testdata/judged; what a comment cannot say is said in the tests. Tests
// that neither measure nor end a server run side by side, after all others.

// on is the same server for a test below the one that started it.
func (s *running) on(t *testing.T) *running {
	same := *s
	same.t = t
	return &same
}

// enter submits without waiting and returns the job's id.
func (s *running) enter(submission judge.Submission) string {
	s.t.Helper()
	var answer struct {
		JobID string `json:"job_id"`
	}
	if status := s.post("/submit", submission, &answer); status != http.StatusAccepted || answer.JobID == "" {
		s.t.Fatalf("submit: status %d, want 202 and a job_id", status)
	}
	return answer.JobID
}

// result waits for a report.
func (s *running) result(id string) judge.Report {
	s.t.Helper()
	var report judge.Report
	for range 10 {
		if status := s.get("/result/"+id+"?wait=60", &report); status != http.StatusOK {
			s.t.Fatalf("result of %s: status %d, want 200", id, status)
		}
		if report.Status == judge.StatusDone {
			return report
		}
	}
	s.t.Fatalf("job %s is %s after ten minutes", id, report.Status)
	return report
}

// programsIn reads the programs of one folder for each language.
func programsIn(t *testing.T, dir string) (programs []program) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*", "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs in %s: %v", dir, err)
	}
	for _, file := range files {
		programs = append(programs, readProgram(t, file))
	}
	return programs
}

// judgeAll submits all programs at once, so that every worker has work, and
// checks each.
func (s *running) judgeAll(t *testing.T, programs []program) {
	t.Helper()
	ids := make([]string, len(programs))
	for i, p := range programs {
		ids[i] = s.on(t).enter(p.submission)
	}
	for i, p := range programs {
		t.Run(p.name, func(t *testing.T) { p.check(t, s.on(t).result(ids[i])) })
	}
}

// limitOfWaiting bounds waits for what takes a moment.
const limitOfWaiting = 90 * time.Second
