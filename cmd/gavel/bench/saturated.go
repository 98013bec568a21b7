package bench

import (
	"context"
	"errors"
	"fmt"
	goruntime "runtime"
	"sync"
	"time"

	"gavel/judge"
)

// saturated measures how many submissions of one tiny test a second are judged.
func (r *run) saturated(t timing) error {
	var list []contestant
	for _, id := range languages {
		p := tiny(id)
		list = append(list, r.rates(t, "saturated", p, 1)...)
		for _, peer := range r.peers {
			list = append(list, r.rate(t, "saturated", p, peer.name, 1, 2*goruntime.NumCPU(), func(ctx context.Context, _ int) error {
				return peer.run(ctx, p)
			}))
		}
		if id != "cpp" {
			continue
		}
		for name, start := range r.containerStarts() {
			list = append(list, r.rate(t, "saturated", p, name, 1, goruntime.NumCPU(), func(ctx context.Context, n int) error {
				return start(ctx, p, n)
			}))
		}
	}
	return r.takeTurns(t, list)
}

// manyTests is the number of tests in a large submission.
const manyTests = 50

// tests measures how many tests a second are run where a submission has many.
func (r *run) tests(t timing) error {
	var list []contestant
	for _, id := range []string{"python", "cpp"} { // fifty starts of Java would take longer than a turn
		list = append(list, r.rates(t, "tests", tiny(id), manyTests)...)
	}
	return r.takeTurns(t, list)
}

// rates are the subjects and, on all processors, bare starts.
func (r *run) rates(t timing, workload string, p program, tests int) (list []contestant) {
	body := p.request(tests, judge.Limits{})
	for _, s := range r.subjects {
		if s.main {
			list = append(list, r.rate(t, workload, p, s.by, tests, 2*goruntime.NumCPU(), func(ctx context.Context, _ int) error {
				_, _, err := s.server.judge(ctx, body)
				return err
			}))
		}
	}
	return append(list, r.rate(t, workload, p, "bare", 1, goruntime.NumCPU(), func(ctx context.Context, n int) error {
		_, err := r.startBare(ctx, r.bare.run[p.language][n], p)
		return err
	}))
}

// rate is a contestant that is kept busy by some clients; each time something is
// done counts for so many.
func (r *run) rate(t timing, workload string, p program, by string, counts, clients int, do func(context.Context, int) error) contestant {
	key := Key{Workload: workload, Language: p.language, By: by}
	return contestant{key: key, turn: func(ctx context.Context) error {
		perSecond, err := saturate(ctx, clients, t.slice(), do)
		if err == nil {
			r.sample(key, "/s", perSecond*float64(counts))
		}
		return err
	}}
}

// saturate lets clients do something again and again for a while, and at least
// until it was done a few times. Clients that start at once end at once too: so the
// rate is that from when it was done as often as there are clients to the last time.
func saturate(ctx context.Context, clients int, d time.Duration, do func(context.Context, int) error) (float64, error) {
	const least = 4
	var mu sync.Mutex
	var from, last time.Time
	count, start := 0, time.Now()
	done := func() bool {
		mu.Lock()
		defer mu.Unlock()
		return count >= clients+least && time.Since(start) >= d
	}
	errs := make([]error, clients)
	var busy sync.WaitGroup
	for i := range clients {
		busy.Go(func() {
			for !done() && errs[i] == nil {
				if errs[i] = do(ctx, i); errs[i] != nil {
					return
				}
				mu.Lock()
				last = time.Now()
				if count++; count == clients {
					from = last
				}
				mu.Unlock()
			}
		})
	}
	busy.Wait()
	if err := errors.Join(errs...); err != nil {
		return 0, err
	}
	if !last.After(from) {
		return 0, fmt.Errorf("the clock stood still while %d requests were answered", count)
	}
	return float64(count-clients) / last.Sub(from).Seconds(), nil
}
