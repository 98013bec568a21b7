package bench

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	goruntime "runtime"
	"strings"
	"syscall"

	"gavel/judge"
)

const (
	idle   = "idle"
	loaded = "under load"
)

// patient are limits that a busy machine keeps.
var patient = judge.Limits{CPUMillis: 10_000, WallMillis: 60_000}

// accuracy measures the CPU time that is told of one spinning program, on an idle
// machine and on one where every processor has two others to serve.
func (r *run) accuracy(t timing) error {
	p := crunch("cpp", 0.15)
	body := p.request(1, patient)
	spin := func(what string) contestant {
		key := Key{Workload: "accuracy", Language: p.language, By: inprocess, What: what}
		return contestant{key: key, turn: func(ctx context.Context) error {
			if what == loaded {
				stop, err := r.burden(2 * goruntime.NumCPU())
				if err != nil {
					return err
				}
				defer stop()
			}
			report, _, err := r.inProcess().judge(ctx, body)
			if err == nil {
				r.sample(key, "ms", report.Tests[0].CPUMillis)
			}
			return err
		}}
	}
	if _, err := r.prepareCrunch(p); err != nil {
		return err
	}
	return r.takeTurns(t.slowly(), []contestant{spin(idle), spin(loaded)})
}

// burden starts programs that spin until they are stopped.
func (r *run) burden(count int) (stop func(), err error) {
	in := r.bare.run["cpp"][0]
	var spinning []*exec.Cmd
	stop = func() {
		for _, cmd := range spinning {
			_ = cmd.Process.Kill() // it ended by itself; the wait tells no news either
			_ = cmd.Wait()
		}
	}
	for range count {
		cmd := exec.Command("/tmp/crunch/main")
		cmd.SysProcAttr = &syscall.SysProcAttr{Chroot: in.dir, Pdeathsig: syscall.SIGKILL}
		endless, err := memory("stdin", "1000000000000000\n")
		if err != nil {
			stop()
			return nil, err
		}
		cmd.Stdin = endless
		err = errors.Join(in.do(cmd.Start), endless.Close())
		if err != nil {
			stop()
			return nil, fmt.Errorf("start load: %w", err)
		}
		spinning = append(spinning, cmd)
	}
	return stop, nil
}

// crunch measures programs of about two seconds: bare, and judged.
func (r *run) crunch(t timing) error {
	var list []contestant
	part := 1.0
	if t.quick {
		part = 0.1
	}
	for _, id := range languages {
		p := crunch(id, part)
		command, err := r.prepareCrunch(p)
		if err != nil {
			return err
		}
		list = append(list, r.crunchBare(p, command), r.crunchJudged(p))
	}
	return r.takeTurns(t.slowly(), list)
}

// prepareCrunch puts the program where the tiny one does not lie, and returns the
// command that starts it.
func (r *run) prepareCrunch(p program) (command []string, err error) {
	files, err := r.filesOf(p)
	if err != nil {
		return nil, err
	}
	for _, word := range r.options.Languages[p.language].command(p.language) {
		command = append(command, strings.Replace(word, "/box", "/tmp/crunch", 1))
	}
	return command, r.bare.run[p.language][0].replace("tmp/crunch", files)
}

const (
	wallTime = ""
	cpuTime  = "CPU time"
)

func (r *run) keepCrunch(p program, by string, wall, cpu float64) {
	r.sample(Key{"crunch", p.language, by, wallTime}, "ms", wall)
	r.sample(Key{"crunch", p.language, by, cpuTime}, "ms", cpu)
}

func (r *run) crunchBare(p program, command []string) contestant {
	return contestant{key: Key{Workload: "crunch", Language: p.language, By: "bare"}, turn: func(ctx context.Context) error {
		_, u, err := r.bare.run[p.language][0].start(ctx, command, p.stdin)
		r.keepCrunch(p, "bare", millis(u.wall), millis(u.cpu))
		return err
	}}
}

func (r *run) crunchJudged(p program) contestant {
	body := p.request(1, patient)
	return contestant{key: Key{Workload: "crunch", Language: p.language, By: inprocess}, turn: func(ctx context.Context) error {
		report, _, err := r.inProcess().judge(ctx, body)
		if err == nil {
			r.keepCrunch(p, inprocess, report.Tests[0].WallMillis, report.Tests[0].CPUMillis)
		}
		return err
	}}
}
