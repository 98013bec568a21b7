package runtime

import (
	"context"
	"slices"
	"time"

	"gavel/judge"
)

// cellMaker makes and removes cells, on the host or for a test.
type cellMaker interface {
	// make returns a cell together with an error only where the cell could not
	// be removed again.
	make(ctx context.Context, t Template) (*Cell, error)
	remove(ctx context.Context, c *Cell) error
	// alive tells whether a cell that nobody has claimed is still good for it.
	alive(c *Cell) bool
}

// shelf holds the cells of one template. It is guarded by the pool's lock.
type shelf struct {
	template Template
	least    int   // cells always kept ready
	load     load  // what else is wanted
	held     int64 // memory of the latest ready cell, bytes
	ready    []*Cell
	waiting  []claim // first come, first served; never while a cell is ready
	making   int
	pause    time.Duration // before the next try, after failures in a row
	wished   []string      // how the latest program's warm process is to be started
}

const (
	firstPause = 50 * time.Millisecond
	lastPause  = 5 * time.Second
)

// restFor is how long the pool leaves the processors to a submission that has just
// got a cell, or given it back: most have their result by then, and to make or
// remove a cell meanwhile would double the time that a short one takes.
const restFor = 10 * time.Millisecond

func (p *Pool) living() int { return len(p.cells) + p.making + p.removing }

// serve hands ready cells to those who wait. The lock is held.
func (p *Pool) serve(s *shelf) {
	for len(s.waiting) > 0 && len(s.ready) > 0 {
		cell := s.ready[0]
		s.ready = s.ready[1:]
		if !p.maker.alive(cell) {
			p.retire(cell)
			continue
		}
		s.waiting[0].got <- claimedOne{cell: cell}
		s.waiting = s.waiting[1:]
	}
}

// fill starts as many makers as are wanted and allowed: for those who wait
// first, then for the shelves. The lock is held.
func (p *Pool) fill() {
	for !p.closed {
		needy := p.neediest()
		switch {
		case needy == nil:
			p.fillShelves()
			return
		case p.living() >= p.most:
			p.makeRoom()
			return
		}
		p.startMaker(needy)
	}
}

// neediest is the shelf of the longest waiting claim that no cell is being made
// for. The lock is held.
func (p *Pool) neediest() *shelf {
	var needy *shelf
	for _, s := range p.shelves {
		if s.unmet() > 0 && (needy == nil || s.waiting[s.making].number < needy.waiting[needy.making].number) {
			needy = s
		}
	}
	return needy
}

func (s *shelf) unmet() int { return max(len(s.waiting)-s.making, 0) }

// rest puts off the filling of shelves that are not empty. The lock is held.
func (p *Pool) rest() {
	if p.resting {
		return // a steady stream of claims does not put it off for ever
	}
	p.resting = true
	time.AfterFunc(restFor, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.resting = false
		p.fill()
	})
}

func (p *Pool) fillShelves() {
	for _, s := range p.shelves {
		if p.resting && len(s.ready) > 0 {
			continue
		}
		for len(s.ready)+s.making < s.target()+len(s.waiting) && p.living() < p.most && p.affords(s) {
			p.startMaker(s)
		}
	}
}

// makeRoom removes ready cells for the sake of those who wait for others: as
// many as are needed besides those that are on their way out. The lock is held.
func (p *Pool) makeRoom() {
	unmet := 0
	for _, s := range p.shelves {
		unmet += s.unmet()
	}
	for p.removing < unmet {
		richest := p.shelves[0]
		for _, s := range p.shelves {
			if len(s.ready) > len(richest.ready) {
				richest = s
			}
		}
		if len(richest.ready) == 0 {
			return
		}
		p.retireReady(richest)
	}
}

// demand is about how many submissions have cells or wait for some: one that has a
// cell of each stage counts once. The lock is held.
func (p *Pool) demand() int {
	cells := map[judge.Stage]int{}
	for c := range p.cells {
		cells[c.template.Stage]++
	}
	for _, s := range p.shelves {
		cells[s.template.Stage] += len(s.waiting) - len(s.ready)
	}
	return max(cells[judge.StageBuild], cells[judge.StageRun])
}

