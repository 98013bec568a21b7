package shim

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	goruntime "runtime"
	"strconv"
	"strings"
	"syscall"

	"github.com/containerd/containerd/api/runtime/bootstrap/v1"
	"github.com/containerd/containerd/api/types"
	"github.com/containerd/containerd/v2/defaults"
	"github.com/containerd/containerd/v2/pkg/namespaces"
	"github.com/containerd/containerd/v2/pkg/shim"
	"golang.org/x/sys/unix"

	"gavel/runtime/runc"
	_ "gavel/runtime/shim/early" // before everything else
)

// Name is the runtime's.
const Name = runc.Runtime

// socketEnv tells the serving process which socket is its own to remove.
const socketEnv = "GAVEL_SHIM_SOCKET"

// Run is the whole program: it serves, or answers one call of containerd's.
func Run(ctx context.Context) {
	register()
	// Children are reaped by who started them; orphans are the host's.
	shim.RunShim(ctx, manager{}, func(c *shim.Config) { c.NoReaper, c.NoSubreaper = true, true })
}

// manager answers the calls that are executions of the program.
type manager struct{}

func (manager) Name() string { return Name }

// Info tells of which build it is.
func (manager) Info(context.Context, io.Reader) (*types.RuntimeInfo, error) {
	return &types.RuntimeInfo{Name: Name, Version: &types.RuntimeVersion{Version: "1", Revision: runc.Build}}, nil
}

// Start hands out the address of the process that serves this containerd and
// namespace, and begins one where there is none.
func (manager) Start(ctx context.Context, params *bootstrap.BootstrapParams) (*bootstrap.BootstrapResult, error) {
	dir := params.GetSocketDir()
	if dir == "" {
		dir = filepath.Join(defaults.DefaultStateDir, "s")
	}
	unlock, err := lockSockets(dir)
	if err != nil {
		return nil, err
	}
	defer unlock()
	group := "gavel-" + runc.Build
	address, err := shim.CreateSocketAddress(ctx, dir, params.GetContainerdGrpcAddress(), group, false)
	if err != nil {
		return nil, err
	}
	path := strings.TrimPrefix(address, "unix://")
	if !served(path) {
		err = begin(ctx, params, group, address)
	}
	return &bootstrap.BootstrapResult{Version: 3, Protocol: "ttrpc", Address: address}, err
}

// lockSockets waits until nobody else makes or removes sockets in a directory.
func lockSockets(dir string) (unlock func() error, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	held, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	for {
		err := unix.Flock(int(held.Fd()), unix.LOCK_EX)
		if err == nil {
			return held.Close, nil
		}
		if !errors.Is(err, unix.EINTR) {
			held.Close()
			return nil, fmt.Errorf("lock %s: %w", dir, err)
		}
	}
}

// served tells whether somebody listens at a socket. It does not depend on how soon
// this process gets a processor, as a limit of time would.
func served(path string) bool {
	conn, err := net.Dial("unix", path)
	if err == nil {
		conn.Close()
	}
	return !errors.Is(err, unix.ECONNREFUSED) && !errors.Is(err, os.ErrNotExist)
}

// begin starts a serving process that listens already when this returns.
func begin(ctx context.Context, params *bootstrap.BootstrapParams, group, address string) error {
	listener, err := listen(address)
	if err != nil {
		return err
	}
	defer listener.Close()
	socket, err := listener.File()
	if err != nil {
		return err
	}
	defer socket.Close()
	cmd, err := serving(ctx, params, group)
	if err != nil {
		return err
	}
	cmd.Env = append(os.Environ(), socketEnv+"="+address, "GOMAXPROCS="+strconv.Itoa(max(2, goruntime.NumCPU())))
	cmd.ExtraFiles = []*os.File{socket} // its descriptor 3, as the shim library expects
	if err := cmd.Start(); err != nil {
		return errors.Join(err, shim.RemoveSocket(address))
	}
	if err := shim.AdjustOOMScore(cmd.Process.Pid); err != nil {
		return errors.Join(err, cmd.Process.Kill(), cmd.Wait(), shim.RemoveSocket(address))
	}
	return cmd.Process.Release()
}

// listen takes the place of a socket that nobody listens at any more.
func listen(address string) (*net.UnixListener, error) {
	if err := shim.RemoveSocket(address); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	listener, err := shim.NewSocket(address)
	if err != nil {
		return nil, err
	}
	listener.SetUnlinkOnClose(false) // the serving process goes on with it
	return listener, nil
}

// serving is the command that serves. It begins in the bundle, where containerd
// reads its log from a pipe.
func serving(ctx context.Context, params *bootstrap.BootstrapParams, group string) (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	namespace, err := namespaces.NamespaceRequired(ctx)
	if err != nil {
		return nil, err
	}
	args := []string{"-namespace", namespace, "-id", group, "-address", params.GetContainerdGrpcAddress()}
	if params.GetLogLevel() <= bootstrap.LogLevel_LOG_LEVEL_DEBUG {
		args = append(args, "-debug")
	}
	cmd := exec.Command(self, args...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return cmd, nil
}
