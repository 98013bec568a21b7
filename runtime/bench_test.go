package runtime

import (
	"testing"

	"golang.org/x/sys/unix"

	"gavel/judge"
)

func BenchmarkMakeAndRemove(b *testing.B) {
	p := newTestPool(b, func(c *Config) { c.Ready = 0; c.Templates = c.Templates[1:] })
	m := p.maker
	t := testTemplate(judge.StageRun)
	var before, after, self0, self1 unix.Rusage
	unix.Getrusage(unix.RUSAGE_CHILDREN, &before)
	unix.Getrusage(unix.RUSAGE_SELF, &self0)
	for b.Loop() {
		c, err := m.make(b.Context(), t)
		if err != nil {
			b.Fatal(err)
		}
		if err := c.remove(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	unix.Getrusage(unix.RUSAGE_CHILDREN, &after)
	unix.Getrusage(unix.RUSAGE_SELF, &self1)
	cpu := func(r unix.Rusage) float64 { return float64(r.Utime.Nano()+r.Stime.Nano()) / 1e6 }
	b.ReportMetric((cpu(after)-cpu(before))/float64(b.N), "child-cpu-ms/op")
	b.ReportMetric((cpu(self1)-cpu(self0))/float64(b.N), "self-cpu-ms/op")
}
