package runtime

import (
	"context"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/containerd/containerd/api/services/tasks/v1"
	containerd "github.com/containerd/containerd/v2/client"
	"github.com/containerd/containerd/v2/core/snapshots"
	"github.com/containerd/containerd/v2/pkg/namespaces"
)

// onDrivers runs a test against both drivers, the one of containerd with its stock
// shim and with gavel's. containerd is the one that set-up has put below
// GAVEL_PREFIX (or where PATH finds it), started for all of these tests together.
func onDrivers(t *testing.T, test func(t *testing.T, change func(*Config))) {
	t.Run("runc", func(t *testing.T) {
		test(t, func(*Config) {})
	})
	for name, runtime := range map[string]string{"containerd": stockRuntime, "shim": ShimRuntime} {
		t.Run(name, func(t *testing.T) {
			build(t)
			if built.daemon == nil {
				built.daemon = aContainerd(t)
			}
			test(t, through(built.daemon, runtime))
		})
	}
}

// through makes a pool use a containerd and one of its runtimes.
func through(d *Daemon, runtime string) func(*Config) {
	return func(c *Config) {
		c.Driver, c.ContainerdAddress, c.ContainerdRuntime = "containerd", d.Address(), runtime
	}
}

// startContainerd starts one containerd for a test.
func startContainerd(t testing.TB) *Daemon {
	t.Helper()
	d := aContainerd(t)
	t.Cleanup(func() { must(t, d.Close()) })
	return d
}

func aContainerd(t testing.TB) *Daemon {
	t.Helper()
	build(t)
	dir := containerdDir(t)
	home, err := os.MkdirTemp(built.dir, "containerd-")
	must(t, err)
	must(t, os.Chmod(home, 0o711))
	d, err := StartDaemon(t.Context(), DaemonConfig{
		Dir: dir, Root: filepath.Join(home, "root"), State: filepath.Join(home, "state"), Log: filepath.Join(home, "log"),
	}, slog.New(slog.NewTextHandler(io.Discard, nil)))
	must(t, err)
	return d
}

// containerdDir is a directory with containerd's programs and gavel's shim.
func containerdDir(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(built.dir, "containerd")
	if isDir(dir) {
		return dir
	}
	must(t, os.Mkdir(dir, 0o711))
	for _, name := range []string{"containerd", "containerd-shim-runc-v2", "runc"} {
		if found := filepath.Join(prefix(t), name); exists(found) {
			must(t, os.Symlink(found, filepath.Join(dir, name)))
		}
	}
	goBuild(t, filepath.Join(dir, ShimProgram), "gavel/cmd/"+ShimProgram, "CGO_ENABLED=1")
	return dir
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// prefix is where containerd is.
func prefix(t testing.TB) string {
	t.Helper()
	prefix := os.Getenv("GAVEL_PREFIX")
	if prefix == "" {
		prefix = "/var/lib/gavel/bin"
	}
	if exists(filepath.Join(prefix, "containerd")) {
		return prefix
	}
	path, err := exec.LookPath("containerd")
	if err != nil {
		t.Fatalf("no containerd in %s or PATH: run `make setup`", prefix)
	}
	return filepath.Dir(path)
}

// leftovers lists what an owner, or every owner of a run directory ("*"), has left
// on the host: control groups, mounts, directories, and with containerd what that
// knows of it.
func leftovers(t *testing.T, c Config, owner string) []string {
	t.Helper()
	var left []string
	for _, pattern := range []string{
		"/sys/fs/cgroup/*" + c.CgroupParent + "/" + owner,
		unifiedRoot + c.CgroupParent + "/" + owner,
		filepath.Join(c.RunDir, "owners", owner),
	} {
		found, err := filepath.Glob(pattern)
		must(t, err)
		for _, path := range found {
			if isDir(path) {
				left = append(left, path)
			}
		}
	}
	mounts, err := os.ReadFile("/proc/self/mounts")
	must(t, err)
	for line := range strings.Lines(string(mounts)) {
		if strings.Contains(line, filepath.Join(c.RunDir, "owners", strings.TrimSuffix(owner, "*"))) {
			left = append(left, line)
		}
	}
	if c.Driver == "containerd" {
		left = append(left, leftInContainerd(t, c, owner)...)
	}
	return left
}

// leftInContainerd lists containers, tasks and snapshots, and shims that run for
// them. Snapshots and shims do not say whose they are.
func leftInContainerd(t *testing.T, c Config, owner string) []string {
	t.Helper()
	client, err := containerd.New(c.ContainerdAddress, containerd.WithDefaultNamespace(namespace))
	must(t, err)
	defer client.Close()
	ctx := namespaces.WithNamespace(t.Context(), namespace)
	var left []string
	containers, err := client.Containers(ctx)
	must(t, err)
	for _, found := range containers {
		labels, err := found.Labels(ctx)
		must(t, err)
		if owner == "*" || labels[labelOwner] == owner {
			left = append(left, "container "+found.ID())
		}
	}
	if owner != "*" {
		return left
	}
	found, err := client.TaskService().List(ctx, &tasks.ListTasksRequest{})
	must(t, err)
	for _, task := range found.Tasks {
		left = append(left, "task "+task.ID)
	}
	must(t, client.SnapshotService("").Walk(ctx, func(_ context.Context, info snapshots.Info) error {
		if strings.HasPrefix(info.Name, "gavel-") {
			left = append(left, "snapshot "+info.Name)
		}
		return nil
	}))
	sandboxes, err := client.SandboxStore().List(ctx)
	must(t, err)
	for _, sandbox := range sandboxes {
		left = append(left, "sandbox "+sandbox.ID)
	}
	// They end after their answer.
	waitFor(t, "the end of all shims", func() bool { return len(shimsOf(t, c.ContainerdAddress)) == 0 })
	return left
}

// shimsOf lists the shims of a containerd, whatever their runtime.
func shimsOf(t *testing.T, address string) []int {
	t.Helper()
	pids, err := findProcesses(func(argv []string) bool {
		return strings.HasPrefix(filepath.Base(argv[0]), "containerd-shim-") && slices.Contains(argv, address)
	})
	must(t, err)
	return pids
}

// processesOf lists the processes that execute a file.
func processesOf(t *testing.T, exe string) []string {
	t.Helper()
	var found []string
	links, err := filepath.Glob("/proc/[0-9]*/exe")
	must(t, err)
	for _, link := range links {
		if target, err := os.Readlink(link); err == nil && target == exe {
			found = append(found, link)
		}
	}
	return found
}
