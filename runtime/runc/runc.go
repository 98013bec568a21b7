package runc

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/moby/sys/capability"
	_ "github.com/opencontainers/cgroups/devices" // lets the cgroup manager set device rules
	"github.com/opencontainers/runc/libcontainer"
	_ "github.com/opencontainers/runc/libcontainer/nsenter" // enters namespaces before the Go runtime starts
	specs "github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"
)

// Build names the sources that a program was made from, set by the linker. A shim
// and a worker of the same build make the same containers.
var Build = "unknown"

// What containerd calls the shim that makes containers with this package, and the
// name of its file.
const (
	Runtime = "io.containerd.gavel.v1"
	Shim    = "containerd-shim-gavel-v1"
)

// init is where libcontainer's second start of the program ends.
func init() {
	//nolint:forbidigo // libcontainer's own way to say it
	if len(os.Args) > 1 && os.Args[1] == "init" && os.Getenv("_LIBCONTAINER_INITPIPE") != "" {
		debug.SetGCPercent(-1) // it executes another program in a few milliseconds
		knowCapabilities()
		libcontainer.Init()
	}
}

// knowCapabilities lets libcontainer ask the kernel for its last capability while
// that can be read: not any more once a /proc that shows processes only is mounted.
// It remembers the answer, and says itself what kept it from one.
func knowCapabilities() { _, _ = capability.LastCap() }

// endTimeout bounds the time from SIGKILL to the end of a first process.
const endTimeout = 5 * time.Second

// Streams are a first process's. What is nil is /dev/null; files are handed over
// as they are.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// Container is one made container.
type Container struct {
	made  *libcontainer.Container
	first int
	ended chan struct{} // closed when the first process has ended and is reaped
	exit  Exit
}

// Exit is how a first process ended: its exit code, or 128 and the signal.
type Exit struct {
	Code int
	At   time.Time
}

// Create makes a container with its first process waiting for Start. Its state
// lies in root/id until Destroy.
func Create(root, id string, spec *specs.Spec, streams Streams) (*Container, error) {
	config, err := convert(id, spec)
	if err != nil {
		return nil, fmt.Errorf("convert spec: %w", err)
	}
	process, err := firstProcess(spec.Process)
	if err != nil {
		return nil, fmt.Errorf("convert spec: %w", err)
	}
	process.Stdin, process.Stdout, process.Stderr = streams.In, streams.Out, streams.Err
	made, err := libcontainer.Create(root, id, config)
	if err != nil {
		return nil, fmt.Errorf("create container: %w", err)
	}
	if err := made.Start(process); err != nil {
		return nil, errors.Join(fmt.Errorf("create container: %w", err), made.Destroy())
	}
	c := &Container{made: made, ended: make(chan struct{})}
	if c.first, err = process.Pid(); err != nil {
		return nil, errors.Join(err, made.Destroy())
	}
	go c.reap(process)
	return c, nil
}

func (c *Container) reap(process *libcontainer.Process) {
	defer close(c.ended)
	state, _ := process.Wait() // its error says only that the program did not exit with 0
	c.exit = Exit{Code: 255, At: time.Now()}
	if state == nil {
		return
	}
	c.exit.Code = state.ExitCode()
	if status, ok := state.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		c.exit.Code = 128 + int(status.Signal())
	}
}

// Start lets the first process execute its program.
func (c *Container) Start() error {
	if err := c.made.Exec(); err != nil {
		return fmt.Errorf("start container: %w", err)
	}
	return nil
}

// PID is the first process's, on the host.
func (c *Container) PID() int { return c.first }

// Ended is closed when the first process has ended; Exit says how from then on.
func (c *Container) Ended() <-chan struct{} { return c.ended }

// Exit tells how the first process ended, once Ended is closed.
func (c *Container) Exit() Exit { return c.exit }

// Processes lists those in the container's control group, as the host numbers them.
func (c *Container) Processes() ([]int, error) { return c.made.Processes() }

// Pause freezes the container's processes.
func (c *Container) Pause() error { return c.made.Pause() }

// Resume lets them go on.
func (c *Container) Resume() error { return c.made.Resume() }

// Paused tells whether they are frozen.
func (c *Container) Paused() bool {
	status, err := c.made.Status()
	return err == nil && status == libcontainer.Paused
}

// Signal sends one to the first process; SIGKILL to all where the container shares
// its process ids with somebody. It is no error that it has ended.
func (c *Container) Signal(s unix.Signal) error {
	err := c.made.Signal(s)
	if err != nil && !errors.Is(err, libcontainer.ErrNotRunning) && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("signal container: %w", err)
	}
	return nil
}

// Destroy kills what runs and removes the container's control groups and state.
// It may be called again after an error.
func (c *Container) Destroy() error {
	if err := c.Signal(unix.SIGKILL); err != nil {
		return err
	}
	select {
	case <-c.ended:
	case <-time.After(endTimeout):
		return fmt.Errorf("process %d lives on %v after SIGKILL", c.first, endTimeout)
	}
	if err := c.made.Destroy(); err != nil {
		return fmt.Errorf("destroy container: %w", err)
	}
	return nil
}

// MemoryKills is how many of the container's processes the kernel killed for its
// memory limit, as long as its control group is there.
func (c *Container) MemoryKills() int {
	state, err := c.made.State()
	if err != nil {
		return 0
	}
	file := filepath.Join(state.CgroupPaths[""], "memory.events") // version 2
	if dir := state.CgroupPaths["memory"]; dir != "" {
		file = filepath.Join(dir, "memory.oom_control")
	}
	text, _ := os.ReadFile(file) // gone: nobody knows
	for line := range strings.Lines(string(text)) {
		if value, ok := strings.CutPrefix(line, "oom_kill "); ok {
			n, _ := strconv.Atoi(strings.TrimSpace(value))
			return n
		}
	}
	return 0
}
