package runtime

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"gavel/judge"
)

// Pool makes cells ahead and hands each out once. It implements judge.Cells.
//
// A claim takes a ready cell or waits for the next one made, in order of
// arrival. Making and removing happen elsewhere, never on the way of a claim.
type Pool struct {
	maker   cellMaker
	driver  string
	why     string
	report  func(error)
	most    int
	cleanUp func(context.Context) error

	mu      sync.Mutex
	shelves map[shelfKey]*shelf
	living  int // made or being made, not yet removed
	closed  bool
	busy    sync.WaitGroup // makers and removers at work
	turns   chan struct{}  // bounds how many of them work at once
	ctx     context.Context
	stop    context.CancelFunc

	quarantined int
}

type cellMaker interface {
	make(ctx context.Context, t Template) (*Cell, error)
}

type shelfKey struct {
	language string
	stage    judge.Stage
}

// shelf holds the cells of one template.
type shelf struct {
	template Template
	target   int
	ready    []*Cell
	waiting  []chan claim // first come, first served
	making   int
	pause    time.Duration // before the next try, after failures in a row
}

type claim struct {
	cell *Cell
	err  error
}

// Stats counts cells.
type Stats struct {
	Ready       int // waiting to be claimed
	Living      int // all that exist
	Quarantined int // could not be removed; the sweep of the next start tries again
}

const (
	firstPause = 50 * time.Millisecond
	lastPause  = 5 * time.Second
)

// Claim waits for a cell of a language and stage. The caller destroys it.
func (p *Pool) Claim(ctx context.Context, language string, stage judge.Stage) (judge.Cell, error) {
	p.mu.Lock()
	s := p.shelves[shelfKey{language, stage}]
	if s == nil || p.closed {
		p.mu.Unlock()
		if s == nil {
			return nil, fmt.Errorf("claim cell: no template for %s/%s", language, stage)
		}
		return nil, fmt.Errorf("claim cell: %w: shutting down", judge.ErrUnavailable)
	}
	if n := len(s.ready); n > 0 {
		cell := s.ready[0]
		s.ready = s.ready[1:]
		p.fill()
		p.mu.Unlock()
		return cell, nil
	}
	place := make(chan claim, 1)
	s.waiting = append(s.waiting, place)
	p.fill()
	p.mu.Unlock()
	select {
	case got := <-place:
		if got.err != nil {
			return nil, got.err
		}
		return got.cell, nil
	case <-ctx.Done():
		p.leave(s, place)
		return nil, ctx.Err()
	}
}

// leave gives up a place in the queue, and the cell that came at the last moment.
func (p *Pool) leave(s *shelf, place chan claim) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for i, w := range s.waiting {
		if w == place {
			s.waiting = append(s.waiting[:i], s.waiting[i+1:]...)
			return
		}
	}
	if got := <-place; got.cell != nil {
		p.shelve(s, got.cell)
	}
}

// fill starts as many makers as are wanted and allowed. The lock is held.
func (p *Pool) fill() {
	for _, s := range p.shelves {
		for !p.closed && len(s.ready)+s.making < s.target+len(s.waiting) {
			if p.living >= p.most && !p.makeRoom(s) {
				break
			}
			p.living++
			s.making++
			p.busy.Add(1)
			go p.makeOne(s)
		}
	}
}

// makeRoom removes a ready cell of another shelf for the sake of somebody who
// waits. The lock is held.
func (p *Pool) makeRoom(needy *shelf) bool {
	if len(needy.waiting) <= needy.making {
		return false
	}
	var richest *shelf
	for _, s := range p.shelves {
		if s != needy && len(s.ready) > 0 && (richest == nil || len(s.ready) > len(richest.ready)) {
			richest = s
		}
	}
	if richest == nil {
		return false
	}
	cell := richest.ready[0]
	richest.ready = richest.ready[1:]
	p.removeLater(cell)
	return true
}

func (p *Pool) makeOne(s *shelf) {
	defer p.busy.Done()
	p.mu.Lock()
	pause := s.pause
	p.mu.Unlock()
	if !p.sleep(pause) {
		p.made(s, nil, context.Canceled)
		return
	}
	p.turns <- struct{}{}
	cell, err := p.maker.make(p.ctx, s.template)
	<-p.turns
	p.made(s, cell, err)
}

func (p *Pool) sleep(d time.Duration) bool {
	if d == 0 {
		return p.ctx.Err() == nil
	}
	select {
	case <-time.After(d):
		return true
	case <-p.ctx.Done():
		return false
	}
}

// made takes in a new cell, or the reason why there is none.
func (p *Pool) made(s *shelf, cell *Cell, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s.making--
	if err != nil {
		p.living--
		p.failed(s, err)
		return
	}
	s.pause = 0
	cell.destroy = func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.removeLater(cell)
	}
	if p.closed {
		p.removeLater(cell)
		return
	}
	p.shelve(s, cell)
}

// failed tells whoever has waited longest, and tries again later for the rest.
func (p *Pool) failed(s *shelf, err error) {
	if len(s.waiting) > 0 {
		s.waiting[0] <- claim{err: err}
		s.waiting = s.waiting[1:]
	}
	if p.ctx.Err() == nil {
		p.report(err)
		s.pause = min(max(2*s.pause, firstPause), lastPause)
	}
	p.fill()
}

// shelve hands a cell to the first who waits, or keeps it ready. The lock is held.
func (p *Pool) shelve(s *shelf, cell *Cell) {
	if len(s.waiting) > 0 {
		s.waiting[0] <- claim{cell: cell}
		s.waiting = s.waiting[1:]
		return
	}
	s.ready = append(s.ready, cell)
}

// removeLater removes a cell in the background. The lock is held.
func (p *Pool) removeLater(cell *Cell) {
	p.busy.Add(1)
	go func() {
		defer p.busy.Done()
		p.turns <- struct{}{}
		err := cell.remove(context.WithoutCancel(p.ctx))
		<-p.turns
		p.mu.Lock()
		defer p.mu.Unlock()
		p.living--
		if err != nil {
			p.quarantined++
			p.report(err)
		}
		p.fill()
	}()
}

// Driver names the driver and why it was chosen.
func (p *Pool) Driver() (name, why string) { return p.driver, p.why }

// Stats counts the pool's cells.
func (p *Pool) Stats() Stats {
	p.mu.Lock()
	defer p.mu.Unlock()
	stats := Stats{Living: p.living, Quarantined: p.quarantined}
	for _, s := range p.shelves {
		stats.Ready += len(s.ready)
	}
	return stats
}

// Close removes every cell, ready or claimed, and everything else of the pool on
// the host. Whoever holds a claimed cell must have given up using it.
func (p *Pool) Close(ctx context.Context) error {
	p.mu.Lock()
	if p.closed {
		p.mu.Unlock()
		return nil
	}
	p.closed = true
	p.stop()
	for _, s := range p.shelves {
		for _, cell := range s.ready {
			p.removeLater(cell)
		}
		s.ready = nil
		for _, place := range s.waiting {
			place <- claim{err: fmt.Errorf("claim cell: %w: shutting down", judge.ErrUnavailable)}
		}
		s.waiting = nil
	}
	p.mu.Unlock()
	finished := make(chan struct{})
	go func() { p.busy.Wait(); close(finished) }()
	select {
	case <-finished:
		return p.cleanUp(ctx)
	case <-ctx.Done():
		return errors.Join(ctx.Err(), p.cleanUp(context.WithoutCancel(ctx)))
	}
}
