package runtime

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"gavel/judge"
)

// fakeMaker makes cells out of nothing, in a time of its own.
type fakeMaker struct {
	t     *testing.T
	takes time.Duration

	mu      sync.Mutex
	holds   int64 // memory of a cell
	broken  error // why making fails
	stuck   error // why removing fails
	dead    map[*Cell]bool
	made    int
	living  int
	most    int // living at once
	removed map[*Cell]int
	tries   []time.Time
}

func (f *fakeMaker) make(ctx context.Context, t Template) (*Cell, error) {
	f.mu.Lock()
	f.tries = append(f.tries, time.Now())
	if f.broken != nil {
		defer f.mu.Unlock()
		return nil, f.broken
	}
	f.made++
	f.living++
	f.most = max(f.most, f.living)
	c := &Cell{id: fmt.Sprint(f.made), template: t, held: f.holds}
	f.mu.Unlock()
	select {
	case <-time.After(f.takes):
		return c, nil
	case <-ctx.Done():
		f.mu.Lock()
		defer f.mu.Unlock()
		f.living--
		return nil, ctx.Err()
	}
}

func (f *fakeMaker) remove(_ context.Context, c *Cell) error {
	time.Sleep(f.takes)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.stuck != nil {
		return f.stuck
	}
	f.removed[c]++
	f.living--
	return nil
}

func (f *fakeMaker) alive(c *Cell) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return !f.dead[c]
}

func (f *fakeMaker) set(broken, stuck error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.broken, f.stuck = broken, stuck
}

func (f *fakeMaker) hold(bytes int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.holds = bytes
}

// fakePool is a pool over a fake maker. It must be closed within the bubble.
func fakePool(t *testing.T, change func(*Config)) (*Pool, *fakeMaker) {
	t.Helper()
	f := &fakeMaker{t: t, takes: 10 * time.Millisecond, removed: map[*Cell]int{}, dead: map[*Cell]bool{}}
	c := Config{
		Templates: []Template{{Language: "a", Stage: judge.StageRun}, {Language: "b", Stage: judge.StageRun}},
		Ready:     1, MaxCells: 4, Makers: 8, Report: func(err error) { t.Error(err) },
	}
	if change != nil {
		change(&c)
	}
	p := newShelves(t.Context(), c, f)
	p.cleanUp = func(context.Context) error { return nil }
	p.open()
	return p, f
}

// closed closes the pool and checks that every cell was removed, once.
func (f *fakeMaker) closed(p *Pool) {
	f.t.Helper()
	if err := p.Close(context.Background()); err != nil {
		f.t.Errorf("close: %v", err)
	}
	if f.living != 0 {
		f.t.Errorf("%d cells live on after Close", f.living)
	}
	for c, times := range f.removed {
		if times != 1 {
			f.t.Errorf("cell %s was removed %d times", c.id, times)
		}
	}
}

func claimCell(t *testing.T, p *Pool, language string) *Cell {
	t.Helper()
	c, err := p.Claim(t.Context(), language, judge.StageRun)
	must(t, err)
	return c.(*Cell)
}

// TestACellIsClaimedOnce is invariant 10.
func TestACellIsClaimedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, f := fakePool(t, func(c *Config) { c.Ready, c.MaxCells = 2, 5 })
		var mu sync.Mutex
		claims := map[*Cell]int{}
		var all sync.WaitGroup
		for i := range 200 {
			all.Go(func() {
				ctx, cancel := context.WithTimeout(t.Context(), time.Duration(i%50)*7*time.Millisecond)
				defer cancel()
				c, err := p.Claim(ctx, []string{"a", "b"}[i%2], judge.StageRun)
				if err != nil {
					return // it waited too long
				}
				mu.Lock()
				claims[c.(*Cell)]++
				mu.Unlock()
				time.Sleep(time.Duration(i%7) * time.Millisecond)
				c.Destroy()
				c.Destroy()
			})
		}
		all.Wait()
		for c, times := range claims {
			if times != 1 {
				t.Errorf("cell %s was claimed %d times", c.id, times)
			}
		}
		if len(claims) < 20 {
			t.Errorf("only %d claims had a cell", len(claims))
		}
		f.closed(p)
		if f.most > 5 {
			t.Errorf("%d cells lived at once, allowed are 5", f.most)
		}
	})
}

