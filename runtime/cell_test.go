package runtime

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"gavel/judge"
)

// bench is one cell with the probe in it, replaced when it is spent.
type bench struct {
	t    *testing.T
	pool *Pool
	cell judge.Cell
}

func newBench(t *testing.T, p *Pool) *bench { return &bench{t: t, pool: p} }

var wide = judge.Limits{CPUMillis: 10_000 * int64(slow()), WallMillis: 60_000 * int64(slow()), MemoryBytes: 256 << 20, OutputBytes: 1 << 20, Processes: 64}

func (b *bench) run(limits judge.Limits, args ...string) judge.Outcome {
	return b.feed(limits, nil, args...)
}

func (b *bench) feed(limits judge.Limits, stdin []byte, args ...string) judge.Outcome {
	b.t.Helper()
	ctx := b.t.Context()
	if b.cell == nil || b.cell.Spent() {
		b.drop()
		cell, err := b.pool.Claim(ctx, "probe", judge.StageRun)
		must(b.t, err)
		b.cell = cell
		must(b.t, cell.Put(ctx, []judge.File{{Path: "probe", Mode: 0o555, Data: built.probe}}))
	}
	command := judge.Command{Argv: append([]string{"/box/probe"}, args...), Env: []string{"A=1", "B=two words"}}
	out, err := b.cell.Run(ctx, command, stdin, limits)
	must(b.t, err)
	return out
}

func (b *bench) drop() {
	if b.cell != nil {
		b.cell.Destroy()
	}
}

func ok(t *testing.T, out judge.Outcome, stdout string) {
	t.Helper()
	if out.ExitCode != 0 || out.Signal != "" || out.Killed != "" || string(out.Stdout.Data) != stdout {
		t.Fatalf("exit %d, signal %q, killed %q, stdout %q, stderr %q; want stdout %q",
			out.ExitCode, out.Signal, out.Killed, out.Stdout.Data, out.Stderr.Data, stdout)
	}
}

func TestPrograms(t *testing.T) {
	onDrivers(t, func(t *testing.T, change func(*Config)) {
		b := newBench(t, newTestPool(t, change))
		defer b.drop()
		ok(t, b.run(wide, "args", "a b", "", "$HOME;`x`"), "a b||$HOME;`x`\n")
		ok(t, b.run(wide, "env"), "A=1|B=two words\n")
		ok(t, b.run(wide, "ids"), "1000 1000 [] true /tmp\n")
		ok(t, b.run(wide, "reopen"), "reopened\n")
		input := bytes.Repeat([]byte("0123456789abcde\n"), 50_000)
		ok(t, b.feed(wide, input, "cat"), string(input))
		if out := b.run(wide, "exit", "3"); out.ExitCode != 3 || out.Signal != "" || out.Killed != "" {
			t.Errorf("exit 3: %+v", out)
		}
		if out := b.run(wide, "signal", "9"); out.Signal != "SIGKILL" || out.Killed != "" {
			t.Errorf("signal 9: %+v", out)
		}
		missing, err := b.cell.Run(t.Context(), judge.Command{Argv: []string{"/box/none"}}, nil, wide)
		if err != nil || missing.ExitCode != 127 {
			t.Errorf("missing program: %+v, %v", missing, err)
		}
	})
}

// within is how late a program may be ended.
const within = 20 * time.Millisecond

// tries are how often a figure is taken where it is over its bound: something else
// on the machine may have had the processor just then, and what is late by itself
// is late every time.
const tries = 15

// timely runs a program until a figure is within its bound, or tries are used up.
func timely(most time.Duration, run func() (judge.Outcome, time.Duration)) judge.Outcome {
	var out judge.Outcome
	for range tries {
		var took time.Duration
		if out, took = run(); took <= most {
			break
		}
	}
	return out
}

