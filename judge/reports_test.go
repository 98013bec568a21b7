package judge

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)

func text(s string) *Text { t := Text(s); return &t }

func twoTests() Job {
	return Job{ID: "j1", CreatedAt: noon, Submission: Submission{
		Language: "python",
		Tests:    []Test{{Name: "small", Stdin: Text("1")}, {Stdin: Text("2"), Expected: text("secret")}},
		Limits:   Limits{CPUMillis: 2000},
	}}
}

func TestCasesHaveNames(t *testing.T) {
	for _, test := range []struct {
		name       string
		submission Submission
		want       []Test
	}{
		{"nothing asked", Submission{}, []Test{{Name: "1"}}},
		{"stdin alone", Submission{Stdin: text("x")}, []Test{{Name: "1", Stdin: Text("x")}}},
		{"tests", twoTests().Submission, []Test{{Name: "small", Stdin: Text("1")}, {Name: "2", Stdin: Text("2"), Expected: text("secret")}}},
	} {
		if got := test.submission.Cases(); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: got %+v, want %+v", test.name, got, test.want)
		}
	}
	job := twoTests()
	if job.Submission.Cases(); job.Submission.Tests[1].Name != "" {
		t.Error("Cases changed the submission")
	}
}

func TestReportsOfJobsThatNobodyRan(t *testing.T) {
	job := twoTests()
	job.Scan = Scan{Action: "reject", Findings: []Finding{{Rule: "py-socket"}, {Rule: "py-ctypes"}}}
	end := noon.Add(1500 * time.Millisecond)
	ours := fmt.Errorf("judge j1: %w", &StepError{Step: "run", Remedy: "run gavel doctor", Err: errors.New("no cgroup")})
	for _, test := range []struct {
		name    string
		report  Report
		verdict Verdict
		reason  string
		err     string
	}{
		{"rejected", RejectedReport(job, end), Rejected, "scan:py-socket", ""},
		{"canceled", CanceledReport(job, end), Canceled, "canceled", ""},
		{"a step failed", FailedReport(job, end, ours), JudgeError, "internal:run", "run gavel doctor"},
		{"no step known", FailedReport(job, end, errors.New("odd")), JudgeError, "internal:judge", "odd"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := test.report
			if r.Status != StatusDone || *r.Verdict != test.verdict || string(*r.Reason) != test.reason {
				t.Errorf("got %s %s %s, want done %s %s", r.Status, *r.Verdict, *r.Reason, test.verdict, test.reason)
			}
			if (r.Error != nil) != (test.err != "") || r.Error != nil && !strings.Contains(*r.Error, test.err) {
				t.Errorf("error is %v, want one that says %q", r.Error, test.err)
			}
			if r.Total != 2 || r.Passed != 0 || len(r.Tests) != 2 || r.Tests[1].Name != "2" || r.Tests[0].Verdict != Skipped {
				t.Errorf("tests are %+v", r.Tests)
			}
			if r.Timings.TotalMillis != 1500 || !r.FinishedAt.Equal(end) || r.StartedAt != nil {
				t.Errorf("times are %+v %v %v", r.Timings, r.FinishedAt, r.StartedAt)
			}
		})
	}
}

func TestQueuedReportHasListsAndNoVerdict(t *testing.T) {
	data, err := json.Marshal(QueuedReport(twoTests()))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"status":"queued"`, `"verdict":null`, `"tests":[]`, `"findings":[]`, `"total":2`, `"cpu_ms":2000`} {
		if !strings.Contains(string(data), want) {
			t.Errorf("%s is not in %s", want, data)
		}
	}
}

func TestFirstFailureDecides(t *testing.T) {
	exit := Reason("exit:3")
	tests := []TestReport{
		{Verdict: Accepted, Figures: Figures{CPUMillis: 3, WallMillis: 9, MemoryBytes: 5}},
		{Verdict: RuntimeError, Reason: &exit, Figures: Figures{CPUMillis: 7, WallMillis: 8, MemoryBytes: 4}},
		{Verdict: WrongAnswer}, {Verdict: Accepted}, {Verdict: Skipped},
	}
	if verdict, reason := FirstFailure(tests); verdict != RuntimeError || reason != &exit {
		t.Errorf("got %s %v", verdict, reason)
	}
	if verdict, reason := FirstFailure(tests[:1]); verdict != Accepted || reason != nil {
		t.Errorf("got %s %v", verdict, reason)
	}
	if passed := CountPassed(tests); passed != 2 {
		t.Errorf("%d passed, want 2", passed)
	}
	if got, want := MaxFigures(tests), (Figures{CPUMillis: 7, WallMillis: 9, MemoryBytes: 5}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestMillis(t *testing.T) {
	for d, want := range map[time.Duration]float64{-time.Second: 0, 1234567: 1.235, 11200 * time.Microsecond: 11.2, 0: 0} {
		if got := Millis(d); got != want {
			t.Errorf("%v is %v ms, want %v", d, got, want)
		}
	}
}
