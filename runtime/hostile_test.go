package runtime

import (
	"bytes"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"gavel/judge"
)

// TestHostilePrograms: each has its right end in bounded time, and the next
// program in the same cell, or in its successor, notices nothing.
func TestHostilePrograms(t *testing.T) {
	onDrivers(t, func(t *testing.T, change func(*Config)) {
		b := newBench(t, newTestPool(t, change))
		defer b.drop()
		for _, c := range []struct {
			name  string
			args  []string
			limit func(*judge.Limits)
			check func(*testing.T, judge.Outcome)
		}{
			{"floods both outputs and forks", []string{"floods"}, nil, endedBy(judge.ReasonOutput)},
			{"works on without stdio", []string{"mute", "100"}, nil, exits(7)},
			{"leaves an orphan that writes", []string{"chatty"}, nil, quietlyOr(judge.ReasonOutput)},
			{"fills the scratch directory", []string{"fill", "/tmp"}, nil, exits(0)},
			{"takes every inode", []string{"inodes", "/tmp"}, nil, exits(0)},
			{"fills more than its memory", []string{"fill", "/tmp"},
				func(l *judge.Limits) { l.MemoryBytes = 32 << 20 }, endedBy(judge.ReasonOOM)},
			{"makes one process after another", []string{"churn", "5000"}, nil, exits(0)},
			{"makes more daemons than it may have processes", []string{"daemons", "500"},
				func(l *judge.Limits) { l.Processes = 100 }, exits(0)},
			{"stops itself", []string{"stop"}, func(l *judge.Limits) { l.WallMillis = 200 }, endedBy(judge.ReasonWall)},
			{"forks without end", []string{"bomb"}, func(l *judge.Limits) { l.CPUMillis, l.WallMillis = 300, 1000 },
				quietlyOr(judge.ReasonCPU, judge.ReasonWall)},
		} {
			t.Run(c.name, func(t *testing.T) {
				l := wide
				if c.limit != nil {
					c.limit(&l)
				}
				start := time.Now()
				c.check(t, b.run(l, c.args...))
				if took := time.Since(start); took > patience*slow() {
					t.Errorf("it took %v", took)
				}
				ok(t, b.run(wide, "ls", "/tmp"), "")
				b.onlyItself()
			})
		}
	})
}

// patience is what any of these may take on a busy machine.
const patience = time.Minute

func endedBy(reason judge.Reason) func(*testing.T, judge.Outcome) {
	return func(t *testing.T, out judge.Outcome) { t.Helper(); killed(t, out, reason) }
}

func quietlyOr(reasons ...judge.Reason) func(*testing.T, judge.Outcome) {
	return func(t *testing.T, out judge.Outcome) {
		t.Helper()
		if slices.Contains(append(reasons, ""), out.Killed) {
			return
		}
		t.Errorf("killed %q, want one of %q", out.Killed, reasons)
	}
}

func exits(code int) func(*testing.T, judge.Outcome) {
	return func(t *testing.T, out judge.Outcome) {
		t.Helper()
		if out.ExitCode != code || out.Signal != "" || out.Killed != "" {
			t.Errorf("exit %d, signal %q, killed %q, stderr %.200q; want exit %d",
				out.ExitCode, out.Signal, out.Killed, out.Stderr.Data, code)
		}
	}
}

// TestManySmallProcesses is the long form of one case above: more than there are
// process ids where the kernel keeps to 32768.
func TestManySmallProcesses(t *testing.T) {
	if testing.Short() {
		t.Skip("long")
	}
	b := newBench(t, newTestPool(t, nil))
	defer b.drop()
	l := limits(func(l *judge.Limits) { l.CPUMillis, l.WallMillis = 60_000, 100_000 })
	exits(0)(t, b.run(l, "churn", "40000"))
}

// TestManyProcessesEndInTime: however many spin, none delays the end.
func TestManyProcessesEndInTime(t *testing.T) {
	b := newBench(t, newTestPool(t, nil))
	defer b.drop()
	var over time.Duration
	for range tries {
		out := b.run(limits(func(l *judge.Limits) { l.CPUMillis, l.Processes = 500, 70 }), "spinners", "64")
		killed(t, out, judge.ReasonCPU)
		if over = out.CPU - 500*time.Millisecond; over >= 0 && over <= within*slow() {
			return
		}
		t.Logf("ended %v over its limit", over)
	}
	t.Errorf("ended %v over its limit, want at most %v", over, within*slow())
}

