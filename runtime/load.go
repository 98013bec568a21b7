package runtime

import (
	"fmt"
	"time"

	"golang.org/x/sys/unix"
)

// loadWindow is how long a shelf remembers a load, once to twice: the time for which
// cells of a burst are kept, in case there is another.
const loadWindow = 30 * time.Second

// load is how many cells of a shelf are wanted at once: in use or waited for.
type load struct {
	now          int
	peak, before int // in this window and in the one before
}

func (l *load) add(n int) {
	l.now += n
	l.peak = max(l.peak, l.now)
}

func (l *load) roll() { l.before, l.peak = l.peak, l.now }

// target is how many cells of a shelf are to be ready: those that are always kept,
// or as many as were wanted at once of late; none where none is always kept.
func (s *shelf) target() int {
	if s.least == 0 {
		return 0
	}
	return max(s.least, s.load.peak, s.load.before)
}

// readyMemory is what the cells hold that wait for a claim, and those that are being
// made, as far as that is known of others of their shelves. The lock is held.
func (p *Pool) readyMemory() (bytes int64) {
	for _, s := range p.shelves {
		bytes += int64(len(s.ready)+s.making) * s.held
	}
	return bytes
}

// affords tells whether one more cell may be ready. One that somebody waits for is
// made in any case. The lock is held.
func (p *Pool) affords(s *shelf) bool { return p.readyMemory()+s.held <= p.memory }

// tend lets shelves shrink again, until the pool is closed.
func (p *Pool) tend() {
	tick := time.NewTicker(loadWindow)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			p.mu.Lock()
			p.shrink()
			p.fill()
			p.mu.Unlock()
		case <-p.ctx.Done():
			return
		}
	}
}

// shrink removes ready cells that nobody wanted of late, and those that there is no
// memory for: first of what holds most. The lock is held.
func (p *Pool) shrink() {
	for _, s := range p.shelves {
		s.load.roll()
		for len(s.ready) > s.target() {
			p.retireReady(s)
		}
	}
	for p.readyMemory() > p.memory {
		var largest *shelf
		for _, s := range p.shelves {
			if len(s.ready) > 0 && (largest == nil || int64(len(s.ready))*s.held > int64(len(largest.ready))*largest.held) {
				largest = s
			}
		}
		if largest == nil {
			return
		}
		p.retireReady(largest)
	}
}

// retireReady removes the cell that has been ready for longest. The lock is held.
func (p *Pool) retireReady(s *shelf) {
	cell := s.ready[0]
	s.ready = s.ready[1:]
	p.retire(cell)
}

// hostMemory is how much memory the host has, in bytes.
func hostMemory() (int64, error) {
	var info unix.Sysinfo_t
	if err := unix.Sysinfo(&info); err != nil {
		return 0, fmt.Errorf("sysinfo: %w", err)
	}
	return int64(info.Totalram) * int64(info.Unit), nil
}
