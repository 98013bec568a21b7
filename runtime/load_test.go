package runtime

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// burst claims n cells of a language at once, destroys them and says how long the
// last claim waited.
func burst(t *testing.T, p *Pool, language string, n int) time.Duration {
	t.Helper()
	start := time.Now()
	var cells []*Cell
	for range n {
		cells = append(cells, claimCell(t, p, language))
	}
	waited := time.Since(start)
	for _, c := range cells {
		c.Destroy()
	}
	return waited
}

// TestShelvesFollowTheLoad: what was wanted at once is ready the next time, and not
// for ever.
func TestShelvesFollowTheLoad(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, f := fakePool(t, func(c *Config) { c.MaxCells = 20 })
		time.Sleep(2 * f.takes)
		if waited := burst(t, p, "a", 6); waited == 0 {
			t.Error("the first burst found cells that nobody could know to be wanted")
		}
		time.Sleep(5 * f.takes)
		if waited := burst(t, p, "a", 6); waited != 0 {
			t.Errorf("the second burst waited %v", waited)
		}
		time.Sleep(3 * loadWindow)
		if ready := p.Stats().Ready; ready != 2 {
			t.Errorf("%d cells are ready long after a burst, want one of each language", ready)
		}
		f.closed(p)
	})
}

// TestReadyCellsKeepToTheirMemory, and those who claim have cells all the same.
func TestReadyCellsKeepToTheirMemory(t *testing.T) {
	for _, c := range []struct {
		name        string
		memory      int64
		least, most int
	}{
		{"for three", 35, 3, 3},
		{"for none", 5, 0, 0},
		{"for all", 1000, 8, 9}, // what was wanted at once, and one of the other language
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p, f := fakePool(t, func(config *Config) { config.MaxCells, config.Memory = 20, c.memory })
				f.hold(10)
				burst(t, p, "a", 8)
				burst(t, p, "b", 1)
				time.Sleep(loadWindow + 5*f.takes)
				if ready := p.Stats().Ready; ready < c.least || ready > c.most {
					t.Errorf("%d cells are ready, want %d to %d", ready, c.least, c.most)
				}
				burst(t, p, "a", 8)
				f.closed(p)
			})
		})
	}
}

// TestABurstBeyondThePool is served whole and in order of arrival.
func TestABurstBeyondThePool(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, f := fakePool(t, func(c *Config) { c.MaxCells, c.Makers = 3, 1 })
		order := served(t, p, 60, func(int) string { return "a" })
		if len(order) != 60 || !slices.IsSorted(order) {
			t.Errorf("served in order %v", order)
		}
		f.closed(p)
		if f.most > 3 {
			t.Errorf("%d cells lived at once, allowed are 3", f.most)
		}
	})
}
