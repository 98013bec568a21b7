package runtime

import (
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// onDrivers runs a test against both drivers. containerd is the host's where it
// is recent enough, else the one that set-up has put below GAVEL_PREFIX (or where
// PATH finds it), started for these tests alone.
func onDrivers(t *testing.T, test func(t *testing.T, change func(*Config))) {
	t.Run("runc", func(t *testing.T) {
		test(t, func(*Config) {})
	})
	t.Run("containerd", func(t *testing.T) {
		needRoot(t)
		build(t)
		address := startContainerd(t)
		test(t, func(c *Config) { c.Driver, c.ContainerdAddress = "containerd", address })
	})
}

// startContainerd starts one containerd for a test.
func startContainerd(t *testing.T) (address string) {
	t.Helper()
	dir := containerdDir(t)
	home, err := os.MkdirTemp(built.dir, "containerd-")
	must(t, err)
	must(t, os.Chmod(home, 0o711))
	d, err := StartDaemon(t.Context(), DaemonConfig{
		Dir: dir, Root: filepath.Join(home, "root"), State: filepath.Join(home, "state"), Log: filepath.Join(home, "log"),
	}, slog.New(slog.NewTextHandler(io.Discard, nil)))
	must(t, err)
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d.Address()
}

func containerdDir(t *testing.T) string {
	t.Helper()
	prefix := os.Getenv("GAVEL_PREFIX")
	if prefix == "" {
		prefix = "/var/lib/gavel/bin"
	}
	if _, err := os.Stat(filepath.Join(prefix, "containerd")); err == nil {
		return prefix
	}
	path, err := exec.LookPath("containerd")
	if err != nil {
		t.Fatalf("no containerd in %s or PATH: run `make setup`", prefix)
	}
	return filepath.Dir(path)
}

// leftovers lists what a pool has left on the host: control groups, mounts,
// processes and directories.
func leftovers(t *testing.T, runDir, cgroupParent string) []string {
	t.Helper()
	var left []string
	groups, err := filepath.Glob("/sys/fs/cgroup/*" + cgroupParent + "/*/*")
	must(t, err)
	unified, err := filepath.Glob(unifiedRoot + cgroupParent + "/*")
	must(t, err)
	owners, err := filepath.Glob(filepath.Join(runDir, "owners", "*"))
	must(t, err)
	for _, path := range append(append(groups, unified...), owners...) {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			left = append(left, path)
		}
	}
	mounts, err := os.ReadFile("/proc/self/mounts")
	must(t, err)
	for line := range strings.Lines(string(mounts)) {
		if strings.Contains(line, runDir) {
			left = append(left, line)
		}
	}
	return append(left, processesOf(t, built.init)...)
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
