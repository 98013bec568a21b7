package runtime

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"time"

	containerd "github.com/containerd/containerd/v2/client"
	"github.com/containerd/containerd/v2/core/content"
	"github.com/containerd/containerd/v2/core/images/archive"
	"github.com/containerd/containerd/v2/pkg/cio"
	"github.com/containerd/containerd/v2/pkg/namespaces"
	"github.com/containerd/errdefs"
	"github.com/containerd/errdefs/pkg/errgrpc"
	"github.com/opencontainers/go-digest"
	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	specs "github.com/opencontainers/runtime-spec/specs-go"
)

// What gavel's objects in containerd are known by.
const (
	namespace  = "gavel"
	labelOwner = "gavel/owner"
	labelRun   = "gavel/run-directory"
)

// destroyTimeout bounds the removal of a container, a restart of containerd in
// between included.
const destroyTimeout = 60 * time.Second

// viaContainerd drives containerd: images and snapshots in its stores, any
// runtime by name.
type viaContainerd struct {
	client  *containerd.Client
	address string
	runtime string
	options any // of the runtime; nil: its defaults
	labels  map[string]string
	images  map[string]containerd.Image // by digest
}

// newContainerd connects to a containerd that is recent enough, and says what it
// is and which of its runtimes is used.
func newContainerd(ctx context.Context, c Config, o *owner) (driver, string, error) {
	if _, err := os.Stat(c.ContainerdAddress); err != nil {
		return nil, "", err
	}
	client, err := containerd.New(c.ContainerdAddress,
		containerd.WithDefaultNamespace(namespace), containerd.WithTimeout(2*time.Second))
	if err != nil {
		return nil, "", err
	}
	version, err := client.Version(ctx)
	if err == nil {
		err = checkVersion(version.Version)
	}
	if err != nil {
		client.Close()
		return nil, "", err
	}
	d := &viaContainerd{
		client:  client,
		address: c.ContainerdAddress,
		runtime: c.ContainerdRuntime,
		labels:  map[string]string{labelOwner: o.name, labelRun: c.RunDir},
		images:  map[string]containerd.Image{},
	}
	chosen, why, err := d.choose(ctx, version.Version)
	if err != nil {
		client.Close()
		return nil, "", err
	}
	return chosen, fmt.Sprintf("%s, runtime %s", version.Version, why), nil
}

// choose finds out whether gavel's own shim can be used, where nobody said what to
// use.
func (d *viaContainerd) choose(ctx context.Context, version string) (_ driver, why string, err error) {
	if d.runtime != autoRuntime && d.runtime != ShimRuntime {
		return d, d.runtime, nil
	}
	err = sameBuild(ctx, d.client, version)
	switch {
	case err == nil:
		d.runtime = ShimRuntime
		return &viaOwnShim{viaContainerd: d}, ShimRuntime, nil
	case d.runtime == ShimRuntime:
		return nil, "", fmt.Errorf("runtime %s: %w", ShimRuntime, err)
	}
	d.runtime = stockRuntime
	return d, fmt.Sprintf("%s, as %s cannot be used: %v", stockRuntime, ShimRuntime, err), nil
}

var versionForm = regexp.MustCompile(`^v?(\d+)\.(\d+)\.`)

// checkVersion refuses what is older than 1.7.
func checkVersion(version string) error {
	if olderThan(version, 1, 7) {
		return fmt.Errorf("version %s is older than 1.7", version)
	}
	return nil
}

// olderThan does not hold of a development build, which says nothing.
func olderThan(version string, major, minor int) bool {
	match := versionForm.FindStringSubmatch(version)
	if match == nil {
		return false
	}
	m, _ := strconv.Atoi(match[1])
	n, _ := strconv.Atoi(match[2])
	return m < major || m == major && n < minor
}

func (d *viaContainerd) root(Image) string { return "rootfs" } // below the bundle, as containerd mounts it

// setsCapabilities: runc cannot, and reads /proc/sys in vain.
func (d *viaContainerd) setsCapabilities() bool { return false }

