package runtime

import (
	"context"
	"sync"
	"testing"

	"golang.org/x/sys/unix"

	"gavel/judge"
)

// TestContainerdRestarts: it dies while a program runs, while cells are made and
// while they are removed. Programs go on, and the pool with them.
func TestContainerdRestarts(t *testing.T) {
	for _, runtime := range []string{stockRuntime, ownRuntime} {
		t.Run(runtime, func(t *testing.T) { restarts(t, runtime) })
	}
}

func restarts(t *testing.T, runtime string) {
	needRoot(t)
	build(t)
	d := startContainerd(t)
	c := alone(t, through(d, runtime))
	p, err := New(t.Context(), c)
	must(t, err)
	claimed, err := p.Claim(t.Context(), "probe", judge.StageRun)
	must(t, err)
	must(t, claimed.Put(t.Context(), []judge.File{{Path: "probe", Mode: 0o555, Data: built.probe}}))

	t.Run("while a program runs", func(t *testing.T) {
		var killing sync.WaitGroup
		killing.Go(func() {
			waitFor(t, "the program", func() bool { n, _ := claimed.(*Cell).group.processes(); return n > 8 })
			unix.Kill(peer(t, d), unix.SIGKILL)
		})
		out, err := claimed.Run(t.Context(), judge.Command{Argv: []string{"/box/probe", "sleep", "500"}}, nil, wide)
		killing.Wait()
		must(t, err)
		ok(t, out, "")
		claimed.Destroy()
		p.claimAtLast(t).Destroy()
	})
	t.Run("while cells are made and removed", func(t *testing.T) {
		for range 3 {
			var cells []judge.Cell
			for range 2 {
				cells = append(cells, p.claimAtLast(t))
			}
			waitFor(t, "containerd", d.answers)
			first := peer(t, d)
			for _, cell := range cells { // which makes room for new ones
				cell.Destroy()
			}
			must(t, unix.Kill(first, unix.SIGKILL))
			waitFor(t, "containerd's end", func() bool { return !alive(first) })
			p.claimAtLast(t).Destroy()
		}
	})
	waitFor(t, "containerd", d.answers)
	must(t, p.Close(context.Background()))
	clean(t, c)
}

// claimAtLast claims as a worker does that tries a job again.
func (p *Pool) claimAtLast(t *testing.T) judge.Cell {
	t.Helper()
	var claimed judge.Cell
	waitFor(t, "a cell", func() bool {
		c, err := p.Claim(t.Context(), "probe", judge.StageRun)
		claimed = c
		return err == nil
	})
	return claimed
}
