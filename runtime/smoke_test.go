package runtime

import (
	"testing"
	"time"

	"gavel/judge"
)

func TestSmoke(t *testing.T) {
	p := newTestPool(t, nil)
	start := time.Now()
	cell, err := p.Claim(t.Context(), "probe", judge.StageRun)
	must(t, err)
	t.Log("claim", time.Since(start))
	start = time.Now()
	must(t, cell.Put(t.Context(), []judge.File{{Path: "probe", Mode: 0o555, Data: built.probe}}))
	t.Log("put", time.Since(start))
	for _, args := range [][]string{{"ids"}, {"exit", "3"}, {"env"}, {"spin", "100"}, {"touch", "100"}, {"signal", "11"}, {"reopen"}, {"killall"}, {"deep", "3000"}, {"ls", "/tmp"}, {"ls", "/dev"}, {"ls", "/proc"}, {"fork", "5"}, {"exit", "0"}} {
		start = time.Now()
		out, err := cell.Run(t.Context(), judge.Command{Argv: append([]string{"/box/probe"}, args...), Env: []string{"A=1"}}, []byte("hello"),
			judge.Limits{CPUMillis: 1000, WallMillis: 2000, MemoryBytes: 256 << 20, OutputBytes: 1 << 20, Processes: 64})
		t.Logf("%v %v %+v\n%s%s %v", args, time.Since(start), out, out.Stdout.Data, out.Stderr.Data, err)
	}
	cell.Destroy()
}
