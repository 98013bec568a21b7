package judge

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// shift is a worker at work.
type shift struct {
	*bench
	queue *fakeQueue
	log   bytes.Buffer
	stop  context.CancelFunc
	ended chan struct{}
}

func newShift(t *testing.T, f *faults, jobs ...Job) *shift {
	s := &shift{bench: newBench(t, f), queue: newQueue(t, f, jobs...), ended: make(chan struct{})}
	s.config.Queue = s.queue
	s.config.Log = slog.New(slog.NewTextHandler(&s.log, nil))
	return s
}

func (s *shift) start(t *testing.T) {
	t.Helper()
	worker, err := NewWorker(s.config)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	s.stop = stop
	go func() {
		defer close(s.ended)
		worker.Run(ctx)
	}()
}

// end stops the worker and checks that it leaves at once, and nothing behind.
func (s *shift) end(t *testing.T) {
	t.Helper()
	began := time.Now()
	s.stop()
	<-s.ended
	if took := time.Since(began); took >= time.Second {
		t.Errorf("the worker took %v to stop, want less than 1s", took)
	}
	s.cells.empty()
}

func someJob(id, language string) Job {
	return Job{ID: id, Submission: Submission{Language: language, Tests: echoTests("1", "2")}}
}

func TestWorkerJudgesOneAfterAnother(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShift(t, sound(), someJob("a", "py"), someJob("b", "cpp"), someJob("c", "unfit"))
		s.start(t)
		reports := s.queue.wait()
		s.end(t)
		for i, want := range []string{"accepted 2/2: 1=accepted 2=accepted", "accepted 2/2: 1=accepted 2=accepted", "compile_error compile 0/2: 1=skipped 2=skipped"} {
			if got := told(reports[i]); got != want {
				t.Errorf("job %d: got %s, want %s", i, got, want)
			}
		}
		if !slices.Equal(s.queue.statuses, []Status{StatusRunning, StatusCompiling, StatusRunning}) {
			t.Errorf("told %v on the way", s.queue.statuses)
		}
		if lines := strings.Count(s.log.String(), "\n"); lines != 3 || !strings.Contains(s.log.String(), "job=b language=cpp verdict=accepted") {
			t.Errorf("want one line of log a job, got:\n%s", s.log.String())
		}
	})
}

func TestLeaseIsRenewedAtAThird(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShift(t, sound(), someJob("a", "py"))
		s.queue.lasts = 9 * time.Second
		s.queue.renewed = make(chan time.Time, 100)
		s.cells.program = func(r run) (Outcome, error) {
			wait(r.ctx, 20*time.Second)
			return Outcome{Stdout: wrote(r.stdin)}, nil
		}
		began := time.Now()
		s.start(t)
		report := s.queue.wait()[0]
		s.end(t)
		if *report.Verdict != Accepted || s.queue.tokens != 1 {
			t.Errorf("a job longer than its lease: %s after %d claims", told(report), s.queue.tokens)
		}
		close(s.queue.renewed)
		var at []time.Duration
		for when := range s.queue.renewed {
			at = append(at, when.Sub(began))
		}
		if len(at) != 13 || at[0] != 3*time.Second || at[12] != 39*time.Second {
			t.Errorf("renewed at %v, want every 3s up to 39s", at)
		}
	})
}

// A lease that is lost ends the judging at once, and nothing is told under it.
func TestALostLeaseIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShift(t, sound(), someJob("a", "py"))
		first := true
		s.cells.program = func(r run) (Outcome, error) {
			if !first {
				return echo(r)
			}
			first = false
			s.queue.mu.Lock()
			s.queue.again(s.queue.jobs[0]) // as if the lease had run out
			s.queue.mu.Unlock()
			<-r.ctx.Done()
			return Outcome{Killed: ReasonCanceled}, nil
		}
		began := time.Now()
		s.start(t)
		report := s.queue.wait()[0]
		if took := time.Since(began); took != 10*time.Second {
			t.Errorf("the loss was noticed after %v, want 10s, the next renewal", took)
		}
		s.end(t)
		if *report.Verdict != Accepted || slices.Contains(s.queue.faults.calls, "Retry") {
			t.Errorf("got %s with %v", told(report), s.queue.faults.calls)
		}
	})
}

