package runtime

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"

	specs "github.com/opencontainers/runtime-spec/specs-go"

	"gavel/runtime/runc"
)

// inProcess makes containers in this process, without any daemon.
type inProcess struct{ owner *owner }

func newInProcess(o *owner) *inProcess { return &inProcess{owner: o} }

func (d *inProcess) prepare(_ context.Context, image Image) error { return checkUnpacked(image) }

func checkUnpacked(image Image) error {
	if _, err := os.Stat(image.Dir); err != nil {
		return fmt.Errorf("image %s: %w", image.Name, err)
	}
	return nil
}

func (d *inProcess) root(image Image) string { return image.Dir }

func (d *inProcess) setsCapabilities() bool { return true }

// sweep has nothing of its own to do: the owner's directory and control group
// hold everything.
func (d *inProcess) sweep(context.Context, func(string) bool) error { return nil }

func (d *inProcess) close() error { return nil }

type inProcessContainer struct{ *runc.Container }

func (d *inProcess) create(_ context.Context, id string, _ Image, spec *specs.Spec) (container, error) {
	stderr := &headBuffer{}
	made, err := runc.Create(d.owner.runc(), id, spec, runc.Streams{Err: stderr})
	if err != nil {
		return nil, fmt.Errorf("%w%s", err, stderr)
	}
	if err := made.Start(); err != nil {
		return nil, errors.Join(fmt.Errorf("%w%s", err, stderr), made.Destroy())
	}
	return inProcessContainer{made}, nil
}

func (c inProcessContainer) pid() int                      { return c.PID() }
func (c inProcessContainer) destroy(context.Context) error { return c.Destroy() }

// headBuffer keeps the first words of a process that should say nothing.
type headBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *headBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if room := 4096 - b.text.Len(); room > 0 {
		b.text.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

func (b *headBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.text.Len() == 0 {
		return ""
	}
	return ": " + strings.TrimSpace(b.text.String())
}
