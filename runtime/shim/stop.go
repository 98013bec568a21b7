package shim

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/containerd/containerd/v2/core/mount"
	"github.com/containerd/containerd/v2/pkg/shim"
	"golang.org/x/sys/unix"

	"gavel/runtime/runc"
)

// stateDir is where libcontainer keeps a container's state, below its bundle.
func stateDir(bundle string) string { return filepath.Join(bundle, "state") }

// Stop is called in the bundle of a container whose shim is gone, or has removed
// it already. What is left of it goes.
func (manager) Stop(_ context.Context, id string) (shim.StopStatus, error) {
	status := shim.StopStatus{ExitStatus: 128 + int(unix.SIGKILL), ExitedAt: time.Now()}
	bundle, err := os.Getwd()
	if err != nil {
		return status, err
	}
	return status, errors.Join(
		runc.Remove(stateDir(bundle), id),
		mount.UnmountRecursive(filepath.Join(bundle, "rootfs"), 0),
		removeDeadSocket(filepath.Join(bundle, "bootstrap.json")),
	)
}

// removeDeadSocket removes the socket that a bundle was served at, unless somebody
// listens there.
func removeDeadSocket(file string) error {
	data, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		return nil // containerd ended before it wrote down where
	}
	if err != nil {
		return err
	}
	var params struct{ Address string }
	if err := json.Unmarshal(data, &params); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	path, ok := strings.CutPrefix(params.Address, "unix://")
	if !ok {
		return fmt.Errorf("%s: address is %q, want a path", file, params.Address)
	}
	unlock, err := lockSockets(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer unlock()
	if served(path) {
		return nil
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
