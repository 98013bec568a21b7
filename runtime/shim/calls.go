package shim

import (
	"context"
	"os"

	taskapi "github.com/containerd/containerd/api/runtime/task/v3"
	typeapi "github.com/containerd/containerd/api/types/task"
	"github.com/containerd/containerd/v2/pkg/protobuf"
	"github.com/containerd/containerd/v2/pkg/protobuf/types"
	"github.com/containerd/errdefs/pkg/errgrpc"
	"golang.org/x/sys/unix"
)

// The calls that look at a task or change it, and those that are not answered.

type empty = types.Empty

// on answers a call about one task that has no answer but an error.
func (s *service) on(id, exec string, do func(*task) error) (*empty, error) {
	t, err := s.task(id, exec)
	if err != nil {
		return nil, err
	}
	return &empty{}, errgrpc.ToGRPC(do(t))
}

// State tells all that containerd shows of a task.
func (s *service) State(_ context.Context, r *taskapi.StateRequest) (*taskapi.StateResponse, error) {
	t, err := s.task(r.ID, r.ExecID)
	if err != nil {
		return nil, err
	}
	code, at := t.exit()
	return &taskapi.StateResponse{
		ID: r.ID, Bundle: t.request.Bundle, Pid: t.pid(), Status: t.status(), ExitStatus: code, ExitedAt: protobuf.ToTimestamp(at),
		Stdin: t.request.Stdin, Stdout: t.request.Stdout, Stderr: t.request.Stderr,
	}, nil
}

// Wait answers when the task has ended.
func (s *service) Wait(ctx context.Context, r *taskapi.WaitRequest) (*taskapi.WaitResponse, error) {
	t, err := s.task(r.ID, r.ExecID)
	if err != nil {
		return nil, err
	}
	select {
	case <-t.done:
	case <-ctx.Done():
		return nil, errgrpc.ToGRPC(ctx.Err())
	}
	code, at := t.exit()
	return &taskapi.WaitResponse{ExitStatus: code, ExitedAt: protobuf.ToTimestamp(at)}, nil
}

// Pids lists the processes of a container.
func (s *service) Pids(_ context.Context, r *taskapi.PidsRequest) (*taskapi.PidsResponse, error) {
	t, err := s.task(r.ID, "")
	if err != nil {
		return nil, err
	}
	pids, err := t.container.Processes()
	if err != nil {
		return nil, errgrpc.ToGRPC(err)
	}
	answer := &taskapi.PidsResponse{}
	for _, pid := range pids {
		answer.Processes = append(answer.Processes, &typeapi.ProcessInfo{Pid: uint32(pid)})
	}
	return answer, nil
}

// Connect tells this process's id. It is no error that the task is not there.
func (s *service) Connect(_ context.Context, r *taskapi.ConnectRequest) (*taskapi.ConnectResponse, error) {
	answer := &taskapi.ConnectResponse{ShimPid: uint32(os.Getpid()), Version: Name}
	if t, err := s.task(r.ID, ""); err == nil {
		answer.TaskPid = t.pid()
	}
	return answer, nil
}

// Stats tells what the control group has counted.
func (s *service) Stats(_ context.Context, r *taskapi.StatsRequest) (*taskapi.StatsResponse, error) {
	t, err := s.task(r.ID, "")
	if err != nil {
		return nil, err
	}
	figures, err := readStats(t.container.PID())
	if err != nil {
		return nil, errgrpc.ToGRPC(err)
	}
	return &taskapi.StatsResponse{Stats: figures}, nil
}

// Kill sends a signal to the first process.
func (s *service) Kill(_ context.Context, r *taskapi.KillRequest) (*empty, error) {
	return s.on(r.ID, r.ExecID, func(t *task) error { return t.kill(unix.Signal(r.Signal)) })
}

// Pause freezes a container.
func (s *service) Pause(_ context.Context, r *taskapi.PauseRequest) (*empty, error) {
	return s.on(r.ID, "", (*task).freeze)
}

// Resume lets it go on.
func (s *service) Resume(_ context.Context, r *taskapi.ResumeRequest) (*empty, error) {
	return s.on(r.ID, "", (*task).thaw)
}

// CloseIO lets a task's input end where its client's does.
func (s *service) CloseIO(_ context.Context, r *taskapi.CloseIORequest) (*empty, error) {
	return s.on(r.ID, r.ExecID, func(t *task) error { return t.streams.closeInput() })
}

// Exec is not answered: what runs in a cell is gavel-init's to start.
func (s *service) Exec(context.Context, *taskapi.ExecProcessRequest) (*empty, error) {
	return nil, notImplemented("further processes in a container")
}

// ResizePty is not answered.
func (s *service) ResizePty(context.Context, *taskapi.ResizePtyRequest) (*empty, error) {
	return nil, notImplemented("terminals")
}

// Checkpoint is not answered.
func (s *service) Checkpoint(context.Context, *taskapi.CheckpointTaskRequest) (*empty, error) {
	return nil, notImplemented("checkpoints")
}

// Update is not answered.
func (s *service) Update(context.Context, *taskapi.UpdateTaskRequest) (*empty, error) {
	return nil, notImplemented("changes of limits")
}
