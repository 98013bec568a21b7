package main

import (
	"slices"
	"testing"

	"gavel/judge"
)

// TestHostileProgramsLeaveNothing judges programs that want out, or want to be a
// nuisance, without the scan in front of them. Each is run twice in the cells of
// one submission and must end as it should both times; a program of somebody else
// that comes after it must not notice. When the server has ended, nothing of any
// of them is on the host.
func TestHostileProgramsLeaveNothing(t *testing.T) {
	t.Parallel()
	s := startServer(t, "--runtime", "runc", "--workers", "2", "--pool", "2", "--scan", "off")
	programs := programsIn(t, "testdata/judging/hostile")
	jobs, others := make([]string, len(programs)), make([]string, len(programs))
	for i := range programs {
		submission := &programs[i].submission
		submission.Tests = slices.Repeat(submission.Tests, 2)
		jobs[i] = s.enter(*submission)
		others[i] = s.enter(said("1\n", "1\n"))
	}
	for i, p := range programs {
		t.Run(p.name, func(t *testing.T) {
			report := s.on(t).result(jobs[i])
			p.check(t, report)
			if *report.Verdict != judge.CompileError && report.Tests[0].Verdict != report.Tests[1].Verdict {
				t.Errorf("the first time it is %s, the second time %s", report.Tests[0].Verdict, report.Tests[1].Verdict)
			}
			if next := s.on(t).result(others[i]); *next.Verdict != judge.Accepted {
				t.Errorf("the next submission, of a harmless program, is %s, %s", *next.Verdict, orNone(next.Error))
			}
		})
	}
}
