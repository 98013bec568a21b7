package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"
)

// contestant is one of those who take turns.
type contestant struct {
	key   Key
	every int // takes a turn in every so many rounds; 0 means 1
	turn  func(context.Context) error
}

// takeTurns lets the contestants take their turns until the time or the rounds
// are used up.
func (r *run) takeTurns(t timing, contestants []contestant) error {
	start := time.Now()
	defer func() { r.keep = true }()
	for round := 0; ; round++ {
		r.keep = round > 0 || t.hot
		order := rand.Perm(len(contestants))
		for _, i := range order {
			c := contestants[i]
			if r.keep && time.Since(start) > t.patience() {
				r.results.note("all of %s: the machine is too slow or too busy for it in %v", c.key.Workload, t.patience().Round(time.Second))
				return nil
			}
			if c.every > 1 && round%c.every != 0 && !t.quick {
				continue
			}
			if t.calm {
				if err := r.still.await(r.ctx); err != nil {
					return err
				}
			}
			if err := c.turn(r.ctx); err != nil {
				return fmt.Errorf("%v: %w", c.key, err)
			}
			r.bar.advance(time.Since(start), t.budget)
		}
		if r.keep && (round >= t.rounds || time.Since(start) > t.budget) {
			return nil
		}
	}
}

// sample keeps a sample of this turn.
func (r *run) sample(key Key, unit string, values ...float64) {
	if r.keep {
		r.results.add(key, unit, values...)
	}
}