func (d *viaContainerd) close() error { return d.client.Close() }

// prepare puts an image into containerd's content store and unpacks it.
func (d *viaContainerd) prepare(ctx context.Context, image Image) error {
	if d.images[image.Digest] != nil {
		return nil
	}
	ctx = namespaces.WithNamespace(ctx, namespace)
	name := imageName(image)
	stored, err := d.client.GetImage(ctx, name)
	if errdefs.IsNotFound(err) {
		if err = d.importImage(ctx, name, image); err == nil {
			stored, err = d.client.GetImage(ctx, name)
		}
	}
	if err != nil {
		return fmt.Errorf("image %s: %w", name, err)
	}
	if got := stored.Target().Digest.String(); got != image.Digest {
		return fmt.Errorf("image %s: containerd holds %s under that name; remove it with ctr -n gavel images rm", name, got)
	}
	if err := stored.Unpack(ctx, ""); err != nil {
		return fmt.Errorf("unpack image %s: %w", name, err)
	}
	d.images[image.Digest] = stored
	return nil
}

func imageName(image Image) string { return "gavel/" + image.Name + "@" + image.Digest }

// importImage streams the image out of its OCI layout into containerd, which
// checks every digest.
func (d *viaContainerd) importImage(ctx context.Context, name string, image Image) error {
	target, err := digest.Parse(image.Digest)
	if err != nil {
		return err
	}
	info, err := os.Stat(blobPath(image.Layout, target))
	if err != nil {
		return err
	}
	manifest := ocispec.Descriptor{MediaType: ocispec.MediaTypeImageManifest, Digest: target, Size: info.Size()}
	read, write := io.Pipe()
	go func() {
		write.CloseWithError(archive.Export(ctx, blobs(image.Layout), write, archive.WithManifest(manifest, name)))
	}()
	_, err = d.client.Import(ctx, read)
	read.CloseWithError(err)
	return err
}

// blobs reads those of an OCI image layout directory.
type blobs string

type blob struct {
	*os.File
	size int64
}

func (b blob) Size() int64 { return b.size }

func blobPath(layout string, d digest.Digest) string {
	return filepath.Join(layout, "blobs", d.Algorithm().String(), d.Encoded())
}

func (l blobs) ReaderAt(_ context.Context, d ocispec.Descriptor) (content.ReaderAt, error) {
	f, err := os.Open(blobPath(string(l), d.Digest))
	if err != nil {
		return nil, err
	}
	return blob{f, d.Size}, nil
}

// Info says only what an export needs: that the blob is there.
func (l blobs) Info(_ context.Context, d digest.Digest) (content.Info, error) {
	st, err := os.Stat(blobPath(string(l), d))
	if err != nil {
		return content.Info{}, err
	}
	return content.Info{Digest: d, Size: st.Size()}, nil
}

type containerdContainer struct {
	driver *viaContainerd
	id     string
	task   containerd.Task
	broken bool // containerd broke off while it was made or removed
}

func (d *viaContainerd) create(ctx context.Context, id string, image Image, spec *specs.Spec) (container, error) {
	ctx = namespaces.WithNamespace(ctx, namespace)
	stored := d.images[image.Digest]
	if stored == nil {
		return nil, fmt.Errorf("image %s was not prepared", image.Name)
	}
	made, err := d.client.NewContainer(ctx, id,
		containerd.WithNewSnapshotView(id, stored),
		containerd.WithContainerLabels(d.labels),
		containerd.WithRuntime(d.runtime, d.options),
		containerd.WithSpec(spec),
	)
	c := &containerdContainer{driver: d, id: id}
	if err != nil { // containerd may have gone in the middle of it
		c.broken = true
		return nil, errors.Join(fmt.Errorf("create container: %w", err), c.destroy(context.WithoutCancel(ctx)))
	}
	if c.task, err = made.NewTask(ctx, cio.NullIO); err == nil {
		err = c.task.Start(ctx)
	}
	if err != nil {
		c.broken = true
		return nil, errors.Join(fmt.Errorf("start container: %w", err), c.destroy(context.WithoutCancel(ctx)))
	}
	return c, nil
}

