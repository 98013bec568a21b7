package runtime

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	containerd "github.com/containerd/containerd/v2/client"
	"github.com/containerd/containerd/v2/pkg/cio"
	"github.com/containerd/containerd/v2/pkg/namespaces"
	"github.com/containerd/errdefs"
	specs "github.com/opencontainers/runtime-spec/specs-go"
)

// client is what ctr and others are to containerd: it knows nothing of gavel.
type client struct {
	*containerd.Client
	t   *testing.T
	ctx context.Context
}

func newClient(t *testing.T) (*client, *Daemon) {
	t.Helper()
	d := startContainerd(t)
	c, err := containerd.New(d.Address())
	must(t, err)
	t.Cleanup(func() { c.Close() })
	return &client{c, t, namespaces.WithNamespace(t.Context(), "others")}, d
}

// make makes a container of the probe, in a namespace for each thing and a control
// group of its own.
func (c *client) make(id string, args ...string) containerd.Container {
	c.t.Helper()
	spec := &specs.Spec{
		Version: specs.Version,
		Root:    &specs.Root{Path: built.image.Dir, Readonly: true},
		Process: &specs.Process{Args: append([]string{"/usr/bin/probe"}, args...), Cwd: "/", NoNewPrivileges: true},
		Mounts: []specs.Mount{
			{Destination: "/proc", Type: "proc", Source: "proc"},
			{Destination: "/dev", Type: "tmpfs", Source: "tmpfs"},
		},
		Linux: &specs.Linux{
			CgroupsPath: "/gavel-" + filepath.Base(built.dir) + "/" + id,
			Namespaces: []specs.LinuxNamespace{
				{Type: specs.PIDNamespace}, {Type: specs.MountNamespace}, {Type: specs.IPCNamespace}, {Type: specs.NetworkNamespace},
			},
			Resources: &specs.LinuxResources{Devices: deviceRules()},
		},
	}
	made, err := c.NewContainer(c.ctx, id, containerd.WithRuntime(ShimRuntime, nil), containerd.WithSpec(spec))
	must(c.t, err)
	c.t.Cleanup(func() {
		must(c.t, removeCgroups("/gavel-"+filepath.Base(built.dir)))
	})
	return made
}

// start starts its task.
func (c *client) start(made containerd.Container, streams cio.Creator) (containerd.Task, <-chan containerd.ExitStatus) {
	c.t.Helper()
	task, err := made.NewTask(c.ctx, streams)
	must(c.t, err)
	ended, err := task.Wait(c.ctx)
	must(c.t, err)
	must(c.t, task.Start(c.ctx))
	return task, ended
}

func (c *client) remove(made containerd.Container, task containerd.Task) {
	c.t.Helper()
	task.IO().Wait() // Delete would close the client's ends with output still in them
	_, err := task.Delete(c.ctx)
	must(c.t, err)
	must(c.t, made.Delete(c.ctx))
}

// TestShimRunsForOthers: streams and exit codes are handed through, and one process
// serves all, which ends with the last.
func TestShimRunsForOthers(t *testing.T) {
	c, d := newClient(t)
	sleeper := c.make("sleeper", "sleep", "100000")
	asleep, slept := c.start(sleeper, cio.NullIO)

	made := c.make("cat", "cat")
	var out, errs bytes.Buffer
	input := strings.Repeat("a line of input\n", 10_000) // more than a pipe holds
	task, ended := c.start(made, cio.NewCreator(cio.WithStreams(strings.NewReader(input), &out, &errs)))
	must(t, task.CloseIO(c.ctx, containerd.WithStdinCloser))
	if code := (<-ended).ExitCode(); code != 0 {
		t.Errorf("cat: exit code %d, %s", code, errs.String())
	}
	c.remove(made, task)
	if out.String() != input {
		t.Errorf("%d bytes came back of %d", out.Len(), len(input))
	}

	made = c.make("exit", "exit", "7")
	task, ended = c.start(made, cio.NullIO)
	if code := (<-ended).ExitCode(); code != 7 {
		t.Errorf("exit code %d, want 7", code)
	}
	c.remove(made, task)

	must(t, asleep.Kill(c.ctx, syscall.SIGKILL))
	if code := (<-slept).ExitCode(); code != 128+9 {
		t.Errorf("exit code %d after SIGKILL, want 137", code)
	}
	c.remove(sleeper, asleep)
	waitFor(t, "the end of the shim", func() bool { return len(shimsOf(t, d.Address())) == 0 })
}

