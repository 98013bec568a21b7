package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"gavel/judge"
)

// BenchmarkRun compares a test of a tiny program in cells, one for each processor
// and all at work, with bare starts of the same program in the same root without
// any jail. -cpu 1 shows one test at a time.
//
//	go test ./cmd/gavel -run '^$' -bench Run -benchtime 1s -count 5
func BenchmarkRun(b *testing.B) {
	for language, code := range map[string]string{
		"python": "print(sum(map(int, input().split())))\n",
		"cpp":    "#include <cstdio>\nint main() { int a, b; std::scanf(\"%d %d\", &a, &b); std::printf(\"%d\\n\", a + b); }\n",
	} {
		b.Run(language, func(b *testing.B) {
			engines := startWarmed(b, language)
			s := judge.Submission{Language: language, Code: []byte(code)}
			program := engines.cold.program(b, &s)
			if program.Run.Warm != nil {
				b.Run("warm", func(b *testing.B) { engines.warm.benchmark(b, engines.warm.program(b, &s), s) })
			}
			b.Run("cold", func(b *testing.B) { engines.cold.benchmark(b, program, s) })
			b.Run("bare", func(b *testing.B) { benchmarkBare(b, bareStart(b, engines.cold, program, code)) })
		})
	}
}

// benchmark runs a program in as many cells as there are processors.
func (e *engine) benchmark(b *testing.B, program judge.Program, s judge.Submission) {
	var mu sync.Mutex
	var sum judge.Outcome
	b.RunParallel(func(p *testing.PB) {
		mu.Lock() // b's own functions are for one goroutine
		cell := e.cell(b, s.Language, judge.StageRun, program.Files)
		mu.Unlock()
		var own judge.Outcome
		for p.Next() {
			outcome, err := cell.Run(b.Context(), program.Run, []byte("19 23\n"), s.Limits)
			if err != nil || string(outcome.Stdout.Data) != "42\n" {
				b.Errorf("%+v, %v", outcome, err)
				return
			}
			own.CPU += outcome.CPU
			own.Wall += outcome.Wall
			own.Memory += outcome.Memory
		}
		mu.Lock()
		defer mu.Unlock()
		sum.CPU, sum.Wall, sum.Memory = sum.CPU+own.CPU, sum.Wall+own.Wall, sum.Memory+own.Memory
	})
	b.ReportMetric(sum.CPU.Seconds()*1e3/float64(b.N), "cpu-ms/op")
	b.ReportMetric(sum.Wall.Seconds()*1e3/float64(b.N), "wall-ms/op")
	b.ReportMetric(float64(sum.Memory)/float64(b.N)/(1<<20), "MiB/op")
}

// bareStart returns what makes a command of the program: an executable by itself,
// or the image's interpreter with the source as an argument.
func bareStart(b *testing.B, e *engine, program judge.Program, code string) func() *exec.Cmd {
	argv := program.Run.Argv
	attr := &syscall.SysProcAttr{Chroot: e.images[program.Language][judge.StageRun].Dir}
	if argv = append(argv[:len(argv)-1:len(argv)-1], "-c", code); len(program.Run.Argv) == 1 {
		executable := filepath.Join(b.TempDir(), "main")
		if err := os.WriteFile(executable, program.Files[0].Data, 0o755); err != nil {
			b.Fatal(err)
		}
		argv, attr = []string{executable}, nil
	}
	return func() *exec.Cmd {
		cmd := exec.Command(argv[0], argv[1:]...)
		cmd.Env, cmd.Dir, cmd.SysProcAttr, cmd.Stdin = program.Run.Env, "/", attr, strings.NewReader("19 23\n")
		return cmd
	}
}

func benchmarkBare(b *testing.B, start func() *exec.Cmd) {
	var cpu atomic.Int64
	b.RunParallel(func(p *testing.PB) {
		for p.Next() {
			cmd := start()
			if out, err := cmd.Output(); err != nil || string(out) != "42\n" {
				b.Errorf("%q, %v", out, err)
				return
			}
			cpu.Add(int64(cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()))
		}
	})
	b.ReportMetric(time.Duration(cpu.Load()).Seconds()*1e3/float64(b.N), "cpu-ms/op")
}
