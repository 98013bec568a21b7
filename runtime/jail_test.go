package runtime

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"gavel/judge"
	"gavel/runtime/control"
)

// These tests look at the jail itself: what a program sees of it, and what the
// host sees of the cell. They run without a filter in the way, so that what the
// other layers keep shows by itself. TestMutants proves that each protection has
// a test here, or beside it, that fails without it.

// seen are the lines that the probe's word "facts" prints, by name.
func seen(t *testing.T, b *bench) map[string]string {
	t.Helper()
	out := b.feed(wide, []byte("input"), "facts")
	found := map[string]string{}
	for line := range strings.Lines(string(out.Stdout.Data)) {
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		found[name] = value
	}
	if out.ExitCode != 0 || len(found) < 50 {
		t.Fatalf("exit %d, signal %q, %d facts, stderr %q", out.ExitCode, out.Signal, len(found), out.Stderr.Data)
	}
	return found
}

func hold(t *testing.T, found, wanted map[string]string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		if got := found[name]; got != wanted[name] {
			t.Errorf("%s: %q, want %q", name, got, wanted[name])
		}
	}
}

func hasLandlock() bool {
	_, _, errno := unix.Syscall(unix.SYS_LANDLOCK_CREATE_RULESET, 0, 0, unix.LANDLOCK_CREATE_RULESET_VERSION)
	return errno == 0
}

// insideEvery are facts of every cell.
var insideEvery = map[string]string{
	"Max cpu time": fmt.Sprintf("%d %[1]d", 2*wide.WallMillis/1000+1),
	"hostname":     "gavel", "descriptors": "[0 1 2]", "interfaces": "[lo up=false]", "leads its session": "true",
	"Groups": "", "CapInh": noCaps, "CapPrm": noCaps, "CapEff": noCaps, "CapBnd": noCaps, "CapAmb": noCaps,
	"NoNewPrivs": "1", "Seccomp": "2", "Seccomp_filters": "2", "oom_score_adj": "500",
	"Max core file size": "1 1", "Max file size": "67108864 67108864", "Max locked memory": "0 0",
	"Max msgqueue size": "0 0", "Max open files": "256 256", "Max realtime priority": "0 0", "Max pending signals": "256 256",
	"Max stack size": "251658240 251658240",
	"mount /proc":    "ro,nosuid,nodev,noexec,relatime  proc",
	"mount /dev":     "ro,nosuid,noexec,relatime  tmpfs",
	"mount /tmp":     "rw,nosuid,nodev,noexec,noatime  tmpfs",
	"mount /box":     "rw,nosuid,nodev,noatime  tmpfs",

	"write /new": "read-only file system", "write /usr/new": "read-only file system", "write /dev/new": "read-only file system",
	"write /box/new": "permission denied", "write /proc/self/oom_score_adj": "read-only file system",
	"signal gavel-init": "operation not permitted", "trace gavel-init": "operation not permitted",
	"connect to the worker": "permission denied", "write to stdin": "operation not permitted",
	"execute from /tmp": "permission denied", "map code from /tmp": "operation not permitted",
}

const noCaps = "0000000000000000"

func TestJail(t *testing.T) {
	onDrivers(t, func(t *testing.T, change func(*Config)) {
		b := newBench(t, newTestPool(t, change))
		defer b.drop()
		found := seen(t, b)
		for _, name := range []string{"super /tmp", "super /box"} {
			found[name] = strings.NewReplacer(",inode64", "", ",huge=within_size", "").Replace(found[name]) // of some kernels
		}
		hold(t, found, insideEvery)
		base := b.cell.(*Cell).ids.base
		owner := fmt.Sprintf("uid=%d,gid=%d", base, base)
		hold(t, found, map[string]string{
			"Uid": "1000 1000 1000 1000", "Gid": "1000 1000 1000 1000",
			"others in /proc": "[self thread-self]", "super /proc": "ro,hidepid=invisible,subset=pid",
			"super /tmp": "rw,size=65536k,nr_inodes=16384," + owner, "super /box": "rw,size=65536k,nr_inodes=16384,mode=755," + owner,
		})
		if hasLandlock() {
			hold(t, found, map[string]string{"read /run/gavel/init": "permission denied", "read a directory out of reach": "permission denied"})
		} else {
			t.Log("this kernel has no Landlock: its rules were not looked at")
		}
		for name, options := range found {
			if strings.HasPrefix(name, "mount /run/gavel/") && !strings.HasPrefix(options, "ro,nosuid,nodev") {
				t.Errorf("%s: %s", name, options)
			}
		}
	})
}

