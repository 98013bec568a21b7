package shim

import (
	"context"
	"fmt"
	"os"
	goruntime "runtime"
	"time"

	sandboxapi "github.com/containerd/containerd/api/runtime/sandbox/v1"
	"github.com/containerd/containerd/api/types"
	"github.com/containerd/containerd/v2/pkg/protobuf"
	"github.com/containerd/errdefs"
	"github.com/containerd/errdefs/pkg/errgrpc"
)

// sandbox is the wish that this process lives.
type sandbox struct {
	created time.Time
	ended   chan struct{}
}

// ready is the state that clients look for.
const ready = "SANDBOX_READY"

func (s *service) sandbox(id string) (*sandbox, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b := s.sandboxes[id]; b != nil {
		return b, nil
	}
	return nil, errgrpc.ToGRPC(fmt.Errorf("sandbox %s: %w", id, errdefs.ErrNotFound))
}

// CreateSandbox keeps the process alive until ShutdownSandbox.
func (s *service) CreateSandbox(_ context.Context, r *sandboxapi.CreateSandboxRequest) (*sandboxapi.CreateSandboxResponse, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sandboxes[r.SandboxID] != nil {
		return nil, errgrpc.ToGRPC(fmt.Errorf("sandbox %s: %w", r.SandboxID, errdefs.ErrAlreadyExists))
	}
	s.sandboxes[r.SandboxID] = &sandbox{created: time.Now(), ended: make(chan struct{})}
	s.used = true
	return &sandboxapi.CreateSandboxResponse{}, nil
}

// StartSandbox has nothing to start: the process runs.
func (s *service) StartSandbox(_ context.Context, r *sandboxapi.StartSandboxRequest) (*sandboxapi.StartSandboxResponse, error) {
	b, err := s.sandbox(r.SandboxID)
	if err != nil {
		return nil, err
	}
	return &sandboxapi.StartSandboxResponse{Pid: uint32(os.Getpid()), CreatedAt: protobuf.ToTimestamp(b.created)}, nil
}

// StopSandbox leaves the containers alone: they are whose they are.
func (s *service) StopSandbox(_ context.Context, r *sandboxapi.StopSandboxRequest) (*sandboxapi.StopSandboxResponse, error) {
	_, err := s.sandbox(r.SandboxID)
	return &sandboxapi.StopSandboxResponse{}, err
}

// ShutdownSandbox ends the process with its last sandbox and task.
func (s *service) ShutdownSandbox(_ context.Context, r *sandboxapi.ShutdownSandboxRequest) (*sandboxapi.ShutdownSandboxResponse, error) {
	s.mu.Lock()
	if b := s.sandboxes[r.SandboxID]; b != nil {
		close(b.ended)
		delete(s.sandboxes, r.SandboxID)
	}
	s.mu.Unlock()
	s.endIf(func() bool { return true })
	return &sandboxapi.ShutdownSandboxResponse{}, nil
}

// WaitSandbox answers when the sandbox is shut down.
func (s *service) WaitSandbox(ctx context.Context, r *sandboxapi.WaitSandboxRequest) (*sandboxapi.WaitSandboxResponse, error) {
	b, err := s.sandbox(r.SandboxID)
	if err != nil {
		return nil, err
	}
	select {
	case <-b.ended:
		return &sandboxapi.WaitSandboxResponse{ExitedAt: protobuf.ToTimestamp(time.Now())}, nil
	case <-ctx.Done():
		return nil, errgrpc.ToGRPC(ctx.Err())
	}
}

// SandboxStatus tells since when it is there.
func (s *service) SandboxStatus(_ context.Context, r *sandboxapi.SandboxStatusRequest) (*sandboxapi.SandboxStatusResponse, error) {
	b, err := s.sandbox(r.SandboxID)
	if err != nil {
		return nil, err
	}
	return &sandboxapi.SandboxStatusResponse{
		SandboxID: r.SandboxID, Pid: uint32(os.Getpid()), State: ready, CreatedAt: protobuf.ToTimestamp(b.created),
	}, nil
}

// PingSandbox tells that it is there.
func (s *service) PingSandbox(_ context.Context, r *sandboxapi.PingRequest) (*sandboxapi.PingResponse, error) {
	_, err := s.sandbox(r.SandboxID)
	return &sandboxapi.PingResponse{}, err
}

// Platform tells what the containers run on.
func (s *service) Platform(context.Context, *sandboxapi.PlatformRequest) (*sandboxapi.PlatformResponse, error) {
	return &sandboxapi.PlatformResponse{Platform: &types.Platform{OS: goruntime.GOOS, Architecture: goruntime.GOARCH}}, nil
}

// SandboxMetrics is not answered.
func (s *service) SandboxMetrics(context.Context, *sandboxapi.SandboxMetricsRequest) (*sandboxapi.SandboxMetricsResponse, error) {
	return nil, notImplemented("figures of a sandbox")
}

// UpdateSandbox is not answered.
func (s *service) UpdateSandbox(context.Context, *sandboxapi.UpdateSandboxRequest) (*sandboxapi.UpdateSandboxResponse, error) {
	return nil, notImplemented("changes of a sandbox")
}
