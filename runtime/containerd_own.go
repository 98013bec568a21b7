package runtime

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"sync"
	"time"

	"github.com/containerd/containerd/api/services/tasks/v1"
	apitypes "github.com/containerd/containerd/api/types"
	containerd "github.com/containerd/containerd/v2/client"
	"github.com/containerd/containerd/v2/core/containers"
	"github.com/containerd/containerd/v2/core/sandbox"
	"github.com/containerd/containerd/v2/pkg/namespaces"
	"github.com/containerd/containerd/v2/pkg/protobuf/proto"
	"github.com/containerd/containerd/v2/pkg/protobuf/types"
	"github.com/containerd/errdefs"
	"github.com/containerd/typeurl/v2"
	specs "github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"gavel/runtime/runc"
)

// ShimRuntime is what containerd calls gavel's own runtime, ShimProgram the file that
// it looks for.
const (
	ShimRuntime = runc.Runtime
	ShimProgram = runc.Shim
)

const (
	stockRuntime = "io.containerd.runc.v2"
	autoRuntime  = "auto"
)

// sandboxer is the plugin of containerd that makes sandboxes out of shims.
const sandboxer = "shim"

// viaOwnShim drives containerd with gavel's own shim. Its containers share one
// process, which a sandbox of the owner's keeps alive: containerd finds its address
// there and executes nothing to make a container. A root file system is the unpacked
// image itself, as it is in process; there is no image in containerd.
type viaOwnShim struct {
	*viaContainerd

	mu    sync.Mutex
	group string // id of the sandbox; "" before the first container
	count int
}

func (d *viaOwnShim) prepare(_ context.Context, image Image) error { return checkUnpacked(image) }
func (d *viaOwnShim) root(image Image) string                      { return image.Dir }
func (d *viaOwnShim) setsCapabilities() bool                       { return true }

// sameBuild tells whether containerd finds the shim, and why not.
func sameBuild(ctx context.Context, client *containerd.Client, version string) error {
	if olderThan(version, 2, 4) { // it would not understand the shim's answers
		return fmt.Errorf("containerd %s is older than 2.4", version)
	}
	info, err := client.RuntimeInfo(namespaces.WithNamespace(ctx, namespace), ShimRuntime, nil)
	if err != nil {
		return err
	}
	return checkBuild(info.Version.Revision)
}

func (d *viaOwnShim) create(ctx context.Context, id string, image Image, spec *specs.Spec) (container, error) {
	ctx = namespaces.WithNamespace(ctx, namespace)
	g, err := d.living(ctx)
	if err != nil {
		return nil, err
	}
	c := &ownContainer{driver: d, id: id}
	if err = d.createIn(ctx, g, c, image, spec); err == nil {
		return c, nil
	}
	err = errors.Join(err, c.destroy(context.WithoutCancel(ctx)))
	if renewed, lost := d.renew(ctx, g); renewed != "" { // the shim died, which the container cannot help
		if err := d.createIn(ctx, renewed, c, image, spec); err != nil {
			return nil, errors.Join(err, c.destroy(context.WithoutCancel(ctx)))
		}
		return c, nil
	} else if lost != nil {
		err = errors.Join(err, lost)
	}
	return nil, err
}

func (d *viaOwnShim) createIn(ctx context.Context, group string, c *ownContainer, image Image, spec *specs.Spec) error {
	packed, err := typeurl.MarshalAny(spec)
	if err != nil {
		return fmt.Errorf("create container: %w", err)
	}
	_, err = d.client.ContainerService().Create(ctx, containers.Container{
		ID: c.id, Labels: d.labels, Image: imageName(image), Runtime: containers.RuntimeInfo{Name: ShimRuntime},
		Spec: packed, SandboxID: group,
	})
	if err != nil {
		return fmt.Errorf("create container: %w", err)
	}
	made, err := d.client.TaskService().Create(ctx, &tasks.CreateTaskRequest{ContainerID: c.id})
	if err == nil {
		c.first = int(made.Pid)
		_, err = d.client.TaskService().Start(ctx, &tasks.StartRequest{ContainerID: c.id})
	}
	if err != nil {
		return fmt.Errorf("start container: %w", err)
	}
	return nil
}

// CheckShim tells whether a program is gavel's shim, of this build.
func CheckShim(ctx context.Context, path string) error {
	answer, err := exec.CommandContext(ctx, path, "-info").Output()
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	var info apitypes.RuntimeInfo
	if err := proto.Unmarshal(answer, &info); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return checkBuild(info.GetVersion().GetRevision())
}

func checkBuild(build string) error {
	if build != runc.Build {
		return fmt.Errorf("the installed one is of build %s, this gavel of build %s", build, runc.Build)
	}
	return nil
}