func (c *containerdContainer) pid() int { return int(c.task.Pid()) }

// destroy tries until containerd answers: it may be restarting.
func (c *containerdContainer) destroy(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(namespaces.WithNamespace(ctx, namespace), destroyTimeout)
	defer cancel()
	err := untilAnswered(ctx, func() error {
		err := c.driver.destroyContainer(ctx, c.id)
		c.broken = c.broken || unanswered(err)
		return err
	})
	if err == nil && c.broken {
		return c.driver.endShims(ctx, c.id)
	}
	return err
}

// untilAnswered tries again, at growing intervals, what containerd broke off.
func untilAnswered(ctx context.Context, do func() error) error {
	for pause := 50 * time.Millisecond; ; pause = min(2*pause, time.Second) {
		err := do()
		if !unanswered(err) {
			return err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return err
		}
	}
}

// unanswered tells whether containerd broke off instead of answering, as one does
// that ends or has just begun.
func unanswered(err error) bool {
	return errdefs.IsUnavailable(err) || errdefs.IsCanceled(err) || errdefs.IsUnknown(err)
}

// destroyContainer kills and removes a container, its task and its snapshot, as
// far as they are there.
func (d *viaContainerd) destroyContainer(ctx context.Context, id string) error {
	c, err := d.client.LoadContainer(ctx, id)
	if err == nil {
		err = d.destroyLoaded(ctx, c)
	}
	if err != nil && !errdefs.IsNotFound(err) {
		return err
	}
	// Of a container that was made by half, only the snapshot is there.
	err = d.client.SnapshotService("").Remove(ctx, id)
	if err != nil && !errdefs.IsNotFound(err) {
		return fmt.Errorf("remove snapshot: %w", err)
	}
	return nil
}

// there takes it for success that a task is gone. Services answer with plain gRPC
// errors.
func there(err error) error {
	if err = errgrpc.ToNative(err); errdefs.IsNotFound(err) {
		return nil
	}
	return err
}

// killLiving is containerd.WithProcessKill that does not fail for a process that has
// ended: runsc does not say that in words that its shim knows.
func killLiving(ctx context.Context, p containerd.Process) error {
	err := containerd.WithProcessKill(ctx, p)
	if err == nil {
		return nil
	}
	if status, failed := p.Status(ctx); failed == nil && status.Status == containerd.Stopped {
		return nil
	}
	return err
}

func (d *viaContainerd) destroyLoaded(ctx context.Context, c containerd.Container) error {
	task, err := c.Task(ctx, nil)
	if err == nil {
		_, err = task.Delete(ctx, killLiving)
	}
	if err != nil && !errdefs.IsNotFound(err) {
		return fmt.Errorf("delete task: %w", err)
	}
	if err = c.Delete(ctx); err != nil && !errdefs.IsNotFound(err) {
		return fmt.Errorf("delete container: %w", err)
	}
	return nil
}

func (d *viaContainerd) sweep(ctx context.Context, alive func(string) bool) error {
	ctx = namespaces.WithNamespace(ctx, namespace)
	found, err := d.client.Containers(ctx, fmt.Sprintf("labels.%q==%q", labelRun, d.labels[labelRun]))
	if err != nil {
		return fmt.Errorf("list containers: %w", err)
	}
	var errs []error
	for _, c := range found {
		labels, err := c.Labels(ctx)
		if err != nil || alive(labels[labelOwner]) {
			errs = append(errs, err)
			continue
		}
		if err := d.destroyContainer(ctx, c.ID()); err != nil {
			errs = append(errs, fmt.Errorf("sweep %s: %w", c.ID(), err))
		}
	}
	return errors.Join(append(errs, d.sweepGroups(ctx, alive), d.endShims(ctx, ""))...)
}
