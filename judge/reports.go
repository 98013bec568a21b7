package judge

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"time"
)

// Cases returns the submission's test cases, each with a name: its tests, or the
// one run that Stdin asks for where it has none.
func (s Submission) Cases() []Test {
	if len(s.Tests) == 0 {
		var stdin Text
		if s.Stdin != nil {
			stdin = *s.Stdin
		}
		return []Test{{Name: "1", Stdin: stdin}}
	}
	cases := make([]Test, len(s.Tests))
	for i, test := range s.Tests {
		if test.Name == "" {
			test.Name = strconv.Itoa(i + 1)
		}
		cases[i] = test
	}
	return cases
}

// QueuedReport returns the report of a job that nobody has claimed yet. The
// caller knows the language's version and image and may fill them in.
func QueuedReport(job Job) Report {
	findings := job.Scan.Findings
	if findings == nil {
		findings = []Finding{} // a list in JSON, never null
	}
	return Report{
		JobID:     job.ID,
		Status:    StatusQueued,
		Language:  job.Submission.Language,
		Problem:   job.Submission.Problem,
		Total:     len(job.Submission.Cases()),
		Scan:      Scan{Action: job.Scan.Action, Findings: findings},
		Tests:     []TestReport{},
		Limits:    job.Submission.Limits,
		CreatedAt: job.CreatedAt,
	}
}

// RejectedReport returns the report of a job that the static scan refused: it is
// done, nothing of it was run, and the reason is its first finding's rule.
func RejectedReport(job Job, now time.Time) Report {
	report := endedReport(job, now, Rejected)
	if len(job.Scan.Findings) > 0 {
		reason := Reason("scan:" + job.Scan.Findings[0].Rule)
		report.Reason = &reason
	}
	return report
}

// CanceledReport returns the report of a job that its owner took back.
func CanceledReport(job Job, now time.Time) Report {
	report := endedReport(job, now, Canceled)
	reason := ReasonCanceled
	report.Reason = &reason
	return report
}

// FailedReport returns the report of a job that we could not judge: judge_error,
// with the step of the StepError in err as the reason ("judge" where there is
// none) and what to do in Error. Tests that were judged before the failure are
// not told: a verdict is whole or not there.
func FailedReport(job Job, now time.Time, err error) Report {
	report := endedReport(job, now, JudgeError)
	reason := Reason("internal:judge")
	if step, ok := errors.AsType[*StepError](err); ok {
		reason = Reason("internal:" + step.Step)
	}
	text := fmt.Sprint(err)
	report.Reason, report.Error = &reason, &text
	return report
}

// endedReport is a report that is done with no test run.
func endedReport(job Job, now time.Time, verdict Verdict) Report {
	report := QueuedReport(job)
	report.Status, report.Verdict, report.FinishedAt = StatusDone, &verdict, &now
	report.Tests = job.Submission.listed(skippedTests(job.Submission.Cases()))
	report.Timings.TotalMillis = Millis(now.Sub(job.CreatedAt))
	return report
}

// skippedTests are the reports of tests that were not run.
func skippedTests(cases []Test) []TestReport {
	reports := make([]TestReport, len(cases))
	for i, test := range cases {
		reports[i] = TestReport{Name: test.Name, Verdict: Skipped}
	}
	return reports
}

// FirstFailure returns the verdict and the reason of the first test that is not
// accepted, in order; Accepted and nil where there is none.
func FirstFailure(tests []TestReport) (Verdict, *Reason) {
	for _, test := range tests {
		if test.Verdict != Accepted {
			return test.Verdict, test.Reason
		}
	}
	return Accepted, nil
}

// CountPassed returns how many tests are accepted.
func CountPassed(tests []TestReport) int {
	passed := 0
	for _, test := range tests {
		if test.Verdict == Accepted {
			passed++
		}
	}
	return passed
}

// MaxFigures returns the largest of each figure over the tests.
func MaxFigures(tests []TestReport) Figures {
	var largest Figures
	for _, test := range tests {
		largest = largest.max(test.Figures)
	}
	return largest
}

func (f Figures) max(g Figures) Figures {
	return Figures{
		CPUMillis:   max(f.CPUMillis, g.CPUMillis),
		WallMillis:  max(f.WallMillis, g.WallMillis),
		MemoryBytes: max(f.MemoryBytes, g.MemoryBytes),
	}
}

// Millis returns d in milliseconds, to the microsecond; 0 where a clock that was
// set back would make it negative.
func Millis(d time.Duration) float64 {
	return math.Round(float64(max(d, 0))/1e3) / 1e3
}