// served lets claims come one after the other and returns in which order they had
// their cells.
func served(t *testing.T, p *Pool, claims int, language func(int) string) (order []int) {
	t.Helper()
	var mu sync.Mutex
	var all sync.WaitGroup
	for i := range claims {
		all.Go(func() {
			c := claimCell(t, p, language(i))
			mu.Lock()
			order = append(order, i)
			mu.Unlock()
			c.Destroy()
		})
		synctest.Wait()
	}
	all.Wait()
	return order
}

func TestClaimsAreServedInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, f := fakePool(t, func(c *Config) { c.Ready, c.MaxCells, c.Makers = 0, 2, 1 })
		order := served(t, p, 6, func(i int) string { return []string{"a", "b"}[i%2] }) // the longest waiting of both shelves first
		for i, got := range order {
			if got != i {
				t.Errorf("served in order %v", order)
				break
			}
		}
		f.closed(p)
	})
}

func TestACanceledClaimsCellGoesToTheNext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, f := fakePool(t, func(c *Config) { c.Ready, c.MaxCells = 0, 2 })
		ctx, cancel := context.WithCancel(t.Context())
		first := make(chan error, 1)
		go func() {
			_, err := p.Claim(ctx, "a", judge.StageRun)
			first <- err
		}()
		synctest.Wait()
		cancel()
		if err := <-first; !errors.Is(err, context.Canceled) {
			t.Errorf("error %v, want canceled", err)
		}
		claimCell(t, p, "a").Destroy()
		if f.made != 1 {
			t.Errorf("%d cells were made, want the first one's to be used", f.made)
		}
		f.closed(p)
	})
}

// TestACellThatComesWithTheCancelStays: the cell is handed over and the claim is
// canceled at the same moment.
func TestACellThatComesWithTheCancelStays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, f := fakePool(t, func(c *Config) { c.Ready, c.MaxCells = 0, 2 })
		s, place, err := p.join("a", judge.StageRun)
		must(t, err)
		time.Sleep(f.takes)
		synctest.Wait() // the cell is in the claim's hands
		p.leave(s, place)
		if ready := p.Stats().Ready; ready != 1 {
			t.Errorf("%d cells are ready, want the one that nobody took", ready)
		}
		late, place, err := p.join("a", judge.StageRun)
		must(t, err)
		f.closed(p)
		p.leave(late, place) // after Close: it is removed already
		if ready := p.Stats().Ready; ready != 0 {
			t.Errorf("%d cells are ready after Close", ready)
		}
	})
}

func TestReadyCellsMakeRoomForThoseWhoWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, f := fakePool(t, func(c *Config) { c.Ready, c.MaxCells = 2, 4 })
		synctest.Wait()
		time.Sleep(2 * f.takes) // two of each are ready: all that may live
		cells := []*Cell{claimCell(t, p, "a"), claimCell(t, p, "a"), claimCell(t, p, "a"), claimCell(t, p, "a")}
		if f.most > 4 {
			t.Errorf("%d cells lived at once, allowed are 4", f.most)
		}
		for _, c := range cells {
			c.Destroy()
		}
		time.Sleep(10 * f.takes)
		if ready := p.Stats().Ready; ready != 4 {
			t.Errorf("%d cells are ready again, want 4", ready)
		}
		f.closed(p)
	})
}

