package shim

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	taskapi "github.com/containerd/containerd/api/runtime/task/v3"
	typeapi "github.com/containerd/containerd/api/types/task"
	"github.com/containerd/containerd/v2/core/mount"
	"github.com/containerd/errdefs"
	specs "github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"gavel/runtime/runc"
)

// killedTimeout bounds how long a removal waits for the end of a task that was
// killed.
const killedTimeout = 10 * time.Second

// task is one container in this process's charge.
type task struct {
	request   *taskapi.CreateTaskRequest
	container *runc.Container
	streams   *streams
	shared    bool // it has no process ids of its own: others may outlive its first process
	events    *events

	mu      sync.Mutex // held while it starts and while its end is told
	started bool
	killed  bool
	paused  bool
	done    chan struct{} // closed when the end is told
}

// newTask mounts the root file system and makes the container. After an error
// nothing is left.
func newTask(r *taskapi.CreateTaskRequest, e *events) (_ *task, err error) {
	spec, err := readSpec(r.Bundle)
	if err != nil {
		return nil, err
	}
	t := &task{request: r, shared: !ownProcesses(spec), events: e, done: make(chan struct{})}
	if err := mountRoot(r); err != nil {
		return nil, errors.Join(err, t.unmount())
	}
	var given runc.Streams
	if t.streams, given, err = openStreams(r); err != nil {
		return nil, errors.Join(err, t.unmount())
	}
	t.container, err = runc.Create(stateDir(r.Bundle), r.ID, spec, given)
	t.streams.handedOver()
	if err != nil {
		t.streams.close()
		return nil, errors.Join(err, t.unmount())
	}
	return t, nil
}

// readSpec reads the bundle's spec and makes the paths in it absolute that count
// from the bundle.
func readSpec(bundle string) (*specs.Spec, error) {
	data, err := os.ReadFile(filepath.Join(bundle, "config.json"))
	if err != nil {
		return nil, err
	}
	spec := &specs.Spec{}
	if err := json.Unmarshal(data, spec); err != nil {
		return nil, fmt.Errorf("spec of %s: %w", bundle, err)
	}
	if spec.Root == nil || spec.Process == nil || spec.Linux == nil {
		return nil, fmt.Errorf("spec of %s: root, process and linux are needed: %w", bundle, errdefs.ErrInvalidArgument)
	}
	absolute := func(path *string) {
		if !filepath.IsAbs(*path) {
			*path = filepath.Join(bundle, *path)
		}
	}
	absolute(&spec.Root.Path)
	for i, m := range spec.Mounts {
		if m.Type == "bind" || slices.Contains(m.Options, "bind") || slices.Contains(m.Options, "rbind") {
			absolute(&spec.Mounts[i].Source)
		}
	}
	return spec, nil
}

func ownProcesses(spec *specs.Spec) bool {
	return slices.ContainsFunc(spec.Linux.Namespaces, func(n specs.LinuxNamespace) bool {
		return n.Type == specs.PIDNamespace && n.Path == ""
	})
}

func mountRoot(r *taskapi.CreateTaskRequest) error {
	var mounts []mount.Mount
	for _, m := range r.Rootfs {
		mounts = append(mounts, mount.Mount{Type: m.Type, Source: m.Source, Target: m.Target, Options: m.Options})
	}
	if err := mount.All(mounts, filepath.Join(r.Bundle, "rootfs")); err != nil {
		return fmt.Errorf("mount root file system: %w", err)
	}
	return nil
}

func (t *task) unmount() error {
	if len(t.request.Rootfs) == 0 {
		return nil
	}
	return mount.UnmountRecursive(filepath.Join(t.request.Bundle, "rootfs"), 0)
}

func (t *task) pid() uint32 { return uint32(t.container.PID()) }

// start may be called once.
func (t *task) start() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.started {
		return fmt.Errorf("task %s was started before: %w", t.request.ID, errdefs.ErrFailedPrecondition)
	}
	t.started = true
	if err := t.container.Start(); err != nil {
		return err
	}
	t.events.started(t)
	return nil
}

// await tells the end of the first process, and ends those with it that it shares
// its process ids with.
func (t *task) await() {
	<-t.container.Ended()
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.shared {
		_ = t.container.Signal(unix.SIGKILL) // else remove does
	}
	t.events.exited(t)
	close(t.done)
}

func (t *task) ended() bool {
	select {
	case <-t.container.Ended():
		return true
	default:
		return false
	}
}

// exit is how it ended; zero before.
func (t *task) exit() (code uint32, at time.Time) {
	if !t.ended() {
		return 0, time.Time{}
	}
	exit := t.container.Exit()
	return uint32(exit.Code), exit.At
}

// status is what containerd calls its state.
func (t *task) status() typeapi.Status {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case t.ended():
		return typeapi.Status_STOPPED
	case t.paused:
		return typeapi.Status_PAUSED
	case t.started:
		return typeapi.Status_RUNNING
	}
	return typeapi.Status_CREATED
}

// freeze stops all of its processes.
func (t *task) freeze() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := t.container.Pause(); err != nil {
		return err
	}
	t.paused = true
	t.events.paused(t)
	return nil
}

// thaw lets them go on.
func (t *task) thaw() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := t.container.Resume(); err != nil {
		return err
	}
	t.paused = false
	t.events.resumed(t)
	return nil
}

// kill sends a signal. An ended task cannot take one.
func (t *task) kill(signal unix.Signal) error {
	if t.ended() {
		return fmt.Errorf("task %s: process already finished: %w", t.request.ID, errdefs.ErrNotFound)
	}
	if signal == unix.SIGKILL {
		t.mu.Lock()
		t.killed = true
		t.mu.Unlock()
	}
	return t.container.Signal(signal)
}

// remove takes the container away once it has ended. It may be called again after
// an error.
func (t *task) remove(ctx context.Context) error {
	t.mu.Lock()
	expected := t.killed || !t.started
	t.mu.Unlock()
	if !t.ended() && !expected {
		return fmt.Errorf("task %s runs; kill it first: %w", t.request.ID, errdefs.ErrFailedPrecondition)
	}
	if err := t.container.Destroy(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, killedTimeout)
	defer cancel()
	select {
	case <-t.done:
	case <-ctx.Done():
		return fmt.Errorf("end of task %s: %w", t.request.ID, ctx.Err())
	}
	t.streams.drain(ctx)
	return errors.Join(t.unmount(), os.RemoveAll(stateDir(t.request.Bundle)))
}