func TestLimits(t *testing.T) {
	onDrivers(t, func(t *testing.T, change func(*Config)) {
		b := newBench(t, newTestPool(t, change))
		defer b.drop()
		t.Run("cpu", func(t *testing.T) {
			out := timely(300*time.Millisecond+within*slow(), func() (judge.Outcome, time.Duration) {
				out := b.run(limits(func(l *judge.Limits) { l.CPUMillis = 300 }), "spin", "100000")
				return out, out.CPU
			})
			between(t, "cpu", out.CPU, 300*time.Millisecond, 300*time.Millisecond+within*slow())
			killed(t, out, judge.ReasonCPU)
		})
		t.Run("wall", func(t *testing.T) {
			out := timely(300*time.Millisecond+within*slow(), func() (judge.Outcome, time.Duration) {
				out := b.run(limits(func(l *judge.Limits) { l.WallMillis = 300 }), "sleep", "100000")
				return out, out.Wall
			})
			between(t, "wall", out.Wall, 295*time.Millisecond, 300*time.Millisecond+within*slow())
			killed(t, out, judge.ReasonWall)
		})
		t.Run("memory", func(t *testing.T) {
			out := b.run(limits(func(l *judge.Limits) { l.MemoryBytes = 64 << 20 }), "touch", "200")
			killed(t, out, judge.ReasonOOM)
		})
		t.Run("output", func(t *testing.T) {
			out := b.run(limits(func(l *judge.Limits) { l.OutputBytes = 100_000 }), "flood", "100000000")
			killed(t, out, judge.ReasonOutput)
			if len(out.Stdout.Data) != 100_000 || !out.Stdout.Truncated {
				t.Errorf("kept %d bytes, truncated %v", len(out.Stdout.Data), out.Stdout.Truncated)
			}
		})
		t.Run("exactly all output", func(t *testing.T) {
			out := b.run(limits(func(l *judge.Limits) { l.OutputBytes = 100_000 }), "flood", "100000")
			if out.Killed != "" || out.Stdout.Truncated || len(out.Stdout.Data) != 100_000 {
				t.Errorf("killed %q, kept %d bytes", out.Killed, len(out.Stdout.Data))
			}
		})
		t.Run("processes", func(t *testing.T) {
			out := b.run(limits(func(l *judge.Limits) { l.Processes = 20 }), "fork", "100")
			if out.ProcessesRefused == 0 || out.ExitCode == 0 {
				t.Errorf("refused %d, exit %d", out.ProcessesRefused, out.ExitCode)
			}
		})
		t.Run("fork bomb", func(t *testing.T) {
			out := b.run(limits(func(l *judge.Limits) { l.CPUMillis, l.WallMillis = 300, 2000 }), "bomb")
			if out.Killed != judge.ReasonCPU && out.Killed != judge.ReasonWall {
				t.Errorf("killed %q", out.Killed)
			}
		})
		ok(t, b.run(wide, "args", "still", "here"), "still|here\n")
	})
}

func limits(change func(*judge.Limits)) judge.Limits {
	l := wide
	change(&l)
	return l
}

func between[T ~int64](t *testing.T, what string, got, low, high T) {
	t.Helper()
	if got < low || got > high {
		t.Errorf("%s is %v, want %v to %v", what, got, low, high)
	}
}

func killed(t *testing.T, out judge.Outcome, want judge.Reason) {
	t.Helper()
	if out.Killed != want {
		t.Errorf("killed %q, want %q: exit %d, signal %q, stderr %.200q", out.Killed, want, out.ExitCode, out.Signal, out.Stderr.Data)
	}
}

func TestFigures(t *testing.T) {
	onDrivers(t, func(t *testing.T, change func(*Config)) {
		b := newBench(t, newTestPool(t, change))
		defer b.drop()
		idle := b.run(wide, "exit", "0")
		touched := b.run(wide, "touch", "100")
		between(t, "memory of 100 MiB", touched.Memory-idle.Memory, 100<<20*98/100, 100<<20*102/100)
		again := b.run(wide, "exit", "0")
		between(t, "memory of nothing after 100 MiB", again.Memory, 0, 8<<20)
		tolerance := 10 * time.Millisecond * slow() // 2 % of 500 ms
		var off time.Duration
		timely(tolerance, func() (judge.Outcome, time.Duration) {
			spun := b.run(wide, "spin", "500")
			var kernel int64
			fmt.Sscan(string(spun.Stdout.Data), &kernel)
			off = spun.CPU - time.Duration(kernel)
			return spun, off.Abs()
		})
		between(t, "cpu", off, -tolerance, tolerance)
	})
}

