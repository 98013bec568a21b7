package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"syscall"

	containerd "github.com/containerd/containerd/v2/client"
	"github.com/containerd/containerd/v2/core/containers"
	"github.com/containerd/containerd/v2/pkg/cio"
	"github.com/containerd/containerd/v2/pkg/namespaces"
	"github.com/containerd/containerd/v2/pkg/oci"
	specs "github.com/opencontainers/runtime-spec/specs-go"

	"github.com/containerd/errdefs"
)

// containerBaseline is what those baselines share that make a container for every
// run: containerd's default spec, a namespace in containerd, a control group.
type containerBaseline struct {
	client *containerd.Client
	name   string // of the namespace and the control group
	count  atomic.Int64
}

// openContainerd connects to the containerd that the servers use.
func (r *run) openContainerd(address string) error {
	client, err := containerd.New(address)
	if err != nil {
		return fmt.Errorf("connect to containerd: %w", err)
	}
	r.containers.client = client
	return nil
}

// spec is containerd's default with a read-only root, the program in /box, and
// without /sys, which the images have no place for.
func (b *containerBaseline) spec(ctx context.Context, id, rootfs, box string, argv []string) (*specs.Spec, error) {
	mounts := []specs.Mount{
		{Destination: "/box", Type: "bind", Source: box, Options: []string{"rbind", "ro"}},
		{Destination: "/tmp", Type: "tmpfs", Source: "tmpfs", Options: []string{"nosuid", "nodev", "mode=1777"}},
	}
	c := &containers.Container{ID: id}
	return oci.GenerateSpec(ctx, nil, c, oci.WithoutMounts("/sys", "/run"), oci.WithMounts(mounts), oci.WithRootFSPath(rootfs),
		oci.WithRootFSReadonly(), oci.WithProcessArgs(argv...), oci.WithEnv(bareEnv), oci.WithCgroup("/"+b.name+"/"+id))
}

func (b *containerBaseline) nextID() string {
	return b.name + "-" + strconv.FormatInt(b.count.Add(1), 10)
}

// runContainerd creates, starts, awaits and deletes one container.
func (r *run) runContainerd(ctx context.Context, p program, _ int) (err error) {
	b := &r.containers
	ctx = namespaces.WithNamespace(ctx, b.name)
	l, id := r.options.Languages[p.language], b.nextID()
	spec, err := b.spec(ctx, id, l.RunRoot, r.boxDir(p.language), l.command(p.language))
	if err != nil {
		return err
	}
	container, err := b.client.NewContainer(ctx, id, containerd.WithRuntime("io.containerd.runc.v2", nil), containerd.WithSpec(spec))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, container.Delete(context.WithoutCancel(ctx))) }()
	var stdout, stderr bytes.Buffer
	streams := cio.NewCreator(cio.WithStreams(bytes.NewReader([]byte(p.stdin)), &stdout, &stderr), cio.WithFIFODir(filepath.Join(r.place.run, "fifo")))
	task, err := container.NewTask(ctx, streams)
	if err != nil {
		return err
	}
	code, err := awaitTask(ctx, task)
	if err == nil && (code != 0 || !p.right(stdout.Bytes())) {
		err = fmt.Errorf("containerd: exit code %d, output %q, %q", code, stdout.Bytes(), stderr.Bytes())
	}
	return err
}

// awaitTask starts a task and deletes it after its end.
func awaitTask(ctx context.Context, task containerd.Task) (code uint32, err error) {
	exit, err := task.Wait(ctx)
	if err == nil {
		err = task.Start(ctx)
	}
	if err == nil {
		if err = task.CloseIO(ctx, containerd.WithStdinCloser); err == nil {
			code, _, err = (<-exit).Result()
			task.IO().Wait() // all of the output is there
		}
	}
	_, deleteErr := task.Delete(context.WithoutCancel(ctx), containerd.WithProcessKill)
	return code, errors.Join(err, deleteErr)
}

// runRunc runs the runc program on a bundle, in the mount namespace of a root.
func (r *run) runRunc(ctx context.Context, p program, n int) error {
	b := &r.containers
	ctx = namespaces.WithNamespace(ctx, b.name)
	l, id, in := r.options.Languages[p.language], b.nextID(), r.bare.run[p.language][n]
	spec, err := b.spec(ctx, id, in.dir, r.boxDir(p.language), l.command(p.language))
	if err != nil {
		return err
	}
	spec.Process.Terminal = false
	data, err := json.Marshal(spec)
	if err != nil {
		return err
	}
	bundle := in.dir + ".bundle"
	if err := errors.Join(os.MkdirAll(bundle, 0o755), os.WriteFile(filepath.Join(bundle, "config.json"), data, 0o644)); err != nil {
		return err
	}
	return in.do(func() error {
		argv := []string{r.runc, "--root", filepath.Join(r.place.run, "runc"), "run", "--bundle", bundle, id}
		stdout, _, err := execute(ctx, argv, p.stdin, &syscall.SysProcAttr{Setpgid: true}, bundle)
		if err == nil && !p.right(stdout) {
			err = fmt.Errorf("runc run printed %q", stdout)
		}
		return err
	})
}

// close removes what the containers left: nothing but their common parents.
func (b *containerBaseline) close() error {
	var errs []error
	if b.client != nil {
		err := b.client.NamespaceService().Delete(context.Background(), b.name)
		if errdefs.IsNotFound(err) {
			err = nil
		}
		errs = append(errs, err, b.client.Close())
	}
	return errors.Join(append(errs, removeGroups(b.name))...)
}

// removeGroups removes the containers' common control groups, of either version,
// with those of containers that were given up.
func removeGroups(name string) error {
	var errs []error
	for _, below := range []string{"/*", ""} {
		for _, hierarchy := range []string{"/sys/fs/cgroup/", "/sys/fs/cgroup/*/"} {
			groups, err := filepath.Glob(hierarchy + name + below + "/cgroup.procs")
			errs = append(errs, err)
			for _, procs := range groups {
				errs = append(errs, os.Remove(filepath.Dir(procs)))
			}
		}
	}
	return errors.Join(errs...)
}
