package runtime

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sys/unix"

	"gavel/judge"
)

// TestContainerdRestarts: it dies while a program runs, while cells are made and
// while they are removed. Programs go on, and the pool with them.
func TestContainerdRestarts(t *testing.T) {
	for _, runtime := range []string{stockRuntime, ShimRuntime} {
		t.Run(runtime, func(t *testing.T) { restarts(t, runtime) })
	}
}

func restarts(t *testing.T, runtime string) {
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
		out, err := claimed.Run(t.Context(), judge.Command{Argv: []string{"/box/probe", "sleep", "1500"}}, nil, wide)
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

// TestShimIsKilled: the cells in its charge die with it and are removed, the next
// ones are in another's.
func TestShimIsKilled(t *testing.T) {
	d := startContainerd(t)
	c := alone(t, through(d, ShimRuntime))
	p, err := New(t.Context(), c)
	must(t, err)
	for range 2 {
		claimed := p.claimAtLast(t)
		must(t, claimed.Put(t.Context(), []judge.File{{Path: "probe", Mode: 0o555, Data: built.probe}}))
		var killing sync.WaitGroup
		killing.Go(func() {
			waitFor(t, "the program", func() bool { n, _ := claimed.(*Cell).group.processes(); return n > 8 })
			kill(t, ShimProgram, c.ContainerdAddress)
		})
		_, err = claimed.Run(t.Context(), judge.Command{Argv: []string{"/box/probe", "sleep", "100000"}}, nil, wide)
		killing.Wait()
		if err == nil {
			t.Error("the program is blamed for the end of its cell")
		}
		claimed.Destroy()
		waitFor(t, "a cell that lives", func() bool { // some that were ready are just being ended
			again := p.claimAtLast(t)
			defer again.Destroy()
			if again.Put(t.Context(), []judge.File{{Path: "probe", Mode: 0o555, Data: built.probe}}) != nil {
				return false
			}
			out, err := again.Run(t.Context(), judge.Command{Argv: []string{"/box/probe", "args", "on"}}, nil, wide)
			return err == nil && string(out.Stdout.Data) == "on\n"
		})
	}
	socket := socketOf(t, d, p.maker.(*maker).driver.(*viaOwnShim).group)
	must(t, p.Close(context.Background()))
	clean(t, c)
	waitFor(t, "the end of the socket", func() bool { return !exists(socket) })
}

// socketOf reads where a sandbox is served.
func socketOf(t *testing.T, d *Daemon, sandbox string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(d.config.State, "state", "*", namespace, sandbox, "bootstrap.json"))
	must(t, err)
	if len(found) != 1 {
		t.Fatalf("the sandbox has bundles %v, want one", found)
	}
	data, err := os.ReadFile(found[0])
	must(t, err)
	var served struct{ Address string }
	must(t, json.Unmarshal(data, &served))
	path := strings.TrimPrefix(served.Address, "unix://")
	if !exists(path) {
		t.Fatalf("there is no socket at %s", served.Address)
	}
	return path
}

// kill ends the one process of a program that was given an argument.
func kill(t *testing.T, program, argument string) {
	t.Helper()
	pids, err := findProcesses(func(argv []string) bool {
		return filepath.Base(argv[0]) == program && slices.Contains(argv, argument) &&
			!slices.Contains(argv, "start") && !slices.Contains(argv, "delete")
	})
	must(t, err)
	if len(pids) != 1 {
		t.Fatalf("%s runs as %v, want one process", program, pids)
	}
	must(t, unix.Kill(pids[0], unix.SIGKILL))
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
