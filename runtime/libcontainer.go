package runtime

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	_ "github.com/opencontainers/cgroups/devices" // lets the cgroup manager set device rules
	"github.com/opencontainers/runc/libcontainer"
	"github.com/opencontainers/runc/libcontainer/configs"
	_ "github.com/opencontainers/runc/libcontainer/nsenter" // enters namespaces before the Go runtime starts
	"github.com/opencontainers/runc/libcontainer/specconv"
	specs "github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"
)

// Reexec must be the first call of main, in every program that makes cells: the
// in-process driver starts its own binary again to become a container's first
// process. There it does not return.
func Reexec() {
	if len(os.Args) > 1 && os.Args[1] == "init" && os.Getenv("_LIBCONTAINER_INITPIPE") != "" {
		libcontainer.Init()
	}
}

// inProcess drives runc's libcontainer without any daemon.
type inProcess struct {
	owner      *owner
	converting sync.Mutex
}

func newInProcess(o *owner) *inProcess { return &inProcess{owner: o} }

func (d *inProcess) prepare(_ context.Context, image Image) error {
	if _, err := os.Stat(image.Dir); err != nil {
		return fmt.Errorf("image %s: %w", image.Name, err)
	}
	return nil
}

func (d *inProcess) root(image Image) string { return image.Dir }

// sweep has nothing of its own to do: the owner's directory and control group
// hold everything.
func (d *inProcess) sweep(context.Context, func(string) bool) error { return nil }

func (d *inProcess) close() error { return nil }

// convert turns an OCI spec into libcontainer's own form. The list of default
// device nodes, which a /dev bound from outside makes useless, is shared by all
// containers of a process, and each conversion writes its ids into it.
func (d *inProcess) convert(id string, spec *specs.Spec) (*configs.Config, error) {
	d.converting.Lock()
	defer d.converting.Unlock()
	config, err := specconv.CreateLibcontainerConfig(&specconv.CreateOpts{CgroupName: id, Spec: spec})
	if err != nil {
		return nil, err
	}
	config.Devices = nil
	return config, nil
}

type inProcessContainer struct {
	container *libcontainer.Container
	first     int
	ended     chan struct{} // closed when the first process has ended and is reaped
}

func (d *inProcess) create(_ context.Context, id string, _ Image, spec *specs.Spec) (container, error) {
	config, err := d.convert(id, spec)
	if err != nil {
		return nil, fmt.Errorf("convert spec: %w", err)
	}
	made, err := libcontainer.Create(d.owner.runc(), id, config)
	if err != nil {
		return nil, fmt.Errorf("create container: %w", err)
	}
	stderr := &headBuffer{}
	process := initProcessOf(spec.Process)
	process.Stderr = stderr
	if err := made.Run(process); err != nil {
		return nil, errors.Join(fmt.Errorf("start container: %w%s", err, stderr), made.Destroy())
	}
	first, err := process.Pid()
	if err != nil {
		return nil, errors.Join(err, made.Destroy())
	}
	c := &inProcessContainer{container: made, first: first, ended: make(chan struct{})}
	go func() {
		defer close(c.ended)
		_, _ = process.Wait() // however it ended: its status says nothing
	}()
	return c, nil
}

func (c *inProcessContainer) pid() int { return c.first }

func (c *inProcessContainer) destroy(context.Context) error {
	if err := c.container.Signal(unix.SIGKILL); err != nil && !errors.Is(err, libcontainer.ErrNotRunning) && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("kill container: %w", err)
	}
	select {
	case <-c.ended:
	case <-time.After(killTimeout):
		return fmt.Errorf("process %d lives on %v after SIGKILL", c.first, killTimeout)
	}
	if err := c.container.Destroy(); err != nil {
		return fmt.Errorf("destroy container: %w", err)
	}
	return nil
}

func initProcessOf(p *specs.Process) *libcontainer.Process {
	process := &libcontainer.Process{
		Args:            p.Args,
		Env:             p.Env,
		UID:             int(p.User.UID),
		GID:             int(p.User.GID),
		Cwd:             p.Cwd,
		NoNewPrivileges: &p.NoNewPrivileges,
		AppArmorProfile: p.ApparmorProfile,
		Rlimits:         rlimitsOf(p.Rlimits),
		Init:            true,
	}
	if c := p.Capabilities; c != nil {
		process.Capabilities = &configs.Capabilities{Bounding: c.Bounding, Effective: c.Effective, Permitted: c.Permitted}
	}
	return process
}

var rlimitNumbers = map[string]int{"RLIMIT_CORE": unix.RLIMIT_CORE, "RLIMIT_NOFILE": unix.RLIMIT_NOFILE}

// rlimitsOf converts the rlimits that initProcess sets.
func rlimitsOf(limits []specs.POSIXRlimit) []configs.Rlimit {
	converted := make([]configs.Rlimit, len(limits))
	for i, l := range limits {
		number, ok := rlimitNumbers[l.Type]
		if !ok {
			panic("no number for " + l.Type)
		}
		converted[i] = configs.Rlimit{Type: number, Hard: l.Hard, Soft: l.Soft}
	}
	return converted
}

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