// harmlessInProc is what a program may see of the whole system where subset=pid is
// not there to hide it.
var harmlessInProc = strings.Fields("cpuinfo devices filesystems loadavg meminfo mounts net self sys thread-self uptime version")

// TestJailWithoutUserNamespaces: paths are masked that otherwise are not there.
func TestJailWithoutUserNamespaces(t *testing.T) {
	b := newBench(t, newTestPool(t, func(c *Config) { c.NoUserNamespaces = true }))
	defer b.drop()
	found := seen(t, b)
	hold(t, found, insideEvery)
	id := b.cell.(*Cell).hostID(programUID)
	hold(t, found, map[string]string{
		"Uid": fmt.Sprintf("%d %[1]d %[1]d %[1]d", id), "mount /proc/sys": "ro,nosuid,nodev,noexec,relatime  proc",
	})
	for name := range strings.FieldsSeq(strings.Trim(found["others in /proc"], "[]")) {
		masked := strings.HasSuffix(found["mount /proc/"+name], " tmpfs")
		if !masked && !slices.Contains(harmlessInProc, name) {
			t.Errorf("/proc/%s is not masked", name)
		}
	}
}

// TestJailFromOutside: what the kernel knows of a cell and its first process.
func TestJailFromOutside(t *testing.T) {
	onDrivers(t, func(t *testing.T, change func(*Config)) {
		p := newTestPool(t, func(c *Config) {
			change(c)
			c.Templates[1].CPUs = 1.5
		})
		claimed, err := p.Claim(t.Context(), "probe", judge.StageRun)
		must(t, err)
		defer claimed.Destroy()
		c := claimed.(*Cell)
		for _, kind := range []string{"cgroup", "ipc", "mnt", "net", "pid", "user", "uts"} {
			if theirs, ours := namespaceOf(t, c.container.pid(), kind), namespaceOf(t, os.Getpid(), kind); theirs == ours {
				t.Errorf("the cell has the host's %s namespace", kind)
			}
		}
		keep := uint64(0)
		for _, capability := range control.Capabilities {
			keep |= 1 << capability.Number
		}
		status := statusOf(t, c.container.pid())
		hold(t, status, map[string]string{
			"CapEff": fmt.Sprintf("%016x", keep), "CapPrm": fmt.Sprintf("%016x", keep), "CapBnd": noCaps, "CapInh": noCaps,
			"NoNewPrivs": "1", "Seccomp_filters": "1",
		})
		memory, processes := c.template.MemoryBytes+initMemory, c.template.Processes+initProcesses
		c.limit(t, "pids", "pids.max", "pids.max", processes)
		c.limit(t, "memory", "memory.limit_in_bytes", "memory.max", memory)
		if !c.maker.v2 {
			c.limit(t, "memory", "memory.memsw.limit_in_bytes", "", memory)
			c.limit(t, "cpu", "cpu.cfs_quota_us", "", 150_000)
		} else {
			c.limit(t, "", "", "memory.swap.max", 0)
			c.limit(t, "", "", "memory.oom.group", 1)
		}
		rlimits, err := os.ReadFile(fmt.Sprintf("/proc/%d/limits", c.container.pid()))
		must(t, err)
		if !regexp.MustCompile(`Max core file size +1 +1 `).Match(rlimits) {
			t.Errorf("gavel-init may dump core:\n%s", rlimits)
		}
		names, err := os.ReadDir(fmt.Sprintf("/proc/%d/root/dev", c.container.pid()))
		must(t, err)
		if len(names) != len(devices)+len(deviceLinks) {
			t.Errorf("/dev holds %v", names)
		}
		c.refusesDevices(t)
		if _, ours := c.maker.driver.(*inProcess); ours { // containerd's runc allows it whatever the spec says
			c.opens(t, 10, 200, unix.EPERM) // TUN
		}
	})
}

func namespaceOf(t *testing.T, pid int, kind string) string {
	t.Helper()
	link, err := os.Readlink(fmt.Sprintf("/proc/%d/ns/%s", pid, kind))
	must(t, err)
	return link
}

