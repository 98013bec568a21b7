package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"gavel/judge"
)

const submitters = 64

// queueServer is a server whose only worker sleeps, without using the processor:
// what is submitted waits until the sleeping job is taken back.
func (r *run) queueServer(name string) (s *server, sleeping string, err error) {
	s, err = r.startServer(name, "--runtime", "runc", "--workers", "1", "--pool", "1",
		"--queue", "1000000", "--max-wall", "3600s", "--max-cpu", "60s")
	if err != nil {
		return nil, "", err
	}
	sleeper := program{language: "python", source: "import time\ntime.sleep(3000)\n"}
	sleeping, err = s.submit(r.ctx, sleeper.request(1, judge.Limits{CPUMillis: 10_000, WallMillis: 3_500_000}))
	return s, sleeping, err
}

// submits measures how many submissions a second are stored for good.
func (r *run) submits(t timing) error {
	s, sleeping, err := r.queueServer("submits")
	if err != nil {
		return err
	}
	body := tiny("python").request(1, judge.Limits{})
	key := Key{Workload: "submits", By: inprocess}
	err = r.takeTurns(t.calmly(), []contestant{{key: key, turn: func(ctx context.Context) error {
		perSecond, err := saturate(ctx, submitters, t.slice(), func(ctx context.Context, _ int) error {
			_, err := s.submit(ctx, body)
			return err
		})
		if err == nil {
			r.sample(key, "/s", perSecond)
		}
		return err
	}}})
	if err == nil {
		err = s.cancel(r.ctx, sleeping)
	}
	if err != nil {
		return err
	}
	return r.stopServer(s)
}

// What the workload waiting samples: of a short queue and of a long one.
const (
	claimShort  = "claim, short queue"
	claimLong   = "claim, long queue"
	memoryShort = "memory, short queue"
	memoryLong  = "memory, long queue"
)

func ofQueue(what string) Key { return Key{"waiting", "", inprocess, what} }

// waiting measures a server with many waiting jobs: its memory, and how long its
// worker waits for the next job, beside that of a server with a short queue.
func (r *run) waiting(t timing) error {
	deadline := time.Now().Add(t.patience())
	jobs, claims := 100_000, 200
	if t.quick {
		jobs, claims = 10_000, 40
	}
	long, err := r.fillQueue("queue-long", jobs, func(s *server, waiting int) error { return r.lookAtMemory(s, waiting, jobs, deadline) })
	if errors.Is(err, errTooSlow) {
		r.results.note("a queue of %d jobs: this machine was too slow or too busy to fill it in time", jobs)
		return nil
	}
	if err != nil {
		return err
	}
	short, err := r.fillQueue("queue-short", 1000, nil)
	if err != nil {
		return err
	}
	var errs [2]error
	var gaps [2][]float64
	var busy sync.WaitGroup
	for i, q := range []*queue{short, long} { // at the same time: what else happens hits both
		busy.Go(func() { gaps[i], errs[i] = q.claims(r.ctx, claims) })
	}
	busy.Wait()
	r.results.add(ofQueue(claimShort), "ms", gaps[0]...)
	r.results.add(ofQueue(claimLong), "ms", gaps[1]...)
	return errors.Join(errs[0], errs[1], r.stopServer(short.server), r.stopServer(long.server))
}

var errTooSlow = errors.New("too slow")

// lookAtMemory samples while the queue is around a tenth of its length, and near
// its full length: under the same load both times.
func (r *run) lookAtMemory(s *server, waiting, long int, deadline time.Time) error {
	if time.Now().After(deadline) {
		return errTooSlow
	}
	anonymous, err := anonymousMemory(s.pid)
	switch {
	case err != nil:
		return err
	case waiting >= long/20 && waiting < 3*long/20:
		r.results.add(ofQueue(memoryShort), "MiB", anonymous)
	case waiting >= 9*long/10:
		r.results.add(ofQueue(memoryLong), "MiB", anonymous)
	}
	return nil
}

// queue is a server with waiting jobs.
type queue struct {
	server   *server
	sleeping string   // the job that keeps the worker
	ids      []string // of the jobs that come next
}

// fillQueue submits so many jobs to a server of its own.
func (r *run) fillQueue(name string, jobs int, look func(*server, int) error) (*queue, error) {
	s, sleeping, err := r.queueServer(name)
	if err != nil {
		return nil, err
	}
	ids, err := s.submitMany(r.ctx, jobs, look, func(done int) { r.bar.advance(time.Duration(done), time.Duration(jobs)) })
	return &queue{server: s, sleeping: sleeping, ids: ids}, err
}

// claims lets the worker judge a few jobs and returns, in milliseconds, how long
// after each end the next one began.
func (q *queue) claims(ctx context.Context, count int) (gaps []float64, err error) {
	if err := q.server.cancel(ctx, q.sleeping); err != nil {
		return nil, err
	}
	var last judge.Report
	for i, id := range q.ids[:min(count, len(q.ids))] {
		report, err := q.server.result(ctx, id)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			gaps = append(gaps, millis(report.StartedAt.Sub(*last.FinishedAt)))
		}
		last = report
	}
	return gaps, nil
}

// submitMany submits with 64 clients; ids are those of the first jobs of the queue,
// which one client alone submits. look is called now and then.
func (s *server) submitMany(ctx context.Context, jobs int, look func(*server, int) error, progress func(int)) (ids []string, err error) {
	body := tiny("python").request(1, judge.Limits{})
	for range min(jobs, 256) {
		id, err := s.submit(ctx, body)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	var done atomic.Int64
	done.Store(int64(len(ids)))
	submit := func() error {
		for n := done.Add(1); n <= int64(jobs); n = done.Add(1) {
			if _, err := s.submit(ctx, body); err != nil {
				return err
			}
			if look == nil || n%250 != 0 {
				continue
			}
			if err := look(s, int(n)); err != nil {
				return err
			}
			progress(int(n))
		}
		return nil
	}
	var mu sync.Mutex
	var busy sync.WaitGroup
	for range submitters {
		busy.Go(func() {
			if fault := submit(); fault != nil {
				mu.Lock()
				defer mu.Unlock()
				err = fault
			}
		})
	}
	busy.Wait()
	return ids, err
}

// anonymousMemory is what a process holds that is no file's, in MiB: the store's
// file is mapped, and would count as memory that the kernel can take back.
func anonymousMemory(pid int) (float64, error) {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for line := range bytes.Lines(data) {
		if fields := bytes.Fields(line); len(fields) == 3 && string(fields[0]) == "RssAnon:" {
			kib, err := strconv.ParseFloat(string(fields[1]), 64)
			return kib / 1024, err
		}
	}
	return 0, fmt.Errorf("process %d tells nothing of its anonymous memory", pid)
}