// A queue that does not answer is asked again until the lease has run out; from
// then on the job may be somebody else's.
func TestARenewalThatFailsIsTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := &faults{at: -1, always: func(call string) bool { return call == "Renew" }}
		s := newShift(t, f, someJob("a", "py"))
		s.queue.maxAttempts = 1
		var ended time.Duration
		began := time.Now()
		s.cells.program = func(r run) (Outcome, error) {
			<-r.ctx.Done()
			ended = time.Since(began)
			return Outcome{Killed: ReasonCanceled}, nil
		}
		s.start(t)
		report := s.queue.wait()[0]
		synctest.Wait()
		s.end(t)
		if ended != 30*time.Second || *report.Reason != "internal:lease" {
			t.Errorf("judging ended after %v with %s, want the lease's 30s", ended, told(report))
		}
	})
}

func TestAJobTakenBackIsEnded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShift(t, sound(), someJob("a", "py"), someJob("b", "py"))
		began := time.Now()
		s.cells.program = func(r run) (Outcome, error) {
			if s.queue.jobs[0].reports == nil {
				s.queue.cancel("a")
				<-r.ctx.Done()
				return Outcome{Killed: ReasonCanceled}, nil
			}
			return echo(r)
		}
		s.start(t)
		reports := s.queue.wait()
		s.end(t)
		if *reports[0].Verdict != Canceled || *reports[1].Verdict != Accepted || time.Since(began) != 0 {
			t.Errorf("got %s and %s after %v", told(reports[0]), told(reports[1]), time.Since(began))
		}
		if calls := s.queue.faults.calls; slices.Contains(calls, "Retry") {
			t.Errorf("a canceled job was given back: %v", calls)
		}
	})
}

func TestShutdownGivesTheJobBack(t *testing.T) {
	for _, language := range []string{"py", "compiled"} {
		synctest.Test(t, func(t *testing.T) {
			s := newShift(t, sound(), someJob("a", language), someJob("b", language))
			running := make(chan struct{})
			s.cells.program = func(r run) (Outcome, error) {
				close(running)
				<-r.ctx.Done()
				return Outcome{Killed: ReasonCanceled}, nil
			}
			s.start(t)
			<-running
			s.end(t)
			a := s.queue.jobs[0]
			if len(s.queue.causes) != 1 || !errors.Is(s.queue.causes[0], ErrShutdown) || a.job.Attempt != 0 || a.reports != nil || a.token != "" {
				t.Errorf("%s: given back for %v, %d attempts, reports %v", language, s.queue.causes, a.job.Attempt, a.reports)
			}
			if len(s.queue.waiting) != 2 || s.queue.waiting[0] != a {
				t.Errorf("%s: %d jobs wait", language, len(s.queue.waiting))
			}
		})
	}
}

// hanging is a queue that answers nothing about a lease until it is told to stop.
type hanging struct{ *fakeQueue }

func (h hanging) Retry(ctx context.Context, _ Lease, _ error) (bool, error) {
	<-ctx.Done()
	return false, ctx.Err()
}

func (h hanging) Finish(ctx context.Context, _ Lease, _ Report) error {
	<-ctx.Done()
	return ctx.Err()
}

func TestShutdownDoesNotWaitForAQueueThatHangs(t *testing.T) {
	for _, finished := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			s := newShift(t, sound(), someJob("a", "py"))
			s.config.Queue = hanging{s.queue}
			if !finished {
				s.cells.program = func(r run) (Outcome, error) {
					<-r.ctx.Done()
					return Outcome{Killed: ReasonCanceled}, nil
				}
			}
			s.start(t)
			synctest.Wait() // it runs, or it is being told
			s.end(t)
			s.queue.jobs[0].deadline.Stop()
		})
	}
}

// Invariant 1, as far as the worker goes: whatever call of any port fails once,
// in whatever way, every job gets one report, and as one failure is within the
// attempts, the right one.
func TestExactlyOneEnd(t *testing.T) {
	jobs := []Job{someJob("a", "cpp"), someJob("b", "py")}
	var clean []string
	synctest.Test(t, func(t *testing.T) {
		s := newShift(t, sound(), jobs...)
		s.start(t)
		s.queue.wait()
		clean = slices.Clone(s.queue.faults.calls)
		s.end(t)
	})
	queueCalls := []string{"Claim job", "Finish", "Retry"} // a queue that panics is not judging
	for _, mode := range []string{"error", "late", "panic"} {
		for at := range clean {
			synctest.Test(t, func(t *testing.T) {
				f := &faults{at: at, mode: mode}
				if mode == "panic" && slices.Contains(queueCalls, clean[at]) {
					f.mode = "error"
				}
				s := newShift(t, f, jobs...)
				s.start(t)
				reports := s.queue.wait()
				s.end(t)
				for _, report := range reports {
					if *report.Verdict != Accepted {
						t.Errorf("%s in %s, call %d: %s %v", mode, f.calls[at], at, told(report), *report.Error)
					}
				}
			})
		}
	}
}