func statusOf(t *testing.T, pid int) map[string]string {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	must(t, err)
	found := map[string]string{}
	for line := range strings.Lines(string(text)) {
		name, value, _ := strings.Cut(line, ":")
		found[name] = strings.TrimSpace(value)
	}
	return found
}

// dir is where the cell's control group of a controller lies.
func (c *Cell) dir(t *testing.T, controller string) string {
	t.Helper()
	if c.maker.v2 {
		return filepath.Join(unifiedRoot, c.maker.owner.cellGroup(c.id))
	}
	roots, err := mountsV1()
	must(t, err)
	return filepath.Join(roots[controller], c.maker.owner.cellGroup(c.id))
}

func (c *Cell) limit(t *testing.T, controller, v1, v2 string, want int64) {
	t.Helper()
	name := v1
	if c.maker.v2 {
		name = v2
	}
	file, err := openCounter(c.dir(t, controller), name)
	must(t, err)
	defer file.close()
	if got, err := file.number(); err != nil || got != want {
		t.Errorf("%s is %d, %v, want %d", name, got, err, want)
	}
}

func (c *Cell) refusesDevices(t *testing.T) {
	t.Helper()
	for _, minor := range []uint32{1, 2, 4, 11} { // mem, kmem, port, kmsg
		c.opens(t, 1, minor, unix.EPERM)
	}
	c.opens(t, 7, 0, unix.EPERM)
	for _, minor := range devices {
		c.opens(t, 1, minor, nil)
	}
}

// opens has a process of the host's root join the cell's control group, where
// nothing but that is in its way, and open a device: the node's file system is one
// that has devices, as a host's /tmp need not be.
func (c *Cell) opens(t *testing.T, major, minor uint32, want error) {
	t.Helper()
	dir := t.TempDir()
	must(t, unix.Mount("gavel-test", dir, "tmpfs", 0, ""))
	defer unix.Unmount(dir, unix.MNT_DETACH)
	node := filepath.Join(dir, "device")
	must(t, unix.Mknod(node, unix.S_IFCHR|0o600, int(unix.Mkdev(major, minor))))
	if err := openIn(c.dir(t, "devices"), node); !errors.Is(err, want) {
		t.Errorf("device %d:%d in the cell's control group: %v, want %v", major, minor, err, want)
	}
}

// openIn opens a file in a child that waits until it was moved into the group.
func openIn(group, path string) error {
	cmd := exec.Command("/proc/self/exe")
	cmd.Env = append(os.Environ(), openEnv+"="+path)
	stdin, err := cmd.StdinPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return err
	}
	err = writeFile(group, "cgroup.procs", fmt.Sprint(cmd.Process.Pid))
	stdin.Close()
	ended := cmd.Wait()
	if exit, ok := errors.AsType[*exec.ExitError](ended); ok {
		return cmp.Or(err, error(syscall.Errno(exit.ExitCode())))
	}
	return errors.Join(err, ended)
}

const openEnv = "GAVEL_TEST_OPEN"

// openAndExit opens a file when its stdin ends, and exits with the error's number.
func openAndExit(path string) {
	os.Stdin.Read(make([]byte, 1))
	fd, err := unix.Open(path, unix.O_RDONLY|unix.O_NONBLOCK, 0)
	unix.Close(fd)
	var errno syscall.Errno
	errors.As(err, &errno)
	os.Exit(int(errno))
}

// TestMountsDoNotPropagate: the image lies on a mount that hands on what is mounted
// below it; the cell's root does not take it.
func TestMountsDoNotPropagate(t *testing.T) {
	build(t)
	dir := built.image.Dir
	must(t, unix.Mount(dir, dir, "", unix.MS_BIND, ""))
	defer unix.Unmount(dir, unix.MNT_DETACH)
	must(t, unix.Mount("", dir, "", unix.MS_SHARED, ""))
	b := newBench(t, newTestPool(t, nil))
	defer b.drop()
	for name, options := range seen(t, b) {
		if strings.HasPrefix(name, "mount ") && strings.Contains(options, ":") {
			t.Errorf("%s takes part in what happens to other mounts: %s", name, options)
		}
	}
}