// TestShimForgetsWhatIsCanceled: whoever gives up waiting for a task has none, and
// the process does not live on for it.
func TestShimForgetsWhatIsCanceled(t *testing.T) {
	c, d := newClient(t)
	sleeper := c.make("sleeper", "sleep", "100000") // keeps the process, so that no start is canceled
	asleep, slept := c.start(sleeper, cio.NullIO)
	for i := range 40 {
		made := c.make(fmt.Sprintf("canceled-%d", i), "sleep", "100000")
		ctx, cancel := context.WithTimeout(c.ctx, time.Duration(i)*time.Millisecond/2)
		if task, err := made.NewTask(ctx, cio.NullIO); err == nil {
			_, err := task.Delete(c.ctx, containerd.WithProcessKill)
			must(t, err)
		}
		cancel()
		waitFor(t, "the end of "+made.ID(), func() bool {
			// containerd may have had the task when its client had given up just before.
			if task, err := made.Task(c.ctx, nil); err == nil {
				_, _ = task.Delete(c.ctx, containerd.WithProcessKill) // else the next line fails
			}
			return made.Delete(c.ctx) == nil
		})
	}
	must(t, asleep.Kill(c.ctx, syscall.SIGKILL))
	<-slept
	c.remove(sleeper, asleep)
	waitFor(t, "the end of the shim", func() bool { return len(shimsOf(t, d.Address())) == 0 })
}

// TestShimTellsOthers: states, processes and figures, and what it does not do.
func TestShimTellsOthers(t *testing.T) {
	c, _ := newClient(t)
	made := c.make("told", "sleep", "100000")
	task, ended := c.start(made, cio.NullIO)
	state := func(want containerd.ProcessStatus) {
		t.Helper()
		if status, err := task.Status(c.ctx); err != nil || status.Status != want {
			t.Errorf("status %v, %v, want %s", status.Status, err, want)
		}
	}
	state(containerd.Running)
	must(t, task.Pause(c.ctx))
	state(containerd.Paused)
	must(t, task.Resume(c.ctx))
	state(containerd.Running)
	if pids, err := task.Pids(c.ctx); err != nil || len(pids) != 1 || pids[0].Pid != task.Pid() {
		t.Errorf("processes %v, %v, want only %d", pids, err, task.Pid())
	}
	if figures, err := task.Metrics(c.ctx); err != nil || figures.Data == nil {
		t.Errorf("figures %v, %v", figures, err)
	}
	if _, err := task.Exec(c.ctx, "more", &specs.Process{Args: []string{"/usr/bin/probe"}, Cwd: "/"}, cio.NullIO); !errdefs.IsNotImplemented(err) {
		t.Errorf("exec: %v, want not implemented", err)
	}
	if _, err := task.Delete(c.ctx); !errdefs.IsFailedPrecondition(err) {
		t.Errorf("a running task was deleted: %v", err)
	}
	must(t, task.Kill(c.ctx, syscall.SIGKILL))
	<-ended
	state(containerd.Stopped)
	c.remove(made, task)
}

// TestShimTellsEvents: in order, and none is missing.
func TestShimTellsEvents(t *testing.T) {
	c, _ := newClient(t)
	events, errs := c.Subscribe(c.ctx, `topic~="/tasks/"`)
	made := c.make("events", "exit", "0")
	task, ended := c.start(made, cio.NullIO)
	<-ended
	c.remove(made, task)
	for _, want := range []string{"/tasks/create", "/tasks/start", "/tasks/exit", "/tasks/delete"} {
		select {
		case e := <-events:
			if e.Topic != want {
				t.Errorf("event %s, want %s", e.Topic, want)
			}
		case err := <-errs:
			t.Fatal(err)
		case <-time.After(patience):
			t.Fatalf("no event %s", want)
		}
	}
}
