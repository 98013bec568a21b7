package runtime

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sys/unix"

	"gavel/judge"
)

// alone is a pool's configuration with a run directory and a control group of its
// own, so that all that is found there is the pool's.
func alone(t *testing.T, change func(*Config)) Config {
	t.Helper()
	build(t)
	dir, err := os.MkdirTemp(built.dir, "run-")
	must(t, err)
	must(t, os.Chmod(dir, 0o711))
	c := Config{
		Driver: "runc", RunDir: dir, CgroupParent: "/gavel-" + filepath.Base(dir), InitPath: built.init,
		Templates: []Template{testTemplate(judge.StageRun)}, Ready: 1, MaxCells: 4,
		Report: func(err error) { t.Log(err) },
	}
	change(&c)
	return c
}

func clean(t *testing.T, c Config) {
	t.Helper()
	if left := leftovers(t, c, "*"); len(left) > 0 {
		t.Errorf("left behind:\n%s", strings.Join(left, "\n"))
	}
	for _, pattern := range []string{"/sys/fs/cgroup/*" + c.CgroupParent, unifiedRoot + c.CgroupParent} {
		if found, _ := filepath.Glob(pattern); len(found) > 0 {
			t.Errorf("left behind: %v", found)
		}
	}
	if left := processesOf(t, built.init); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestNothingOutlivesItsCell is invariant 5.
func TestNothingOutlivesItsCell(t *testing.T) {
	onDrivers(t, func(t *testing.T, change func(*Config)) {
		c := alone(t, change)
		p, err := New(t.Context(), c)
		must(t, err)
		ctx, cancel := context.WithCancel(t.Context())
		var running sync.WaitGroup
		for _, args := range [][]string{{"floods"}, {"bomb"}, {"sleep", "100000"}} {
			claimed, err := p.Claim(t.Context(), "probe", judge.StageRun)
			must(t, err)
			must(t, claimed.Put(ctx, []judge.File{{Path: "probe", Mode: 0o555, Data: built.probe}}))
			ended := make(chan struct{})
			running.Go(func() {
				defer close(ended)
				_, _ = claimed.Run(ctx, judge.Command{Argv: append([]string{"/box/probe"}, args...)}, nil, wide)
			})
			waitFor(t, "the program", func() bool {
				select {
				case <-ended: // a flood soon passes its limit
					return true
				default:
				}
				n, _ := claimed.(*Cell).group.processes()
				return n > 8
			})
		}
		claimed, err := p.Claim(t.Context(), "probe", judge.StageRun)
		must(t, err)
		claimed.Destroy()
		cancel()
		running.Wait()
		must(t, p.Close(context.Background())) // three of the cells were never given back
		clean(t, c)
	})
}

// TestSweep: what a killed gavel leaves behind goes when the next one starts, and
// what a living one has stays.
func TestSweep(t *testing.T) {
	onDrivers(t, func(t *testing.T, change func(*Config)) {
		c := alone(t, change)
		neighbour, err := New(t.Context(), c)
		must(t, err)
		b := newBench(t, neighbour)
		ok(t, b.run(wide, "args", "before"), "before\n")

		dead := killedOwner(t, c)
		if left := leftovers(t, c, dead); len(left) < 2 {
			t.Errorf("the killed one left only %v: the test shows nothing", left)
		}
		p, err := New(t.Context(), c)
		must(t, err)
		if left := leftovers(t, c, dead); len(left) > 0 {
			t.Errorf("the sweep left:\n%s", strings.Join(left, "\n"))
		}
		again := newBench(t, p)
		ok(t, again.run(wide, "args", "new"), "new\n")
		ok(t, b.run(wide, "args", "after"), "after\n") // in the same cell as before
		b.drop()
		again.drop()
		must(t, p.Close(context.Background()))
		must(t, neighbour.Close(context.Background()))
		clean(t, c)
	})
}

const childEnv = "GAVEL_TEST_CHILD"

// family is what a test tells its child process.
type family struct {
	Dir, Init, RunDir, CgroupParent, Driver, Address string
	Image                                            Image
}

// killedOwner runs a process that has a pool and a running program, kills it and
// returns its owner's name.
func killedOwner(t *testing.T, c Config) string {
	t.Helper()
	before := owners(t, c)
	text, err := json.Marshal(family{built.dir, built.init, c.RunDir, c.CgroupParent, c.Driver, c.ContainerdAddress, built.image})
	must(t, err)
	cmd := exec.Command("/proc/self/exe")
	cmd.Env = append(os.Environ(), childEnv+"="+string(text))
	cmd.Stderr = os.Stderr
	said, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	defer cmd.Wait()
	line, err := bufio.NewReader(said).ReadString('\n')
	if err != nil || line != "running\n" {
		t.Fatalf("the child says %q, %v", line, err)
	}
	must(t, cmd.Process.Signal(unix.SIGKILL))
	for _, name := range owners(t, c) {
		if !slices.Contains(before, name) {
			return name
		}
	}
	t.Fatal("the child had no owner directory")
	return ""
}

func owners(t *testing.T, c Config) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(c.RunDir, "owners"))
	must(t, err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// child is the process that is killed. It does not return.
func child(text string) {
	err := func() error {
		var f family
		if err := json.Unmarshal([]byte(text), &f); err != nil {
			return err
		}
		built.image = f.Image
		probe, err := os.ReadFile(filepath.Join(f.Dir, "probe"))
		if err != nil {
			return err
		}
		p, err := New(context.Background(), Config{
			Driver: f.Driver, ContainerdAddress: f.Address, RunDir: f.RunDir, CgroupParent: f.CgroupParent,
			InitPath: f.Init, Templates: []Template{testTemplate(judge.StageRun)}, Ready: 1, MaxCells: 4,
			Report: func(err error) { fmt.Fprintln(os.Stderr, err) },
		})
		if err != nil {
			return err
		}
		c, err := p.Claim(context.Background(), "probe", judge.StageRun)
		if err != nil {
			return err
		}
		if err := c.Put(context.Background(), []judge.File{{Path: "probe", Mode: 0o555, Data: probe}}); err != nil {
			return err
		}
		go func() {
			for n := int64(0); n < 20; n, _ = c.(*Cell).group.processes() {
			}
			fmt.Println("running")
		}()
		_, err = c.Run(context.Background(), judge.Command{Argv: []string{"/box/probe", "fork", "20"}}, nil, wide)
		if err == nil {
			_, err = c.Run(context.Background(), judge.Command{Argv: []string{"/box/probe", "spinners", "20"}}, nil, wide)
		}
		return err
	}()
	fmt.Fprintln(os.Stderr, "child:", err)
	os.Exit(1)
}