// living returns the group, which it makes for the first container.
func (d *viaOwnShim) living(ctx context.Context) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.group != "" {
		return d.group, nil
	}
	return d.begin(ctx)
}

// renew makes another group in the place of one whose shim is gone. It returns none
// where nothing is wrong with the old, and where containerd does not tell.
func (d *viaOwnShim) renew(ctx context.Context, old string) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.group != old {
		return d.group, nil // somebody else found out
	}
	status, err := d.client.SandboxController(sandboxer).Status(ctx, old, false)
	if err != nil && unanswered(err) || err == nil && status.State == "SANDBOX_READY" {
		return "", nil
	}
	d.group = ""
	if err := d.endGroup(ctx, old); err != nil {
		return "", err
	}
	return d.begin(ctx)
}

// begin makes a group. The lock is held.
func (d *viaOwnShim) begin(ctx context.Context) (string, error) {
	options, err := typeurl.MarshalAny(&types.Empty{})
	if err != nil {
		return "", err
	}
	d.count++
	info := sandbox.Sandbox{
		ID: fmt.Sprintf("gavel-%s-%d", d.labels[labelOwner], d.count), Labels: d.labels, Sandboxer: sandboxer,
		Runtime: sandbox.RuntimeOpts{Name: ShimRuntime, Options: options},
		Spec:    options, CreatedAt: time.Now(), UpdatedAt: time.Now(),
	}
	if _, err := d.client.SandboxStore().Create(ctx, info); err != nil {
		return "", fmt.Errorf("sandbox: %w", err)
	}
	controller := d.client.SandboxController(sandboxer)
	if err = controller.Create(ctx, info); err == nil {
		_, err = controller.Start(ctx, info.ID)
	}
	if err != nil {
		return "", errors.Join(fmt.Errorf("start sandbox: %w", err), d.endGroup(context.WithoutCancel(ctx), info.ID))
	}
	d.group = info.ID
	return d.group, nil
}

// endGroup removes a sandbox as far as it is there.
func (d *viaContainerd) endGroup(ctx context.Context, id string) error {
	err := d.client.SandboxController(sandboxer).Shutdown(ctx, id)
	if err == nil || errdefs.IsNotFound(err) {
		err = d.client.SandboxStore().Delete(ctx, id)
	}
	if err != nil && !errdefs.IsNotFound(err) {
		return fmt.Errorf("end sandbox %s: %w", id, err)
	}
	return nil
}

// sweepGroups removes the sandboxes of dead owners.
func (d *viaContainerd) sweepGroups(ctx context.Context, alive func(string) bool) error {
	found, err := d.client.SandboxStore().List(ctx, fmt.Sprintf("labels.%q==%q", labelRun, d.labels[labelRun]))
	if err != nil {
		return fmt.Errorf("list sandboxes: %w", err)
	}
	var errs []error
	for _, s := range found {
		if !alive(s.Labels[labelOwner]) {
			errs = append(errs, d.endGroup(ctx, s.ID))
		}
	}
	return errors.Join(errs...)
}

func (d *viaOwnShim) close() error {
	ctx, cancel := context.WithTimeout(namespaces.WithNamespace(context.Background(), namespace), destroyTimeout)
	defer cancel()
	d.mu.Lock()
	defer d.mu.Unlock()
	var err error
	if d.group != "" {
		err = untilAnswered(ctx, func() error { return d.endGroup(ctx, d.group) })
	}
	return errors.Join(err, d.viaContainerd.close())
}

type ownContainer struct {
	driver *viaOwnShim
	id     string
	first  int
}

func (c *ownContainer) pid() int { return c.first }

// destroy tries until containerd answers: it may be restarting.
func (c *ownContainer) destroy(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(namespaces.WithNamespace(ctx, namespace), destroyTimeout)
	defer cancel()
	return untilAnswered(ctx, func() error { return c.destroyOnce(ctx) })
}

func (c *ownContainer) destroyOnce(ctx context.Context) error {
	service := c.driver.client.TaskService()
	_, err := service.Kill(ctx, &tasks.KillRequest{ContainerID: c.id, Signal: uint32(unix.SIGKILL)})
	if err = there(err); err == nil {
		_, err = service.Delete(ctx, &tasks.DeleteTaskRequest{ContainerID: c.id})
		err = there(err)
	}
	if err != nil {
		return fmt.Errorf("delete task: %w", err)
	}
	if err := c.driver.client.ContainerService().Delete(ctx, c.id); err != nil && !errdefs.IsNotFound(err) {
		return fmt.Errorf("delete container: %w", err)
	}
	return nil
}