func TestMakingFailsAndRecovers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		told := make(chan error, 100)
		var p *Pool
		var f *fakeMaker
		p, f = fakePool(t, func(c *Config) {
			c.Templates = c.Templates[:1]
			c.Report = func(err error) { p.Stats(); told <- err } // Stats needs the lock
		})
		claimCell(t, p, "a").Destroy()
		time.Sleep(10 * f.takes)
		broken := errors.New("no space left")
		f.set(broken, nil)
		claimCell(t, p, "a").Destroy() // the ready one
		if _, err := p.Claim(t.Context(), "a", judge.StageRun); !errors.Is(err, broken) {
			t.Errorf("error %v, want %v", err, broken)
		}
		f.mu.Lock()
		f.tries = nil
		f.mu.Unlock()
		time.Sleep(time.Minute)
		f.mu.Lock()
		for i := 2; i < len(f.tries); i++ {
			before, after := f.tries[i-1].Sub(f.tries[i-2]), f.tries[i].Sub(f.tries[i-1])
			if after < before || after > lastPause {
				t.Errorf("tries %v and then %v apart, want growing up to %v", before, after, lastPause)
			}
		}
		if n := len(f.tries); n < 10 || n > 25 {
			t.Errorf("%d tries in a minute", n)
		}
		f.mu.Unlock()
		if err := <-told; !errors.Is(err, broken) {
			t.Errorf("told %v, want %v", err, broken)
		}
		f.set(nil, nil)
		claimCell(t, p, "a").Destroy()
		start := time.Now()
		claimCell(t, p, "a").Destroy()
		if took := time.Since(start); took > 3*f.takes {
			t.Errorf("a claim after the recovery took %v", took)
		}
		f.closed(p)
	})
}

func TestADeadReadyCellIsNotHandedOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, f := fakePool(t, nil)
		time.Sleep(2 * f.takes)
		synctest.Wait()
		dead := p.shelves[0].ready[0]
		f.mu.Lock()
		f.dead[dead] = true
		f.mu.Unlock()
		if c := claimCell(t, p, "a"); c == dead {
			t.Error("a dead cell was handed out")
		}
		f.closed(p)
		if f.removed[dead] != 1 {
			t.Error("the dead cell was not removed")
		}
	})
}

func TestCellsThatCannotBeRemoved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		told := make(chan error, 10)
		p, f := fakePool(t, func(c *Config) { c.Report = func(err error) { told <- err } })
		c := claimCell(t, p, "a")
		f.set(nil, errors.New("device busy"))
		c.Destroy()
		time.Sleep(10 * f.takes)
		if n := p.Stats().Quarantined; n != 1 || len(told) != 1 {
			t.Errorf("%d cells in quarantine, told %d times", n, len(told))
		}
		claimCell(t, p, "a") // others are made all the same
		f.set(nil, nil)
		f.closed(p) // removes it after all
	})
}

func TestCloseWhileClaimsWaitAndMakersWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, f := fakePool(t, func(c *Config) { c.MaxCells, c.Makers = 3, 2 })
		time.Sleep(f.takes)
		held := claimCell(t, p, "a") // whose owner never gives it back
		results := make(chan error, 20)
		for i := range cap(results) {
			go func() {
				c, err := p.Claim(t.Context(), []string{"a", "b"}[i%2], judge.StageRun)
				if err == nil {
					c.Destroy()
				}
				results <- err
			}()
		}
		time.Sleep(f.takes / 2)
		f.closed(p)
		unavailable := 0
		for range cap(results) {
			if err := <-results; errors.Is(err, judge.ErrUnavailable) {
				unavailable++
			} else if err != nil {
				t.Errorf("error %v, want unavailable", err)
			}
		}
		if unavailable == 0 {
			t.Error("every claim had a cell: the test closed too late")
		}
		if _, err := p.Claim(t.Context(), "a", judge.StageRun); !errors.Is(err, judge.ErrUnavailable) {
			t.Errorf("a claim after Close: %v", err)
		}
		held.Destroy()
		if err := p.Close(t.Context()); err != nil {
			t.Errorf("closed again: %v", err)
		}
	})
}

func TestClaimOfNoTemplate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, f := fakePool(t, nil)
		if _, err := p.Claim(t.Context(), "cobol", judge.StageRun); err == nil {
			t.Error("a cell of an unknown language")
		}
		f.closed(p)
	})
}

