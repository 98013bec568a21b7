package runtime

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

const unifiedRoot = "/sys/fs/cgroup"

type cgroupV2 struct {
	dir                                            string
	cpuStat, current, peakFile, events, pids, refs counter
	memoryMax, pidsMax, memoryStat                 counter
}

func openCgroupV2(path string) (cgroup, error) {
	g := &cgroupV2{dir: filepath.Join(unifiedRoot, path)}
	err := openCounters(g.dir, map[string]*counter{
		"cpu.stat": &g.cpuStat, "memory.current": &g.current, "memory.peak": &g.peakFile,
		"memory.events": &g.events, "pids.current": &g.pids, "pids.events": &g.refs,
		"memory.max": &g.memoryMax, "memory.stat": &g.memoryStat, "pids.max": &g.pidsMax,
	})
	if err == nil {
		err = swapless(g.dir)
	}
	if err != nil {
		g.close()
		return nil, err
	}
	return g, nil
}

// swapless makes sure that a group cannot swap: the runtime takes no offence at a
// kernel that does not account for swap.
func swapless(dir string) error {
	limit, err := os.ReadFile(filepath.Join(dir, "memory.swap.max"))
	if errors.Is(err, os.ErrNotExist) {
		return noSwap()
	}
	if s := strings.TrimSpace(string(limit)); err == nil && s != "0" {
		err = fmt.Errorf("%s: swap limit is %s, must be 0", dir, s)
	}
	return err
}

func (g *cgroupV2) cpu() (time.Duration, error) {
	n, err := g.cpuStat.field("usage_usec")
	return time.Duration(n) * time.Microsecond, err
}

func (g *cgroupV2) memory() (int64, error) { return g.current.number() }

func (g *cgroupV2) peak() (int64, error) { return g.peakFile.number() }

func (g *cgroupV2) resetPeak() error {
	err := g.peakFile.write(0) // for this open file only, since Linux 6.12
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.EBADF) {
		return errPeakKept
	}
	return err
}

func (g *cgroupV2) oomKills() (int64, error)     { return g.events.field("oom_kill") }
func (g *cgroupV2) refusedForks() (int64, error) { return g.refs.field("max") }
func (g *cgroupV2) processes() (int64, error)    { return g.pids.number() }

func (g *cgroupV2) setMemory(bytes int64) error    { return g.memoryMax.write(bytes) }
func (g *cgroupV2) setProcesses(count int64) error { return g.pidsMax.write(count) }

// dropCache needs Linux 5.19; before 6.12 no cell is used a second time.
func (g *cgroupV2) dropCache() error {
	bytes, err := cached(g.memoryStat)
	if err != nil || bytes <= cacheSpared {
		return err
	}
	err = writeFile(g.dir, "memory.reclaim", strconv.FormatInt(bytes, 10))
	if errors.Is(err, os.ErrNotExist) || errors.Is(err, unix.EAGAIN) { // EAGAIN: less than that could be given back
		return nil
	}
	return err
}

func (g *cgroupV2) kill() error {
	return killV2(g.dir)
}

func killV2(dir string) error {
	err := writeFile(dir, "cgroup.kill", "1") // since Linux 5.14
	if err != nil && !gone(err) {
		return fmt.Errorf("kill cgroup %s: %w", dir, err)
	}
	return waitEmpty(dir)
}

func (g *cgroupV2) close() {
	for _, c := range []counter{g.cpuStat, g.current, g.peakFile, g.events, g.pids, g.refs, g.memoryMax, g.pidsMax, g.memoryStat} {
		c.close()
	}
}
