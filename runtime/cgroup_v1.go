package runtime

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/opencontainers/cgroups"
	"golang.org/x/sys/unix"
)

type cgroupV1 struct {
	freezer, memoryDir                           string
	cpuUsage, current, peakFile, oom, pids, refs counter
	memoryLimit, swapLimit, pidsMax              counter
	memoryStat                                   counter
}

// controllersV1 are the hierarchies that a cell is metered and bounded by.
var controllersV1 = []string{"memory", "cpuacct", "pids", "freezer", "cpu", "devices"}

// mountsV1 finds where each controller is mounted.
var mountsV1 = sync.OnceValues(func() (map[string]string, error) {
	found, err := cgroups.GetCgroupMounts(true)
	if err != nil {
		return nil, fmt.Errorf("cgroup mounts: %w", err)
	}
	dirs := map[string]string{}
	for _, m := range found {
		for _, subsystem := range m.Subsystems {
			dirs[subsystem] = m.Mountpoint
		}
	}
	for _, name := range controllersV1 {
		if dirs[name] == "" {
			return nil, fmt.Errorf("cgroup controller %s is not mounted: mount it, or boot with cgroup v2", name)
		}
	}
	return dirs, nil
})

func openCgroupV1(path string) (cgroup, error) {
	roots, err := mountsV1()
	if err != nil {
		return nil, err
	}
	g := &cgroupV1{freezer: filepath.Join(roots["freezer"], path), memoryDir: filepath.Join(roots["memory"], path)}
	err = errors.Join(
		openCounters(filepath.Join(roots["cpuacct"], path), map[string]*counter{"cpuacct.usage": &g.cpuUsage}),
		openCounters(filepath.Join(roots["memory"], path), map[string]*counter{
			"memory.usage_in_bytes": &g.current, "memory.max_usage_in_bytes": &g.peakFile,
			"memory.oom_control": &g.oom, "memory.limit_in_bytes": &g.memoryLimit,
			"memory.stat": &g.memoryStat,
		}),
		openCounters(filepath.Join(roots["pids"], path), map[string]*counter{
			"pids.current": &g.pids, "pids.events": &g.refs, "pids.max": &g.pidsMax,
		}),
	)
	if err == nil {
		g.swapLimit, err = openCounter(filepath.Join(roots["memory"], path), "memory.memsw.limit_in_bytes")
		if errors.Is(err, os.ErrNotExist) {
			err = noSwap()
		}
	}
	if err != nil {
		g.close()
		return nil, err
	}
	return g, nil
}

func (g *cgroupV1) cpu() (time.Duration, error) {
	n, err := g.cpuUsage.number()
	return time.Duration(n), err
}

func (g *cgroupV1) memory() (int64, error)       { return g.current.number() }
func (g *cgroupV1) peak() (int64, error)         { return g.peakFile.number() }
func (g *cgroupV1) resetPeak() error             { return g.peakFile.write(0) }
func (g *cgroupV1) oomKills() (int64, error)     { return g.oom.field("oom_kill") }
func (g *cgroupV1) refusedForks() (int64, error) { return g.refs.field("max") }
func (g *cgroupV1) processes() (int64, error)    { return g.pids.number() }

func (g *cgroupV1) dropCache() error {
	if bytes, err := cached(g.memoryStat); err != nil || bytes <= cacheSpared {
		return err
	}
	return writeFile(g.memoryDir, "memory.force_empty", "0")
}

func (g *cgroupV1) setProcesses(count int64) error { return g.pidsMax.write(count) }

// setMemory sets both limits to the same: memory and swap together may never be
// less than memory, so the order depends on the direction.
func (g *cgroupV1) setMemory(bytes int64) error {
	if g.swapLimit.file == nil {
		return g.memoryLimit.write(bytes)
	}
	err := g.memoryLimit.write(bytes)
	if errors.Is(err, unix.EINVAL) {
		return errors.Join(g.swapLimit.write(bytes), g.memoryLimit.write(bytes))
	}
	if err != nil {
		return err
	}
	return g.swapLimit.write(bytes)
}

func (g *cgroupV1) kill() error { return killV1(g.freezer) }

// killV1 kills a whole group: frozen processes cannot fork, and die when thawed.
// It does so until none is left: freezing takes a moment, in which some may fork.
func killV1(freezer string) error {
	for end := time.Now().Add(killTimeout); ; time.Sleep(retryEvery) {
		err := errors.Join(
			freeze(freezer, "FROZEN"),
			signalAll(freezer),
			freeze(freezer, "THAWED"),
		)
		if err != nil {
			return err
		}
		pids, err := pidsIn(freezer)
		if err != nil || len(pids) == 0 {
			return err
		}
		if time.Now().After(end) {
			return fmt.Errorf("%s: %d processes live on %v after SIGKILL: %v", freezer, len(pids), killTimeout, pids)
		}
	}
}

func freeze(freezer, state string) error {
	if err := writeFile(freezer, "freezer.state", state); err != nil && !gone(err) {
		return fmt.Errorf("%s to be %s: %w", freezer, state, err)
	}
	return nil
}

func signalAll(dir string) error {
	pids, err := pidsIn(dir)
	for _, pid := range pids {
		_ = unix.Kill(pid, unix.SIGKILL) // gone, else: then it is not in the way
	}
	return err
}

func (g *cgroupV1) close() {
	for _, c := range []counter{g.cpuUsage, g.current, g.peakFile, g.oom, g.pids, g.refs, g.memoryLimit, g.swapLimit, g.pidsMax,
		g.memoryStat} {
		c.close()
	}
}