func TestUnreadInput(t *testing.T) {
	b := newBench(t, newTestPool(t, nil))
	defer b.drop()
	input := bytes.Repeat([]byte("0123456789abcdef"), 4<<20) // 64 MiB
	out := b.feed(wide, input, "exit", "0")
	exits(0)(t, out)
	if out.Memory > 32<<20 {
		t.Errorf("an input that was not read counts as %d bytes of memory", out.Memory)
	}
}

// TestInputIsOnlyRead: the program has the worker's own memory file in hand.
func TestInputIsOnlyRead(t *testing.T) {
	b := newBench(t, newTestPool(t, nil))
	defer b.drop()
	for _, args := range [][]string{{"write", "/proc/self/fd/0", "x"}, {"write", "/dev/stdin", "x"}} {
		if out := b.feed(wide, []byte("input"), args...); out.ExitCode == 0 {
			t.Errorf("%s wrote into its input", strings.Join(args, " "))
		}
	}
	out, err := b.cell.Run(t.Context(), judge.Command{Argv: []string{"/proc/self/fd/0"}}, built.probe, wide)
	if !errors.Is(err, unix.EACCES) {
		t.Errorf("the input was executed: %+v, %v", out, err)
	}
}

// TestInitIsKilled: the first process of the cell goes while a program runs.
func TestInitIsKilled(t *testing.T) {
	onDrivers(t, func(t *testing.T, change func(*Config)) {
		p := newTestPool(t, change)
		claimed, err := p.Claim(t.Context(), "probe", judge.StageRun)
		must(t, err)
		defer claimed.Destroy()
		must(t, claimed.Put(t.Context(), []judge.File{{Path: "probe", Mode: 0o555, Data: built.probe}}))
		c := claimed.(*Cell)
		var killing sync.WaitGroup
		killing.Go(func() {
			waitFor(t, "the program", func() bool { n, _ := c.group.processes(); return n > 12 })
			unix.Kill(c.container.pid(), unix.SIGKILL)
		})
		out, err := claimed.Run(t.Context(), judge.Command{Argv: []string{"/box/probe", "spinners", "20"}}, nil, wide)
		killing.Wait()
		if err == nil {
			t.Errorf("%+v of a program whose cell was killed by a stranger", out)
		}
		if !c.Spent() {
			t.Error("the cell is to be used again")
		}
		if pids, err := pidsIn(c.anyGroupDir(t)); err != nil || len(pids) > 0 {
			t.Errorf("%d processes are left, %v", len(pids), err)
		}
	})
}

// anyGroupDir is a directory of the cell's control group.
func (c *Cell) anyGroupDir(t *testing.T) string {
	t.Helper()
	group := c.maker.owner.cellGroup(c.id)
	if c.maker.v2 {
		return filepath.Join(unifiedRoot, group)
	}
	roots, err := mountsV1()
	must(t, err)
	return filepath.Join(roots["freezer"], group)
}

// TestReadyCellDies: it is replaced before anybody has it.
func TestReadyCellDies(t *testing.T) {
	p := newTestPool(t, nil)
	waitFor(t, "ready cells", func() bool { return p.Stats().Ready == 2 })
	p.mu.Lock()
	var ready []*Cell
	for _, s := range p.shelves {
		ready = append(ready, s.ready...)
	}
	p.mu.Unlock()
	for _, c := range ready {
		must(t, unix.Kill(c.container.pid(), unix.SIGKILL))
		waitFor(t, "its end", func() bool { return !p.maker.alive(c) })
	}
	b := newBench(t, p)
	defer b.drop()
	ok(t, b.run(wide, "args", "here"), "here\n")
}

func TestRunRefusesNoLimit(t *testing.T) {
	b := newBench(t, newTestPool(t, nil))
	defer b.drop()
	b.run(wide, "exit", "0")
	for i, change := range []func(*judge.Limits){
		func(l *judge.Limits) { l.CPUMillis = 0 },
		func(l *judge.Limits) { l.WallMillis = -1 },
		func(l *judge.Limits) { l.MemoryBytes = -1 << 62 },
		func(l *judge.Limits) { l.OutputBytes = 0 },
		func(l *judge.Limits) { l.Processes = 0 },
	} {
		if _, err := b.cell.Run(t.Context(), judge.Command{Argv: []string{"/box/probe", "exit", "0"}}, nil, limits(change)); err == nil {
			t.Errorf("limits %d passed", i)
		}
	}
}

// waitFor waits for a condition that something else brings about.
func waitFor(t testing.TB, what string, done func() bool) {
	t.Helper()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(patience * slow())
	for !done() {
		select {
		case <-tick.C:
		case <-deadline:
			t.Errorf("waited in vain for %s", what)
			return
		}
	}
}
