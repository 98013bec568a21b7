package runtime

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/opencontainers/cgroups"

	"gavel/judge"
)

// BenchmarkMakeAndRemove makes and removes cells, one at a time, with each driver.
// cpu-ms/op is the processor time of all that takes part: of this process, of
// containerd and its shims, and of the cells.
func BenchmarkMakeAndRemove(b *testing.B) {
	for _, variant := range []string{"runc", stockRuntime, ShimRuntime} {
		b.Run(variant, func(b *testing.B) {
			needRoot(b)
			build(b)
			group := newBenchGroup(b)
			change := func(*Config) {}
			if variant != "runc" {
				change = through(startContainerd(b), variant)
			}
			makeAndRemove(b, group, newTestPool(b, func(c *Config) {
				change(c)
				c.Ready, c.Templates, c.CgroupParent = 0, c.Templates[1:], group.cells
			}))
		})
	}
}

func makeAndRemove(b *testing.B, group benchGroup, p *Pool) {
	t := testTemplate(judge.StageRun)
	cycle := func() {
		c, err := p.maker.make(b.Context(), t)
		if err != nil {
			b.Fatal(err)
		}
		if err := p.maker.remove(b.Context(), c); err != nil {
			b.Fatal(err)
		}
	}
	cycle() // what only the first cell needs
	before := group.cpu(b)
	for b.Loop() {
		cycle()
	}
	b.ReportMetric(float64(group.cpu(b)-before)/float64(b.N)/float64(time.Millisecond), "cpu-ms/op")
}

// benchGroup is a control group of the benchmark's own for this process and those
// that it starts, the cells' below it.
type benchGroup struct{ dir, cells string }

func newBenchGroup(b *testing.B) benchGroup {
	b.Helper()
	name, root := "/gavel-bench-"+strconv.Itoa(os.Getpid()), unifiedRoot
	if !cgroups.IsCgroup2UnifiedMode() {
		roots, err := mountsV1()
		must(b, err)
		root = roots["cpuacct"]
	}
	g := benchGroup{dir: filepath.Join(root, name), cells: name + "/cells"}
	self := filepath.Join(g.dir, "self") // version 2 wants processes in leaves only
	must(b, os.MkdirAll(self, 0o755))
	must(b, writeFile(self, "cgroup.procs", strconv.Itoa(os.Getpid())))
	b.Cleanup(func() {
		must(b, writeFile(root, "cgroup.procs", strconv.Itoa(os.Getpid())))
		must(b, removeTree(g.dir, waitEmpty))
		must(b, removeIfEmpty(name))
	})
	return g
}

func (g benchGroup) cpu(b *testing.B) time.Duration {
	b.Helper()
	file, field := "cpu.stat", true
	if !cgroups.IsCgroup2UnifiedMode() {
		file, field = "cpuacct.usage", false
	}
	c, err := openCounter(g.dir, file)
	must(b, err)
	defer c.close()
	if !field {
		n, err := c.number()
		must(b, err)
		return time.Duration(n)
	}
	n, err := c.field("usage_usec")
	must(b, err)
	return time.Duration(n) * time.Microsecond
}
