package main

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"gavel/api"
	"gavel/judge"
	"gavel/store"
)

// Canaries are run at the start, soon again where one fails, and now and then.
const (
	canaryTimeout = time.Minute
	canarySoon    = 5 * time.Second
	canaryLater   = 10 * time.Minute
)

// health knows whether this host can judge: every language has a canary, a
// program whose answer is known, that is judged in the cells that submissions
// get. Until all have passed, and while one fails, the host is not ready.
type health struct {
	line     line
	canaries map[string]judge.Submission // by language; admitted
	stats    func() store.Stats
	log      *slog.Logger

	mu    sync.Mutex
	found map[string]error // of the last run, by language; a missing one has not run yet
}

// line judges one job; the pool's, or a test's.
type line interface {
	Judge(ctx context.Context, job judge.Job, progress func(judge.Status)) (judge.Report, error)
}

func newHealth(l line, canaries map[string]judge.Submission, stats func() store.Stats, log *slog.Logger) *health {
	return &health{line: l, canaries: canaries, stats: stats, log: log, found: map[string]error{}}
}

// run judges the canaries until ctx ends.
func (h *health) run(ctx context.Context) {
	for ctx.Err() == nil {
		pause := canaryLater
		if !h.runOnce(ctx) {
			pause = canarySoon
		}
		select {
		case <-ctx.Done():
		case <-time.After(pause):
		}
	}
}

// runOnce judges each canary and tells whether all passed.
func (h *health) runOnce(ctx context.Context) bool {
	passed := true
	for id, submission := range h.canaries {
		err := h.runCanary(ctx, id, submission)
		if ctx.Err() != nil {
			return false
		}
		if err != nil {
			passed = false
			h.log.Error("a canary fails: submissions in this language may too", "language", id, "error", err)
		}
		h.mu.Lock()
		h.found[id] = err
		h.mu.Unlock()
	}
	return passed
}

func (h *health) runCanary(ctx context.Context, id string, submission judge.Submission) error {
	ctx, cancel := context.WithTimeout(ctx, canaryTimeout)
	defer cancel()
	job := judge.Job{ID: "canary-" + id, Submission: submission, CreatedAt: time.Now(), Attempt: 1}
	report, err := h.line.Judge(ctx, job, nil)
	switch {
	case err != nil:
		return err
	case *report.Verdict == judge.Accepted:
		return nil
	case *report.Verdict == judge.CompileError:
		return fmt.Errorf("its canary got %s: %.500s", *report.Verdict, report.Compile.Output)
	}
	return fmt.Errorf("its canary got %s (%s), stderr %.500q", *report.Verdict, reasonText(report.Reason), report.Tests[0].Stderr)
}

func reasonText(reason *judge.Reason) string {
	if reason == nil {
		return "no reason"
	}
	return string(*reason)
}

// Ready implements api.Health from what is known; it runs nothing.
func (h *health) Ready(context.Context) []api.Check {
	checks := []api.Check{h.storeCheck()}
	h.mu.Lock()
	defer h.mu.Unlock()
	for id := range h.canaries {
		check := api.Check{Name: "canary " + id}
		err, ran := h.found[id]
		switch {
		case !ran:
			check.Detail = "has not run yet: ask again in a few seconds"
		case err != nil:
			check.Detail = err.Error() + "; run gavel doctor, and gavel rootfs verify"
		default:
			check.OK, check.Detail = true, "judged in a cell"
		}
		checks = append(checks, check)
	}
	slices.SortFunc(checks, func(a, b api.Check) int { return strings.Compare(a.Name, b.Name) })
	return checks
}

// storeCheck does not mind a full queue: this host judges, and 429 says the rest.
func (h *health) storeCheck() api.Check {
	stats := h.stats()
	if stats.Err != nil {
		return api.Check{Name: "store", Detail: stats.Err.Error() + "; look at the disk"}
	}
	return api.Check{Name: "store", OK: true, Detail: fmt.Sprintf("%d jobs waiting, %d being judged", stats.Waiting, stats.Leased)}
}