func (p *Pool) startMaker(s *shelf) {
	p.making++
	s.making++
	pause, t := s.pause, s.template
	if p.demand() >= p.cores {
		t = t.unbooted()
	}
	p.busy.Go(func() {
		cell, err := p.makeAfter(pause, t)
		p.made(s, cell, err)
	})
}

// wait lets a while pass; a pool that closes cuts it short.
func (p *Pool) wait(pause time.Duration) {
	select {
	case <-time.After(pause):
	case <-p.ctx.Done():
	}
}

func (p *Pool) makeAfter(pause time.Duration, t Template) (*Cell, error) {
	if p.wait(pause); p.ctx.Err() != nil {
		return nil, p.ctx.Err()
	}
	p.turns <- struct{}{}
	defer func() { <-p.turns }()
	if err := p.ctx.Err(); err != nil {
		return nil, err
	}
	return p.maker.make(p.ctx, t)
}

// made takes in a new cell, or the reason why there is none.
func (p *Pool) made(s *shelf, cell *Cell, err error) {
	p.mu.Lock()
	p.making--
	s.making--
	switch {
	case err != nil:
		p.failed(s, cell, err)
	case p.closed:
		p.cells[cell] = true
		p.retire(cell)
	default:
		s.pause = 0
		p.cells[cell] = true
		cell.destroy = func() { p.discard(s, cell) }
		cell.learn = func(argv []string) { p.learn(s, argv) }
		s.held = cell.held
		s.ready = append(s.ready, cell)
		p.serve(s)
	}
	p.fill()
	closed := p.closed
	p.mu.Unlock()
	if err != nil && !closed {
		p.report(err) // outside of the lock: it may ask for Stats
	}
}

// learn starts the warm processes of later cells as two programs in a row wanted
// theirs: for other limits than the usual ones, while those are asked for.
func (p *Pool) learn(s *shelf, argv []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if s.template.Warm != nil && slices.Equal(argv, s.wished) {
		warm := *s.template.Warm
		warm.Argv = argv
		s.template.Warm = &warm
	}
	s.wished = argv
}

// failed tells whoever has waited longest; for the rest it is tried again later.
// The lock is held.
func (p *Pool) failed(s *shelf, cell *Cell, err error) {
	if cell != nil {
		p.quarantined = append(p.quarantined, cell)
	}
	if len(s.waiting) > 0 {
		s.waiting[0].got <- claimedOne{err: err}
		s.waiting = s.waiting[1:]
		s.load.add(-1)
	}
	s.pause = min(max(2*s.pause, firstPause), lastPause)
}

// discard takes a claimed cell back to be removed.
func (p *Pool) discard(s *shelf, cell *Cell) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.cells[cell] {
		s.load.add(-1)
		pause := restFor
		if p.living() >= p.most {
			pause = 0 // its place may be waited for
		}
		p.retireAfter(pause, cell)
	}
}

// retire removes a cell in the background, once. The lock is held.
func (p *Pool) retire(cell *Cell) { p.retireAfter(0, cell) }

// retireAfter is retire with a pause before. The lock is held.
func (p *Pool) retireAfter(pause time.Duration, cell *Cell) {
	if !p.cells[cell] {
		return
	}
	delete(p.cells, cell)
	p.removing++
	p.busy.Go(func() {
		p.wait(pause)
		p.removeOne(cell)
	})
}

func (p *Pool) removeOne(cell *Cell) {
	p.turns <- struct{}{}
	err := p.maker.remove(context.WithoutCancel(p.ctx), cell)
	<-p.turns
	p.mu.Lock()
	p.removing--
	if err != nil {
		p.quarantined = append(p.quarantined, cell)
	}
	p.fill()
	p.mu.Unlock()
	if err != nil {
		p.report(err)
	}
}