// What fails for good ends as judge_error, with the step and what to do.
func TestWhatFailsForGoodIsAJudgeError(t *testing.T) {
	for call, reason := range map[string]Reason{
		"Render": "internal:render", "Claim build": "internal:claim", "Claim run": "internal:claim", "Put": "internal:build",
		"Run": "internal:build", "Collect": "internal:build", "Link": "internal:build", "Renew": "",
	} {
		for _, mode := range []string{"error", "late", "panic"} {
			synctest.Test(t, func(t *testing.T) {
				f := &faults{at: -1, mode: mode, always: func(c string) bool { return c == call }}
				s := newShift(t, f, someJob("a", "cpp"))
				s.start(t)
				report := s.queue.wait()[0]
				s.end(t)
				if reason == "" {
					if *report.Verdict != Accepted {
						t.Errorf("%s of %s: %s", mode, call, told(report))
					}
					return
				}
				if *report.Verdict != JudgeError || *report.Reason != reason || !strings.Contains(*report.Error, "injected") || report.Worker != "host-1" {
					t.Errorf("%s of %s: %s %v", mode, call, told(report), *report.Error)
				}
				if s.queue.tokens != 3 || len(s.queue.causes) != 3 {
					t.Errorf("%s of %s: %d attempts", mode, call, s.queue.tokens)
				}
				if (mode == "panic") != strings.Contains(s.log.String(), "stack=") {
					t.Errorf("%s of %s: the log is\n%s", mode, call, s.log.String())
				}
			})
		}
	}
}

// A store that takes no report for a while: the report waits under its lease.
// One that never does: the lease runs out, and the worker lives on.
func TestAReportThatCannotBeStored(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		refused := 4
		f := &faults{at: -1}
		f.always = func(call string) bool {
			if call == "Finish" && refused > 0 {
				refused--
				return true
			}
			return false
		}
		s := newShift(t, f, someJob("a", "py"))
		s.start(t)
		report := s.queue.wait()[0]
		s.end(t)
		if *report.Verdict != Accepted || s.queue.tokens != 1 {
			t.Errorf("got %s after %d attempts, want it after 1", told(report), s.queue.tokens)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		f := &faults{at: -1, always: func(call string) bool { return call == "Finish" || call == "Retry" }}
		s := newShift(t, f, someJob("a", "py"))
		s.start(t)
		report := s.queue.wait()[0]
		synctest.Wait()
		s.end(t)
		if *report.Reason != "internal:lease" || s.queue.tokens != 3 {
			t.Errorf("got %s after %d attempts", told(report), s.queue.tokens)
		}
	})
}

// An outage of the cells must not use up a job's attempts within a moment.
func TestAttemptsAreApart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		f := &faults{at: -1, always: func(call string) bool { return call == "Claim run" && time.Since(began) < time.Second }}
		s := newShift(t, f, someJob("a", "py"))
		s.start(t)
		report := s.queue.wait()[0]
		s.end(t)
		if *report.Verdict != Accepted {
			t.Errorf("an outage of a second ended as %s", told(report))
		}
	})
}

func TestAQueueThatIsDownIsAskedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		f := &faults{at: -1, always: func(call string) bool { return call == "Claim job" && time.Since(began) < time.Minute }}
		s := newShift(t, f, someJob("a", "py"))
		s.start(t)
		report := s.queue.wait()[0]
		took := time.Since(began)
		s.end(t)
		if *report.Verdict != Accepted || took < time.Minute || took > 80*time.Second {
			t.Errorf("got %s after %v", told(report), took)
		}
		if asked := len(f.calls); asked > 30 {
			t.Errorf("the queue was asked like mad: %d calls", asked)
		}
	})
}

func TestPause(t *testing.T) {
	w := &Worker{config: Config{RetryPause: 250 * time.Millisecond}}
	var got []string
	for n := range 7 {
		got = append(got, fmt.Sprint(w.pause(n)))
	}
	if want := "250ms 250ms 1s 4s 15s 15s 15s"; strings.Join(got, " ") != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
