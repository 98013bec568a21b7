package main

import (
	"os/exec"
	"syscall"
	"testing"

	"gavel/judge"
)

// BenchmarkPython compares a run in a warm cell, one in a cold cell, and a bare
// start of the same interpreter in the same root without any jail.
//
//	go test ./cmd/gavel -run '^$' -bench Python -benchtime 200x -count 5
func BenchmarkPython(b *testing.B) {
	engines := startWarmed(b, "python")
	s := judge.Submission{Language: "python", Code: []byte("print(1)\n")}
	for name, e := range map[string]*engine{"warm": engines.warm, "cold": engines.cold} {
		b.Run(name, func(b *testing.B) {
			program := e.program(b, &s)
			cell := e.cell(b, s.Language, judge.StageRun, program.Files)
			var sum judge.Outcome
			for b.Loop() {
				outcome, err := cell.Run(b.Context(), program.Run, nil, s.Limits)
				if err != nil || outcome.ExitCode != 0 {
					b.Fatalf("%+v, %v", outcome, err)
				}
				sum.CPU += outcome.CPU
				sum.Wall += outcome.Wall
				sum.Memory += outcome.Memory
			}
			b.ReportMetric(sum.CPU.Seconds()*1e3/float64(b.N), "cpu-ms/op")
			b.ReportMetric(sum.Wall.Seconds()*1e3/float64(b.N), "wall-ms/op")
			b.ReportMetric(float64(sum.Memory)/float64(b.N)/(1<<20), "MiB/op")
		})
	}
	b.Run("bare", func(b *testing.B) {
		program := engines.cold.program(b, &s)
		var cpu float64
		for b.Loop() {
			cmd := exec.Command(program.Run.Argv[0], append(program.Run.Argv[1:len(program.Run.Argv)-1:len(program.Run.Argv)-1], "-c", "print(1)")...)
			cmd.Env = program.Run.Env
			cmd.Dir = "/"
			cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: engines.cold.images["python"][judge.StageRun].Dir}
			if out, err := cmd.Output(); err != nil || string(out) != "1\n" {
				b.Fatalf("%q, %v", out, err)
			}
			cpu += (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds() * 1e3
		}
		b.ReportMetric(cpu/float64(b.N), "cpu-ms/op")
	})
}
