package bench

import (
	"context"
	"strings"
	"sync"
	"time"

	"gavel/judge"
)

// subject is gavel in one variant.
type subject struct {
	by     string
	server *server
	cold   bool // its turns find the pool empty
	main   bool // with the settings that a user gets
}

const (
	inprocess = "inprocess"
	onDaemon  = "containerd"
	off       = "-nowarm"
	cold      = "-cold"
)

// openSubjects starts a server for each variant. On containerd they share one:
// the first brings it up, the others are told its address.
func (r *run) openSubjects() error {
	if err := r.openVariants(inprocess, "--runtime", "runc"); err != nil {
		return err
	}
	if err := r.openVariants(onDaemon, "--runtime", "containerd"); err != nil {
		return err
	}
	for _, name := range r.options.Runtimes {
		if err := r.openVariant(runtimeBy(name), false, true, "--runtime", "containerd", "--containerd-runtime", name); err != nil {
			return err
		}
	}
	return nil
}

// runtimeBy is how a further runtime is told: io.containerd.runc.v2 as containerd-runc.v2.
func runtimeBy(name string) string {
	return onDaemon + "-" + strings.ReplaceAll(strings.TrimPrefix(name, "io.containerd."), "/", "-")
}

func (r *run) openVariants(by string, args ...string) error {
	if err := r.openVariant(by, false, true, args...); err != nil || r.options.Quick {
		return err
	}
	if err := r.openVariant(by+off, false, false, append(args, "--warm", "off")...); err != nil {
		return err
	}
	return r.openVariant(by+cold, true, false, append(args, "--pool", "1", "--workers", "2")...)
}

func (r *run) openVariant(by string, cold, main bool, args ...string) error {
	if strings.HasPrefix(by, onDaemon) && by != onDaemon {
		args = append(args, "--containerd-address", r.containerdAddress())
	}
	s, err := r.startServer(by, args...)
	if err != nil {
		return err
	}
	r.subjects = append(r.subjects, subject{by, s, cold, main})
	return nil
}

// inProcess is the server that workloads with one subject measure.
func (r *run) inProcess() *server { return r.subjects[0].server }

// judged is one submission as its client saw it.
type judged struct {
	report judge.Report
	took   time.Duration
}

// submit lets a subject judge once; a cold one judges twice at the same moment,
// and the slower of the two counts.
func (s subject) submit(ctx context.Context, body []byte) (judged, error) {
	if !s.cold {
		report, took, err := s.server.judge(ctx, body)
		return judged{report, took}, err
	}
	var both [2]judged
	var errs [2]error
	var busy sync.WaitGroup
	for i := range both {
		busy.Go(func() {
			both[i].report, both[i].took, errs[i] = s.server.judge(ctx, body)
		})
	}
	busy.Wait()
	for _, err := range errs {
		if err != nil {
			return judged{}, err
		}
	}
	if both[0].took > both[1].took {
		return both[0], nil
	}
	return both[1], nil
}

// phases of a submission, in order. The first and the last are the client's.
var phases = []string{"queue", "claim cell", "build", "run", "decide", "rest of judging", "submit and store"}

// keepPhases samples what each phase took.
func (r *run) keepPhases(key Key, j judged) {
	t := j.report.Timings
	known := []float64{t.QueuedMillis, t.SandboxMillis, t.CompileMillis, t.RunMillis, t.CheckMillis}
	rest := t.TotalMillis
	for _, ms := range known {
		rest -= ms
	}
	all := append(known, max(0, rest), max(0, millis(j.took)-t.TotalMillis))
	for i, phase := range phases {
		key.What = phase
		r.sample(key, "ms", all[i])
	}
}

func millis(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
