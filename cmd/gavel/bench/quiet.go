package bench

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strconv"
	"time"
)

// The machine is quiet when for quietWindow no more than one tick of a
// processor was busy. It is waited for no longer than quietPatience.
const (
	quietWindow   = 40 * time.Millisecond
	quietPatience = 320 * time.Millisecond
)

// stillness waits for a quiet machine and counts how often it was not to be had.
type stillness struct{ asked, denied int }

func (s *stillness) await(ctx context.Context) error {
	s.asked++
	before, err := busyTicks()
	for start := time.Now(); err == nil; {
		if err := sleep(ctx, quietWindow); err != nil {
			return err
		}
		var now int64
		now, err = busyTicks()
		if err == nil && now-before <= 1 {
			return nil
		}
		if before = now; time.Since(start) > quietPatience {
			s.denied++
			return err
		}
	}
	return err
}

// share is the part of the turns that began on a busy machine.
func (s *stillness) share() float64 {
	return float64(s.denied) / float64(max(1, s.asked))
}

// busyTicks is the time that all processors were not idle, in the kernel's ticks.
func busyTicks() (int64, error) {
	data, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0, err
	}
	line, _, _ := bytes.Cut(data, []byte("\n"))
	fields := bytes.Fields(line)
	if len(fields) < 9 || string(fields[0]) != "cpu" {
		return 0, fmt.Errorf("/proc/stat begins with %q", line)
	}
	var busy int64
	for _, i := range []int{1, 2, 3, 6, 7} { // user nice system irq softirq
		n, err := strconv.ParseInt(string(fields[i]), 10, 64)
		if err != nil {
			return 0, fmt.Errorf("/proc/stat: %w", err)
		}
		busy += n
	}
	return busy, nil
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-timer.C:
		return nil
	}
}