// TestTestsDoNotLeakIntoEachOther is invariant 11, as far as a cell keeps it
// between two runs: no process and no file is left, and what a program cannot end
// or write is not its own.
func TestTestsDoNotLeakIntoEachOther(t *testing.T) {
	onDrivers(t, func(t *testing.T, change func(*Config)) {
		b := newBench(t, newTestPool(t, change))
		defer b.drop()
		start := time.Now()
		ok(t, b.run(wide, "orphan"), "")
		if took := time.Since(start); took > patience*slow() {
			t.Errorf("waited %v for an orphan that holds stdout", took)
		}
		b.onlyItself()
		ok(t, b.run(wide, "killall"), "no such process operation not permitted\n")
		ok(t, b.run(wide, "write", "/tmp/left", "over"), "")
		ok(t, b.run(wide, "deep", "2000"), "")
		ok(t, b.run(wide, "ls", "/tmp"), "")
		if out := b.run(wide, "write", "/box/left", "over"); out.ExitCode == 0 {
			t.Error("the program wrote into its own directory")
		}
	})
}

// onlyItself fails where a program sees a process besides itself.
func (b *bench) onlyItself() {
	b.t.Helper()
	out := b.run(wide, "ls", "/proc")
	names := strings.Fields(string(out.Stdout.Data))
	if len(names) != 3 || names[1] != "self" || names[2] != "thread-self" {
		b.t.Errorf("/proc holds %q, want one process, self and thread-self", names)
	}
}

func TestResults(t *testing.T) {
	onDrivers(t, func(t *testing.T, change func(*Config)) {
		b := newBench(t, newTestPool(t, change))
		defer b.drop()
		ok(t, b.run(wide, "result", "none"), "write results: bad file descriptor\n")
		command := judge.Command{Argv: []string{"/box/probe", "result", "[1,2]"}, Results: true}
		out, err := b.cell.Run(t.Context(), command, nil, wide)
		must(t, err)
		ok(t, out, "<nil>\n")
		if string(out.Results.Data) != "[1,2]" {
			t.Errorf("results %q", out.Results.Data)
		}
	})
}

func TestCancel(t *testing.T) {
	onDrivers(t, func(t *testing.T, change func(*Config)) {
		b := newBench(t, newTestPool(t, change))
		defer b.drop()
		b.run(wide, "exit", "0")
		processes := func() int64 { n, _ := b.cell.(*Cell).group.processes(); return n }
		idle := processes()
		ctx, cancel := context.WithCancel(t.Context())
		var canceling sync.WaitGroup
		canceling.Go(func() {
			waitFor(t, "the program", func() bool { return processes() > idle+2 })
			cancel()
		})
		out, err := b.cell.Run(ctx, judge.Command{Argv: []string{"/box/probe", "sleep", "100000"}}, nil, wide)
		canceling.Wait()
		must(t, err)
		killed(t, out, judge.ReasonCanceled)
	})
}

func TestAnImageBehindALink(t *testing.T) {
	onDrivers(t, func(t *testing.T, change func(*Config)) {
		build(t)
		link := filepath.Join(t.TempDir(), "image")
		must(t, os.Symlink(built.image.Dir, link))
		b := newBench(t, newTestPool(t, func(c *Config) {
			change(c)
			for i := range c.Templates {
				c.Templates[i].Image.Dir = link
			}
		}))
		defer b.drop()
		ok(t, b.run(wide, "args", "there"), "there\n")
	})
}
