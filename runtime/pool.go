package runtime

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

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
	memory  int64 // that ready cells may hold, bytes
	cores   int   // at this demand no cell boots anything ahead
	cleanUp func(context.Context) error

	mu          sync.Mutex
	shelves     []*shelf
	cells       map[*Cell]bool // made, and not yet given away to be removed
	making      int
	removing    int
	quarantined []*Cell // could not be removed
	claims      uint64  // counts them
	resting     bool    // somebody has just been given a cell: shelves are filled later
	closed      bool
	busy        sync.WaitGroup // makers and removers at work
	turns       chan struct{}  // bounds how many of them work at once
	ctx         context.Context
	stop        context.CancelFunc
}

// Stats counts cells.
type Stats struct {
	Ready       int // waiting to be claimed
	Living      int // all that exist or are being made or removed
	Quarantined int // could not be removed; Close and the sweep of the next start try again
}

// claim is one place in a shelf's queue.
type claim struct {
	number uint64          // of all claims: the lowest has waited longest
	got    chan claimedOne // never blocks its one sender
}

type claimedOne struct {
	cell *Cell
	err  error
}

// open starts to make cells.
func (p *Pool) open() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fill()
	p.busy.Go(p.tend)
}

// Claim waits for a cell of a language and stage. The caller destroys it.
func (p *Pool) Claim(ctx context.Context, language string, stage judge.Stage) (judge.Cell, error) {
	s, place, err := p.join(language, stage)
	if err != nil {
		return nil, fmt.Errorf("claim cell: %w", err)
	}
	select {
	case got := <-place.got:
		if got.err != nil {
			return nil, fmt.Errorf("claim cell: %w", got.err)
		}
		return got.cell, nil
	case <-ctx.Done():
		p.leave(s, place)
		return nil, ctx.Err()
	}
}

var errClosed = fmt.Errorf("%w: shutting down", judge.ErrUnavailable)

// join takes a place in the queue; where a cell is ready it is there at once.
func (p *Pool) join(language string, stage judge.Stage) (*shelf, claim, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	i := slices.IndexFunc(p.shelves, func(s *shelf) bool {
		return s.template.Language == language && s.template.Stage == stage
	})
	if i < 0 {
		return nil, claim{}, fmt.Errorf("no template for %s/%s", language, stage)
	}
	if p.closed {
		return nil, claim{}, errClosed
	}
	s := p.shelves[i]
	p.claims++
	place := claim{number: p.claims, got: make(chan claimedOne, 1)}
	s.waiting = append(s.waiting, place)
	s.load.add(1)
	p.serve(s)
	p.rest()
	p.fill()
	return s, place, nil
}

// leave gives up a place in the queue, and the cell that came at the last moment.
func (p *Pool) leave(s *shelf, place claim) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if i := slices.Index(s.waiting, place); i >= 0 {
		s.waiting = slices.Delete(s.waiting, i, i+1)
		s.load.add(-1)
		return
	}
	if got := <-place.got; got.cell != nil && p.cells[got.cell] {
		s.load.add(-1)
		s.ready = append(s.ready, got.cell)
		p.serve(s)
		p.fill()
	}
}

// Driver names the driver and why it was chosen.
func (p *Pool) Driver() (name, why string) { return p.driver, p.why }

// Stats counts the pool's cells.
func (p *Pool) Stats() Stats {
	p.mu.Lock()
	defer p.mu.Unlock()
	stats := Stats{Living: p.living(), Quarantined: len(p.quarantined)}
	for _, s := range p.shelves {
		stats.Ready += len(s.ready)
	}
	return stats
}

// Close removes every cell, ready or claimed, and everything else of the pool on
// the host. Whoever holds a claimed cell must have given up using it.
func (p *Pool) Close(ctx context.Context) error {
	if !p.shut() {
		return nil
	}
	finished := make(chan struct{})
	go func() { p.busy.Wait(); close(finished) }()
	var err error
	select {
	case <-finished:
		err = p.removeQuarantined(ctx)
	case <-ctx.Done():
		err = fmt.Errorf("close pool: cells are still being removed: %w", ctx.Err())
	}
	return errors.Join(err, p.cleanUp(context.WithoutCancel(ctx)))
}

// shut ends all claims and starts to remove all cells. It returns false where
// that has been done before.
func (p *Pool) shut() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return false
	}
	p.closed = true
	p.stop()
	for _, s := range p.shelves {
		for _, place := range s.waiting {
			place.got <- claimedOne{err: errClosed}
		}
		s.waiting, s.ready = nil, nil
	}
	for cell := range p.cells {
		p.retire(cell)
	}
	return true
}

// removeQuarantined tries once more. No maker or remover is at work any more.
func (p *Pool) removeQuarantined(ctx context.Context) error {
	p.mu.Lock()
	cells := p.quarantined
	p.quarantined = nil
	p.mu.Unlock()
	var errs []error
	for _, cell := range cells {
		errs = append(errs, p.maker.remove(context.WithoutCancel(ctx), cell))
	}
	return errors.Join(errs...)
}