// TestLivingCellsShareNoIDs runs more claims than cells may live at once.
func TestLivingCellsShareNoIDs(t *testing.T) {
	p := newTestPool(t, func(c *Config) { c.MaxCells = 6 })
	var mu sync.Mutex
	living := map[uint32]bool{}
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			claimed, err := p.Claim(t.Context(), "probe", judge.StageRun)
			if err != nil {
				t.Error(err)
				return
			}
			base := claimed.(*Cell).ids.base
			mu.Lock()
			if living[base] || len(living) >= 6 {
				t.Errorf("range %d for one of %d living cells, which have %v", base, len(living)+1, living)
			}
			living[base] = true
			mu.Unlock()
			if err := claimed.Put(t.Context(), []judge.File{{Path: "probe", Mode: 0o555, Data: built.probe}}); err != nil {
				t.Error(err)
			}
			out, err := claimed.Run(t.Context(), judge.Command{Argv: []string{"/box/probe", "ids"}}, nil, wide)
			if err != nil || out.ExitCode != 0 {
				t.Errorf("%+v, %v", out, err)
			}
			mu.Lock()
			delete(living, base)
			mu.Unlock()
			claimed.Destroy()
		})
	}
	all.Wait()
}

// TestBootingLeavesProcessorsAlone: cells boot something that serves once only
// while there are processors that nobody uses.
func TestBootingLeavesProcessorsAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, f := fakePool(t, func(c *Config) {
			c.MaxCells = 9
			c.Templates = []Template{
				{Language: "a", Stage: judge.StageRun, Warm: &Warm{Kind: "once", Argv: []string{"/a"}}},
				{Language: "a", Stage: judge.StageBuild},
			}
		})
		defer f.closed(p)
		if _, err := p.Claim(t.Context(), "a", judge.StageBuild); err != nil { // whose submission is one of those below
			t.Fatal(err)
		}
		p.cores = 2
		var booted []bool
		for range 4 {
			<-time.After(time.Second) // until the shelves are full
			cell, err := p.Claim(t.Context(), "a", judge.StageRun)
			if err != nil {
				t.Fatal(err)
			}
			booted = append(booted, cell.(*Cell).template.Warm != nil)
		}
		if want := []bool{true, true, false, false}; !slices.Equal(booted, want) {
			t.Errorf("booted %v, want %v", booted, want)
		}
	})
}

// TestPoolLearns: cells boot what the latest two programs asked for.
func TestPoolLearns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, f := fakePool(t, func(c *Config) {
			c.MaxCells = 9
			c.Templates = []Template{{Language: "a", Stage: judge.StageRun, Warm: &Warm{Kind: "once", Argv: []string{"usual"}}}}
		})
		defer f.closed(p)
		var booted []string
		for _, wish := range []string{"usual", "other", "usual", "other", "other", "usual", "usual"} {
			<-time.After(time.Second) // until the shelf is full
			claimed, err := p.Claim(t.Context(), "a", judge.StageRun)
			if err != nil {
				t.Fatal(err)
			}
			cell := claimed.(*Cell)
			booted = append(booted, cell.template.Warm.Argv[0])
			cell.learn([]string{wish})
			cell.Destroy()
		}
		// One cell was made before each wish.
		if want := []string{"usual", "usual", "usual", "usual", "usual", "usual", "other"}; !slices.Equal(booted, want) {
			t.Errorf("booted %v, want %v", booted, want)
		}
	})
}

// TestThePoolRestsAfterAClaim: a submission that has just got its cell, or given it
// back, has the processors for itself, unless the next one would find no cell.
func TestThePoolRestsAfterAClaim(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, f := fakePool(t, func(c *Config) { c.Ready, c.MaxCells = 2, 9 })
		defer f.closed(p)
		made := func() (cells int, last time.Time) {
			f.mu.Lock()
			defer f.mu.Unlock()
			return len(f.tries), f.tries[len(f.tries)-1]
		}
		time.Sleep(time.Second) // until the shelves are full
		began := time.Now()
		claimCell(t, p, "a").Destroy()
		time.Sleep(time.Second)
		if cells, last := made(); cells != 5 || last.Sub(began) != restFor {
			t.Errorf("%d cells made, the last one %v after the claim; want 5, %v", cells, last.Sub(began), restFor)
		}
		began = time.Now()
		claimCell(t, p, "a")
		claimCell(t, p, "a")
		synctest.Wait()
		if cells, last := made(); last != began {
			t.Errorf("the empty shelf got its cell only later: %d made, the last one %v after the claim", cells, last.Sub(began))
		}
	})
}
