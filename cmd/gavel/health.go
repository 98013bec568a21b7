package main

import (
	"cmp"
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
	canaryTimeout = 5 * time.Minute // its own limits end it; this bounds the wait for a cell
	canarySoon    = 5 * time.Second
	canaryLater   = 10 * time.Minute
)

// health knows whether this host can judge: every language has a canary, a
// program whose answer is known, that is judged in the cells that submissions
// get; and others try there what the jail must refuse. Until all have passed, and
// while one fails, the host is not ready.
type health struct {
	line     line
	canaries map[string]judge.Submission // by language; admitted
	jail     guard
	stats    func() store.Stats
	log      *slog.Logger

	mu    sync.Mutex
	found map[string]error // of the last run, by the name of the check; a missing one has not run yet
}

// guard is the jail's, or a test's.
type guard interface {
	canaries() []jailCanary
	try(ctx context.Context) (map[string]error, error)
}

// line judges one job; the pool's, or a test's.
type line interface {
	Judge(ctx context.Context, job judge.Job, progress func(judge.Status)) (judge.Report, error)
}

func newHealth(l line, canaries map[string]judge.Submission, jail guard, stats func() store.Stats, log *slog.Logger) *health {
	return &health{line: l, canaries: canaries, jail: jail, stats: stats, log: log, found: map[string]error{}}
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

// Names of checks are those of a language or of what the jail must refuse, behind
// one of these.
const (
	checkLanguage = "canary "
	checkJail     = "jail: "
)

// runOnce lets all canaries try and tells whether all passed.
func (h *health) runOnce(ctx context.Context) bool {
	passed := h.tryJail(ctx)
	for id, submission := range h.canaries {
		err := h.runCanary(ctx, id, submission)
		if ctx.Err() != nil {
			return false
		}
		if err != nil {
			passed = false
			h.log.Error("a canary fails: submissions in this language may too", "language", id, "error", err)
		}
		h.note(checkLanguage+id, err)
	}
	return passed
}

func (h *health) tryJail(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, canaryTimeout)
	defer cancel()
	found, err := h.jail.try(ctx)
	if ctx.Err() != nil { // a shutdown, or a host too slow to say anything of its jail
		return false
	}
	passed := true
	for _, c := range h.jail.canaries() {
		if c.notHere != "" {
			continue
		}
		err := cmp.Or(err, found[c.name])
		if err != nil {
			passed = false
			h.log.Error("a canary of the jail fails", "canary", c.name, "error", err)
			err = fmt.Errorf("%w; %s", err, c.remedy)
		}
		h.note(checkJail+c.name, err)
	}
	return passed
}

func (h *health) note(check string, err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.found[check] = err
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
		checks = append(checks, h.check(checkLanguage+id, "judged in a cell", "run gavel doctor, and gavel rootfs verify"))
	}
	for _, c := range h.jail.canaries() {
		if c.notHere != "" {
			checks = append(checks, api.Check{Name: checkJail + c.name, OK: true, Detail: "not applicable: " + c.notHere})
			continue
		}
		checks = append(checks, h.check(checkJail+c.name, "refused in a cell", "run gavel doctor"))
	}
	slices.SortFunc(checks, func(a, b api.Check) int { return strings.Compare(a.Name, b.Name) })
	return checks
}

// check is what is known of one canary. The lock is held.
func (h *health) check(name, passed, remedy string) api.Check {
	err, ran := h.found[name]
	switch {
	case !ran:
		return api.Check{Name: name, Detail: "has not run yet: ask again in a few seconds"}
	case err != nil:
		return api.Check{Name: name, Detail: err.Error() + "; " + remedy}
	}
	return api.Check{Name: name, OK: true, Detail: passed}
}

// storeCheck does not mind a full queue: this host judges, and 429 says the rest.
func (h *health) storeCheck() api.Check {
	stats := h.stats()
	if stats.Err != nil {
		return api.Check{Name: "store", Detail: stats.Err.Error() + "; look at the disk"}
	}
	return api.Check{Name: "store", OK: true, Detail: fmt.Sprintf("%d jobs waiting, %d being judged", stats.Waiting, stats.Leased)}
}
