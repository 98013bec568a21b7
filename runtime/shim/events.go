package shim

import (
	"context"

	eventapi "github.com/containerd/containerd/api/events"
	"github.com/containerd/containerd/v2/core/runtime"
	"github.com/containerd/containerd/v2/pkg/protobuf"
	"github.com/containerd/containerd/v2/pkg/shim"
	"github.com/containerd/log"
)

// events tells containerd what happens, in order, without anybody waiting for it.
type events struct {
	queue chan any
	ended chan struct{}
	done  chan struct{}
}

// queued is how many events may wait for a containerd that restarts. Its publisher
// keeps thousands more.
const queued = 1024

func newEvents(ctx context.Context, publisher shim.Publisher) *events {
	e := &events{queue: make(chan any, queued), ended: make(chan struct{}), done: make(chan struct{})}
	go e.forward(context.WithoutCancel(ctx), publisher)
	return e
}

func (e *events) forward(ctx context.Context, publisher shim.Publisher) {
	defer close(e.done)
	defer publisher.Close()
	for {
		select {
		case event := <-e.queue:
			publish(ctx, publisher, event)
			continue
		default:
		}
		select {
		case event := <-e.queue:
			publish(ctx, publisher, event)
		case <-e.ended:
			return
		}
	}
}

func publish(ctx context.Context, publisher shim.Publisher, event any) {
	if err := publisher.Publish(ctx, runtime.GetTopic(event), event); err != nil {
		log.G(ctx).WithError(err).Warn("publish event") // the publisher tries it again
	}
}

// close returns when what was sent before is told.
func (e *events) close() {
	close(e.ended)
	<-e.done
}

func (e *events) send(event any) {
	select {
	case e.queue <- event:
	case <-e.ended:
	}
}

func (e *events) created(t *task) {
	r := t.request
	e.send(&eventapi.TaskCreate{
		ContainerID: r.ID, Bundle: r.Bundle, Rootfs: r.Rootfs, Pid: t.pid(),
		IO: &eventapi.TaskIO{Stdin: r.Stdin, Stdout: r.Stdout, Stderr: r.Stderr},
	})
}

func (e *events) started(t *task) {
	e.send(&eventapi.TaskStart{ContainerID: t.request.ID, Pid: t.pid()})
}

// exited tells that the kernel killed some of a task's processes for memory before
// it tells the end.
func (e *events) exited(t *task) {
	if t.container.MemoryKills() > 0 {
		e.send(&eventapi.TaskOOM{ContainerID: t.request.ID})
	}
	code, at := t.exit()
	e.send(&eventapi.TaskExit{ContainerID: t.request.ID, ID: t.request.ID, Pid: t.pid(), ExitStatus: code, ExitedAt: protobuf.ToTimestamp(at)})
}

func (e *events) deleted(t *task) {
	code, at := t.exit()
	e.send(&eventapi.TaskDelete{ContainerID: t.request.ID, Pid: t.pid(), ExitStatus: code, ExitedAt: protobuf.ToTimestamp(at)})
}

func (e *events) paused(t *task)  { e.send(&eventapi.TaskPaused{ContainerID: t.request.ID}) }
func (e *events) resumed(t *task) { e.send(&eventapi.TaskResumed{ContainerID: t.request.ID}) }
