package judge

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"
)

// Worker takes jobs from a queue and judges them, one at a time. Run may be
// called by several goroutines; each is then a worker of the same name.
type Worker struct {
	config Config
	line   *Line
}

// NewWorker checks the configuration.
func NewWorker(config Config) (*Worker, error) {
	line, err := NewLine(config)
	if err != nil {
		return nil, err
	}
	switch {
	case config.Queue == nil:
		return nil, errors.New("judge: Config.Queue is nil, want where jobs come from")
	case config.Name == "":
		return nil, errors.New("judge: Config.Name is empty, want the name that reports tell")
	}
	return &Worker{line.config, line}, nil
}

const (
	maxPause        = 15 * time.Second       // between two attempts at anything
	giveBackTimeout = 800 * time.Millisecond // for a last word to the queue at shutdown
	finishTries     = 5
)

// Run judges jobs until ctx is done. A job that is then being judged is given
// back, its cells are destroyed, and Run returns within a second.
func (w *Worker) Run(ctx context.Context) {
	failures := 0
	for ctx.Err() == nil {
		lease, err := w.config.Queue.Claim(ctx, w.config.Name)
		switch {
		case err == nil:
			failures = 0
			w.handle(ctx, lease)
		case ctx.Err() == nil:
			failures++
			w.config.Log.Error("no job could be claimed", "worker", w.config.Name, "failures", failures, "error", err)
			wait(ctx, w.pause(failures))
		}
	}
}

// handle judges one leased job and sees to its end.
func (w *Worker) handle(ctx context.Context, lease Lease) {
	held, letGo := hold(ctx, w.config.Queue, lease)
	defer letGo()
	report, err := w.line.Judge(held, lease.Job, func(s Status) { w.config.Queue.Progress(lease, s) })
	cause := context.Cause(held)
	switch {
	case err == nil:
		w.finish(held, lease, report)
	case errors.Is(cause, errLeaseLost) || errors.Is(cause, errTakenBack):
		w.log(lease).Info("job dropped", "cause", cause)
	case ctx.Err() != nil:
		w.giveBack(held, lease, ErrShutdown)
	default:
		w.retry(held, lease, err)
	}
}

// finish stores the report. What the store refuses for now is tried again while
// the lease is held; in the end the job is better judged again than lost.
func (w *Worker) finish(ctx context.Context, lease Lease, report Report) {
	err := w.tell(ctx, func(ctx context.Context) error { return w.config.Queue.Finish(ctx, lease, report) })
	switch {
	case err == nil:
		w.logReport(lease, report)
	case errors.Is(err, ErrConflict):
		w.log(lease).Info("job dropped", "cause", err)
	case *report.Verdict == JudgeError || ctx.Err() != nil:
		w.log(lease).Error("the end could not be stored; the lease runs out", "error", err)
	default:
		w.giveBack(ctx, lease, &StepError{Step: "queue", Err: fmt.Errorf("store report: %w", err), Remedy: "look at the disk"})
	}
}

// retry gives a job back after a failure of ours, with a pause before: what is
// wrong may need a moment, and the next attempt may be the last.
func (w *Worker) retry(ctx context.Context, lease Lease, cause error) {
	log := w.log(lease).With("attempt", lease.Job.Attempt)
	if p, ok := errors.AsType[*panicError](cause); ok {
		log = log.With("stack", string(p.stack))
	}
	log.Warn("judging failed", "error", cause)
	wait(ctx, w.pause(lease.Job.Attempt))
	w.giveBack(ctx, lease, cause)
}

// giveBack puts the job into the queue again, or ends it where it had its last
// attempt.
func (w *Worker) giveBack(ctx context.Context, lease Lease, cause error) {
	again := false
	err := w.tell(ctx, func(ctx context.Context) (err error) {
		again, err = w.config.Queue.Retry(ctx, lease, cause)
		return err
	})
	switch {
	case errors.Is(err, ErrConflict):
		w.log(lease).Info("job dropped", "cause", err)
	case err != nil:
		w.log(lease).Error("job could not be given back; its lease runs out", "error", err)
	case again:
		w.log(lease).Info("job given back", "cause", cause)
	case errors.Is(cause, ErrShutdown):
		w.log(lease).Warn("the queue took no job back at shutdown; its lease runs out")
	default:
		report := FailedReport(lease.Job, w.config.Now(), cause)
		w.config.describe(&report)
		w.finish(ctx, lease, report)
	}
}

// tell says something to the queue that must not be lost: again after a failure,
// as long as ctx holds. When ctx ends, what is being said has giveBackTimeout left.
func (w *Worker) tell(ctx context.Context, say func(context.Context) error) error {
	for try := 1; ; try++ {
		err := sayOnce(ctx, say)
		if err == nil || errors.Is(err, ErrConflict) || ctx.Err() != nil || try == finishTries {
			return err
		}
		wait(ctx, w.pause(try))
	}
}

func sayOnce(ctx context.Context, say func(context.Context) error) error {
	once, cancel := context.WithTimeout(context.WithoutCancel(ctx), maxPause)
	defer cancel()
	stop := context.AfterFunc(ctx, func() {
		wait(once, giveBackTimeout)
		cancel()
	})
	defer stop()
	return say(once)
}

// pause is how long to wait after the n-th failure in a row.
func (w *Worker) pause(n int) time.Duration {
	pause := w.config.RetryPause
	for ; n > 1 && pause < maxPause; n-- {
		pause *= 4
	}
	return min(pause, maxPause)
}

// wait returns after d, or when ctx is done.
func wait(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

func (w *Worker) log(lease Lease) *slog.Logger {
	return w.config.Log.With("job", lease.Job.ID, "language", lease.Job.Submission.Language)
}

func (w *Worker) logReport(lease Lease, report Report) {
	log := w.log(lease).With("verdict", *report.Verdict, "passed", report.Passed, "total", report.Total, "total_ms", report.Timings.TotalMillis)
	if report.Reason != nil {
		log = log.With("reason", *report.Reason)
	}
	log.Info("job judged")
}
