package main

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"gavel/judge"
	"gavel/store"
)

// fakeLine answers each language's canary with what the test says.
type fakeLine map[string]func() (judge.Report, error)

func (f fakeLine) Judge(_ context.Context, job judge.Job, _ func(judge.Status)) (judge.Report, error) {
	return f[job.Submission.Language]()
}

func says(verdict judge.Verdict) func() (judge.Report, error) {
	return func() (judge.Report, error) {
		return judge.Report{Verdict: &verdict, Tests: []judge.TestReport{{Stderr: judge.Text("trace")}}}, nil
	}
}

// fakeGuard has one canary and answers what the test says.
type fakeGuard struct {
	found map[string]error
	err   error
}

func (*fakeGuard) canaries() []jailCanary {
	return []jailCanary{{name: "walls", remedy: "mend them"}, {name: "moat", notHere: "no water"}}
}

func (f *fakeGuard) try(context.Context) (map[string]error, error) { return f.found, f.err }

func newTestHealth(line fakeLine, stats store.Stats) *health {
	canaries := map[string]judge.Submission{}
	for id := range line {
		canaries[id] = judge.Submission{Language: id}
	}
	return newHealth(line, canaries, &fakeGuard{}, func() store.Stats { return stats }, slog.New(slog.DiscardHandler))
}

// failing names the checks that are red.
func failing(h *health) (names []string) {
	for _, check := range h.Ready(context.Background()) {
		if !check.OK {
			names = append(names, check.Name+": "+check.Detail)
		}
	}
	return names
}

// TestFailClosed is invariant 7: a host is not ready before its canaries have
// passed, nor while one fails.
func TestFailClosed(t *testing.T) {
	line := fakeLine{"python": says(judge.Accepted), "cpp": says(judge.Accepted)}
	h := newTestHealth(line, store.Stats{WaitingMost: 1})
	if red := failing(h); len(red) != 3 {
		t.Errorf("before any canary ran: %q, want both languages and the jail red", red)
	}
	if !h.runOnce(t.Context()) || failing(h) != nil {
		t.Errorf("after both passed: %q, want none red", failing(h))
	}
	for _, fault := range []func() (judge.Report, error){
		says(judge.WrongAnswer), says(judge.CompileError), says(judge.RuntimeError),
		func() (judge.Report, error) { return judge.Report{}, errors.New("no cell") },
	} {
		line["cpp"] = fault
		if h.runOnce(t.Context()) {
			t.Error("a failing canary counts as passed")
		}
		if red := failing(h); len(red) != 1 || !strings.HasPrefix(red[0], "canary cpp: ") {
			t.Errorf("%q, want cpp red alone", red)
		}
	}
	line["cpp"] = says(judge.Accepted)
	if !h.runOnce(t.Context()) || failing(h) != nil {
		t.Errorf("after it passed again: %q, want none red", failing(h))
	}
}

// TestReadyNamesABrokenJail: so is a host whose jail lets something through, or
// whose jail nobody could try.
func TestReadyNamesABrokenJail(t *testing.T) {
	h := newTestHealth(fakeLine{}, store.Stats{})
	for _, broken := range []*fakeGuard{{found: map[string]error{"walls": errors.New("a hole")}}, {err: errors.New("no cell")}} {
		h.jail = broken
		if h.runOnce(t.Context()) {
			t.Error("a failing canary counts as passed")
		}
		if red := failing(h); len(red) != 1 || !strings.HasPrefix(red[0], "jail: walls: ") || !strings.Contains(red[0], "mend them") {
			t.Errorf("%q, want the canary red with its remedy", red)
		}
	}
	h.jail = &fakeGuard{}
	if !h.runOnce(t.Context()) || failing(h) != nil {
		t.Errorf("after it passed again: %q, want none red", failing(h))
	}
}

func TestReadyNamesABrokenStore(t *testing.T) {
	h := newTestHealth(fakeLine{}, store.Stats{Err: errors.New("no space left on device")})
	h.runOnce(t.Context())
	if red := failing(h); len(red) != 1 || !strings.Contains(red[0], "no space left") {
		t.Errorf("%q, want the store red with its cause", red)
	}
}

// TestACanceledCanarySaysNothing keeps a shutdown from turning a host red.
func TestACanceledCanarySaysNothing(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	h := newTestHealth(fakeLine{"python": says(judge.Accepted)}, store.Stats{})
	h.runOnce(ctx)
	h.line = fakeLine{"python": func() (judge.Report, error) { cancel(); return judge.Report{}, context.Canceled }}
	h.runOnce(ctx)
	if red := failing(h); red != nil {
		t.Errorf("%q, want none red", red)
	}
}

// TestWhatCannotBeTriedIsNamed, with its reason, and does not make a host unready.
func TestWhatCannotBeTriedIsNamed(t *testing.T) {
	h := newTestHealth(fakeLine{}, store.Stats{})
	h.runOnce(t.Context())
	for _, check := range h.Ready(t.Context()) {
		if check.Name == checkJail+"moat" && check.OK && check.Detail == "not applicable: no water" {
			return
		}
	}
	t.Error("the canary that is not applicable is not named")
}
