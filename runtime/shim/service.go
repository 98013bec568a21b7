package shim

import (
	"context"
	"fmt"
	"os"
	"sync"
	"time"

	sandboxapi "github.com/containerd/containerd/api/runtime/sandbox/v1"
	taskapi "github.com/containerd/containerd/api/runtime/task/v3"
	"github.com/containerd/containerd/v2/pkg/protobuf"
	"github.com/containerd/containerd/v2/pkg/shim"
	"github.com/containerd/containerd/v2/pkg/shutdown"
	"github.com/containerd/containerd/v2/plugins"
	"github.com/containerd/errdefs"
	"github.com/containerd/errdefs/pkg/errgrpc"
	"github.com/containerd/plugin"
	"github.com/containerd/plugin/registry"
	"github.com/containerd/ttrpc"
)

// unusedTimeout ends a process that was begun for somebody who never came: a
// containerd that was killed in between.
const unusedTimeout = 30 * time.Second

// service answers containerd's calls. It serves until it has been asked to end
// while nothing is in its charge.
type service struct {
	events   *events
	shutdown shutdown.Service

	mu        sync.Mutex
	made      *sync.Cond       // told when one of tasks is no longer being made
	tasks     map[string]*task // nil while one is being made
	sandboxes map[string]*sandbox
	used      bool
}

// register makes the service known to the shim library, which starts it.
func register() {
	registry.Register(&plugin.Registration{
		Type:     plugins.TTRPCPlugin,
		ID:       "task",
		Requires: []plugin.Type{plugins.EventPlugin, plugins.InternalPlugin},
		InitFn: func(ic *plugin.InitContext) (any, error) {
			publisher, err := ic.GetByID(plugins.EventPlugin, "publisher")
			if err != nil {
				return nil, err
			}
			end, err := ic.GetByID(plugins.InternalPlugin, "shutdown")
			if err != nil {
				return nil, err
			}
			return newService(ic.Context, publisher.(shim.Publisher), end.(shutdown.Service))
		},
	})
}

func newService(ctx context.Context, publisher shim.Publisher, end shutdown.Service) (*service, error) {
	s := &service{
		events: newEvents(ctx, publisher), shutdown: end,
		tasks: map[string]*task{}, sandboxes: map[string]*sandbox{},
	}
	s.made = sync.NewCond(&s.mu)
	end.RegisterCallback(func(context.Context) error {
		s.events.close()
		return shim.RemoveSocket(os.Getenv(socketEnv)) //nolint:forbidigo // by its own start; the shim library owns the command line
	})
	time.AfterFunc(unusedTimeout, func() { s.endIf(func() bool { return !s.used }) })
	// The bundle that it was begun in goes with its container.
	return s, os.Chdir("/")
}

// RegisterTTRPC offers both services on one socket.
func (s *service) RegisterTTRPC(server *ttrpc.Server) error {
	taskapi.RegisterTTRPCTaskService(server, s)
	sandboxapi.RegisterTTRPCSandboxService(server, s)
	return nil
}

// endIf ends the process where nothing is in its charge and the condition holds.
func (s *service) endIf(condition func() bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.tasks) == 0 && len(s.sandboxes) == 0 && condition() {
		s.shutdown.Shutdown()
	}
}

// Shutdown is asked for by containerd after each task.
func (s *service) Shutdown(context.Context, *taskapi.ShutdownRequest) (*empty, error) {
	s.endIf(func() bool { return true })
	return &empty{}, nil
}

// reserve takes an id, so that a process that makes a container does not end.
func (s *service) reserve(id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, taken := s.tasks[id]; taken {
		return fmt.Errorf("task %s: %w", id, errdefs.ErrAlreadyExists)
	}
	s.tasks[id], s.used = nil, true
	return nil
}

func (s *service) keep(id string, t *task) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tasks[id] = t
	s.made.Broadcast()
}

func (s *service) forget(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.tasks, id)
	s.made.Broadcast()
}

// task finds one, and waits for one that is being made: who cancels a Create deletes
// the task while that goes on, and would leave it here for ever.
func (s *service) task(id, exec string) (*task, error) {
	if exec != "" {
		return nil, notImplemented("further processes in a container")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	t, there := s.tasks[id]
	for there && t == nil {
		s.made.Wait()
		t, there = s.tasks[id]
	}
	if there {
		return t, nil
	}
	return nil, errgrpc.ToGRPC(fmt.Errorf("task %s: %w", id, errdefs.ErrNotFound))
}

func notImplemented(what string) error {
	return errgrpc.ToGRPC(fmt.Errorf("%s has no %s: %w", Name, what, errdefs.ErrNotImplemented))
}

// Create makes a container; its first process waits for Start.
func (s *service) Create(_ context.Context, r *taskapi.CreateTaskRequest) (*taskapi.CreateTaskResponse, error) {
	if r.Terminal {
		return nil, notImplemented("terminals")
	}
	if r.Checkpoint != "" {
		return nil, notImplemented("checkpoints")
	}
	if err := s.reserve(r.ID); err != nil {
		return nil, errgrpc.ToGRPC(err)
	}
	t, err := newTask(r, s.events)
	if err != nil {
		s.forget(r.ID)
		return nil, errgrpc.ToGRPC(err)
	}
	s.events.created(t)
	s.keep(r.ID, t)
	go t.await()
	return &taskapi.CreateTaskResponse{Pid: t.pid()}, nil
}

// Start lets a first process execute its program.
func (s *service) Start(_ context.Context, r *taskapi.StartRequest) (*taskapi.StartResponse, error) {
	t, err := s.task(r.ID, r.ExecID)
	if err != nil {
		return nil, err
	}
	if err := t.start(); err != nil {
		return nil, errgrpc.ToGRPC(err)
	}
	return &taskapi.StartResponse{Pid: t.pid()}, nil
}

// Delete removes a task that has ended, or was killed and is about to.
func (s *service) Delete(ctx context.Context, r *taskapi.DeleteRequest) (*taskapi.DeleteResponse, error) {
	t, err := s.task(r.ID, r.ExecID)
	if err != nil {
		return nil, err
	}
	if err := t.remove(ctx); err != nil {
		return nil, errgrpc.ToGRPC(err)
	}
	s.forget(r.ID)
	s.events.deleted(t)
	code, at := t.exit()
	return &taskapi.DeleteResponse{Pid: t.pid(), ExitStatus: code, ExitedAt: protobuf.ToTimestamp(at)}, nil
}