// TestCellsShareNothing: what a program makes in one cell is not there in another,
// though no filter keeps it from being made or looked for.
func TestCellsShareNothing(t *testing.T) {
	onDrivers(t, func(t *testing.T, change func(*Config)) {
		p := newTestPool(t, change)
		var cells [2]*bench
		for i := range cells {
			cells[i] = newBench(t, p)
			ok(t, cells[i].run(wide, "find"), "\n")
			defer cells[i].drop()
		}
		ctx, cancel := context.WithCancel(t.Context())
		var leaving sync.WaitGroup
		defer leaving.Wait()
		defer cancel()
		leaver := cells[0].cell.(*Cell)
		leaving.Go(func() {
			out, err := leaver.Run(ctx, judge.Command{Argv: []string{"/box/probe", "leave"}}, nil, wide)
			if err != nil || string(out.Stdout.Data) != "left\n" {
				t.Errorf("not everything could be left: %q, %v", out.Stdout.Data, err)
			}
		})
		waitFor(t, "what is left", func() bool { return leaver.listens(t) })
		ok(t, cells[1].run(wide, "find"), "\n")
	})
}

// listens tells whether the last thing that the probe leaves is there.
func (c *Cell) listens(t *testing.T) bool {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/net/unix", c.container.pid()))
	must(t, err)
	return strings.Contains(string(text), "@gavel-leaf")
}

// TestAnArtefactIsReadAfterItsCell: nothing can change any more what is read.
func TestAnArtefactIsReadAfterItsCell(t *testing.T) {
	c := builder{t, newTestPool(t, nil)}.make("file a.out 100").(*Cell)
	first, err := openPidfd(c.container.pid())
	must(t, err)
	defer first.Close()
	_, err = c.Collect(t.Context(), "a.out")
	must(t, err)
	if !readable(int(first.Fd())) {
		t.Error("the cell's first process lives on")
	}
}

// TestOnlyTheFirstProcessMayConnect: whoever else reaches the socket is not
// listened to.
func TestOnlyTheFirstProcessMayConnect(t *testing.T) {
	listener, err := net.ListenUnix("unixpacket", &net.UnixAddr{Name: filepath.Join(t.TempDir(), "socket"), Net: "unixpacket"})
	must(t, err)
	defer listener.Close()
	first := exec.Command("sleep", "1000")
	must(t, first.Start())
	defer first.Wait()
	stranger, err := net.DialUnix("unixpacket", nil, listener.Addr().(*net.UnixAddr))
	must(t, err)
	defer stranger.Close()
	accepted := make(chan error, 1)
	go func() {
		conn, err := accept(t.Context(), listener, first.Process.Pid, "")
		if err == nil {
			conn.Close()
		}
		accepted <- err
	}()
	if _, err := stranger.Read(make([]byte, 1)); err == nil { // the end: it was sent away
		t.Error("the stranger was told something")
	}
	must(t, first.Process.Kill())
	if err := <-accepted; err == nil {
		t.Error("the stranger was taken for the first process")
	}
}

// TestJailOfABuild: a compiler starts nothing that it made, though it may write where it works.
func TestJailOfABuild(t *testing.T) {
	if !hasLandlock() {
		t.Skip("this kernel has no Landlock")
	}
	c := builder{t, newTestPool(t, nil)}.cell()
	out, err := c.Run(t.Context(), judge.Command{Argv: []string{"/usr/bin/probe", "facts"}}, nil, wide)
	must(t, err)
	for _, want := range []string{"write /box/new: done", "execute from /box: permission denied", "execute from /tmp: permission denied", "write /new: read-only file system"} {
		if !strings.Contains(string(out.Stdout.Data), want+"\n") {
			t.Errorf("no %q in\n%s", want, out.Stdout.Data)
		}
	}
}

// TestRunsHaveTheirOwnProcesses, whatever else the cell would have room for.
func TestRunsHaveTheirOwnProcesses(t *testing.T) {
	onDrivers(t, func(t *testing.T, change func(*Config)) {
		b := newBench(t, newTestPool(t, change))
		defer b.drop()
		for _, most := range []int64{20, 40} {
			out := b.run(limits(func(l *judge.Limits) { l.Processes = most }), "crowd")
			var started int64
			fmt.Sscan(string(out.Stdout.Data), &started)
			between(t, "processes", started, most-15, most-1) // the Go program's threads count
			if out.ProcessesRefused == 0 {
				t.Error("no process was refused")
			}
		}
	})
}
