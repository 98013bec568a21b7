package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// run is one run of the bench: what is open, and what was found.
type run struct {
	ctx     context.Context // of the whole run; every turn gets it
	options Options
	results *Results
	still   stillness
	bar     *progress
	keep    bool // samples count

	place      *place
	servers    []*server
	started    int64 // servers so far
	roots      []*root
	bare       baselines
	containers containerBaseline
	docker     *docker
	runc       string // the program; "": none
	peers      []*goJudge
	subjects   []subject
}

// Run measures what valid options say. It leaves nothing behind, also when ctx
// ends; then there is no report.
func Run(ctx context.Context, options Options) (*Report, error) {
	started := time.Now()
	r := &run{ctx: ctx, options: options, results: newResults(), keep: true}
	load := loadAverage()
	err := r.open()
	if err == nil {
		err = r.workloads()
	}
	err = errors.Join(err, r.close())
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err != nil {
		return nil, err
	}
	report := r.report(started)
	report.Machine.LoadBefore = load
	return report, nil
}

// open starts what most workloads need.
func (r *run) open() (err error) {
	r.bar = newProgress(r.options.Progress, r.options.Terminal)
	r.bar.begin("starting servers and baselines")
	if r.place, err = newPlace(r.options.Data, r.options.RunDir); err != nil {
		return err
	}
	r.containers.name = filepath.Base(r.place.run)
	if err := r.openSubjects(); err != nil {
		return err
	}
	if err := r.openBaselines(); err != nil {
		return err
	}
	if err := r.openContainerd(r.containerdAddress()); err != nil {
		return err
	}
	for _, p := range r.options.Peers {
		r.peers = append(r.peers, newGoJudge(p))
	}
	if r.runc = r.findRunc(); r.runc == "" {
		r.results.note("runc run: no runc program in PATH or %s", r.options.Prefix)
	}
	var why string
	r.docker, why, err = r.openDocker(r.containers.name)
	if why != "" {
		r.results.note("docker run: %s", why)
	}
	return err
}

// containerdAddress is that of the host's containerd, or of the one that the
// first server on containerd started.
func (r *run) containerdAddress() string {
	own := filepath.Join(r.place.run, "containerd", "containerd", "containerd.sock")
	if _, err := os.Stat(own); err == nil {
		return own
	}
	return r.options.Socket
}

func (r *run) findRunc() string {
	own := filepath.Join(r.options.Prefix, "runc")
	if _, err := os.Stat(own); err == nil {
		return own
	}
	path, err := exec.LookPath("runc")
	if err != nil {
		return ""
	}
	return path
}

func (r *run) workloads() error {
	chosen, timings := r.options.plan()
	for i, w := range chosen {
		r.bar.begin(w.title)
		if err := w.run(r, timings[i]); err != nil {
			return fmt.Errorf("workload %s: %w", w.name, err)
		}
		r.bar.end()
	}
	return nil
}

// close ends everything in the opposite order, whatever happened.
func (r *run) close() error {
	r.bar.begin("ending servers")
	defer r.bar.stop()
	var errs []error
	for _, peer := range r.peers {
		errs = append(errs, peer.close(context.WithoutCancel(r.ctx)))
	}
	if r.docker != nil {
		errs = append(errs, r.docker.close())
	}
	errs = append(errs, r.containers.close())
	for _, root := range r.roots {
		root.close()
	}
	for i := range r.servers {
		errs = append(errs, r.servers[len(r.servers)-1-i].stop())
	}
	if r.place != nil {
		errs = append(errs, r.place.remove())
	}
	return errors.Join(errs...)
}

// stopServer ends one before the run does.
func (r *run) stopServer(s *server) error {
	for i := range r.servers {
		if r.servers[i] == s {
			r.servers = append(r.servers[:i], r.servers[i+1:]...)
			break
		}
	}
	return s.stop()
}
