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
			for b.Loop() {
				if outcome, err := cell.Run(b.Context(), program.Run, nil, s.Limits); err != nil || outcome.ExitCode != 0 {
					b.Fatalf("%+v, %v", outcome, err)
				}
			}
		})
	}
	b.Run("bare", func(b *testing.B) {
		program := engines.cold.program(b, &s)
		for b.Loop() {
			cmd := exec.Command(program.Run.Argv[0], append(program.Run.Argv[1:len(program.Run.Argv)-1:len(program.Run.Argv)-1], "-c", "print(1)")...)
			cmd.Env = program.Run.Env
			cmd.Dir = "/"
			cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: engines.cold.images["python"][judge.StageRun].Dir}
			if out, err := cmd.Output(); err != nil || string(out) != "1\n" {
				b.Fatalf("%q, %v", out, err)
			}
		}
	})
}
