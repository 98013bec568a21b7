package runtime

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// DaemonConfig says where gavel's own containerd lives.
type DaemonConfig struct {
	Dir   string // holds containerd, containerd-shim-runc-v2 and, where the host's will not do, runc
	Root  string // containerd's persistent files
	State string // its socket, configuration and process id, on a file system that a restart empties
	Log   string // file of its log; begun anew once it is larger than 16 MiB
}

// Address is the socket of its API.
func (c DaemonConfig) Address() string { return filepath.Join(c.State, "containerd.sock") }

// Daemon is a containerd of gavel's own, kept alive until Close. It is in a
// session of its own, so that Ctrl-C ends the cells first and it last. One that
// an earlier gavel left behind is used on, with the cells in it to be swept.
type Daemon struct {
	config DaemonConfig
	logger *slog.Logger
	lock   *os.File // held while this process is the one that looks after it
	stop   context.CancelFunc
	done   chan struct{} // closed once nothing supervises it any more

	process *daemonProcess // the supervisor's until done is closed, then Close's
}

const (
	daemonStart = 20 * time.Second // until it answers
	daemonStop  = 10 * time.Second // from SIGTERM to SIGKILL
	daemonLog   = 16 << 20
)

// StartDaemon starts the containerd below config.Dir, or finds the one that is
// still running, and returns once it answers at Address. When it dies it is
// started again.
func StartDaemon(ctx context.Context, config DaemonConfig, logger *slog.Logger) (*Daemon, error) {
	for _, dir := range []string{config.Root, config.State, filepath.Dir(config.Log)} {
		if err := os.MkdirAll(dir, 0o711); err != nil {
			return nil, fmt.Errorf("containerd: %w", err)
		}
	}
	lock, err := tryLock(filepath.Join(config.State, "lock"))
	if err != nil {
		return nil, fmt.Errorf("containerd in %s: another gavel looks after it, or: %w", config.State, err)
	}
	d := &Daemon{config: config, logger: logger, lock: lock, done: make(chan struct{})}
	if d.process, err = d.adopt(ctx); err == nil && d.process == nil {
		d.process, err = d.spawn(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	life, stop := context.WithCancel(context.WithoutCancel(ctx))
	d.stop = stop
	go d.supervise(life)
	return d, nil
}

// Address is the socket of its API.
func (d *Daemon) Address() string { return d.config.Address() }

// Close ends containerd, with force after ten seconds.
func (d *Daemon) Close() error {
	d.stop()
	<-d.done
	defer d.lock.Close()
	if d.process != nil {
		if err := d.process.end(daemonStop); err != nil {
			return err
		}
	}
	return d.endShims()
}

// shimStop is what a shim has for removing its socket.
const shimStop = 2 * time.Second

// endShims ends the shims that containerd has forgotten: one that was being
// started when its client was killed belongs to no container that a sweep sees.
func (d *Daemon) endShims() error {
	pids, err := findProcesses(func(argv []string) bool {
		return strings.HasPrefix(filepath.Base(argv[0]), "containerd-shim") && slices.Contains(argv, d.Address())
	})
	for _, pid := range pids {
		shim, gone := openProcess(pid, nil)
		if gone == nil {
			err = errors.Join(err, shim.end(shimStop))
		}
	}
	return err
}

func (d *Daemon) binary() string     { return filepath.Join(d.config.Dir, "containerd") }
func (d *Daemon) configFile() string { return filepath.Join(d.config.State, "containerd.toml") }

// supervise starts containerd again whenever it has died, at growing intervals.
func (d *Daemon) supervise(ctx context.Context) {
	defer close(d.done)
	for pause := 100 * time.Millisecond; ; {
		started := time.Now()
		select {
		case <-ctx.Done():
			return
		case <-d.process.ended:
		}
		if time.Since(started) > time.Minute {
			pause = 100 * time.Millisecond
		}
		d.logger.Error("containerd ended; starting it again", "log", d.config.Log, "in", pause)
		if d.process = d.restart(ctx, &pause); d.process == nil {
			return
		}
	}
}

// restart tries until it runs; nil means that ctx was done first.
func (d *Daemon) restart(ctx context.Context, pause *time.Duration) *daemonProcess {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(*pause):
		}
		*pause = min(2**pause, 5*time.Second)
		process, err := d.spawn(ctx)
		if err == nil {
			return process
		}
		if ctx.Err() == nil {
			d.logger.Error("containerd does not start", "error", err)
		}
	}
}

// adopt returns the containerd that an earlier gavel left running, nil where
// there is none. One whose program was replaced since, or that does not answer,
// is ended; the shims below it, and so the cells, do not end with it.
func (d *Daemon) adopt(ctx context.Context) (*daemonProcess, error) {
	pid, err := d.find()
	if err != nil || pid == 0 {
		return nil, err
	}
	process, err := openProcess(pid, nil)
	if errors.Is(err, unix.ESRCH) || err == nil && !d.owns(pid) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("containerd: %w", err)
	}
	exe, err := os.Readlink(fmt.Sprintf("/proc/%d/exe", pid))
	if err == nil && !strings.HasSuffix(exe, " (deleted)") && d.awaitAnswer(ctx, process) == nil {
		return process, nil
	}
	return nil, process.end(daemonStop)
}

// find returns the process that runs with this daemon's configuration, or 0. The
// configuration's path is what a kill -9 at any moment leaves readable.
func (d *Daemon) find() (int, error) {
	pids, err := findProcesses(d.isOurs)
	if err != nil || len(pids) == 0 {
		return 0, err
	}
	return pids[0], nil
}

func (d *Daemon) isOurs(argv []string) bool {
	return len(argv) > 2 && argv[0] == d.binary() && argv[1] == "--config" && argv[2] == d.configFile()
}

func (d *Daemon) owns(pid int) bool { return d.isOurs(commandLine(pid)) }

// findProcesses returns the processes that were started with such an argv.
func findProcesses(wanted func(argv []string) bool) (pids []int, err error) {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil, fmt.Errorf("containerd: %w", err)
	}
	for _, entry := range entries {
		if pid, err := strconv.Atoi(entry.Name()); err == nil && wanted(commandLine(pid)) {
			pids = append(pids, pid)
		}
	}
	return pids, nil
}

// commandLine is a process's argv; one empty element where there is none.
func commandLine(pid int) []string {
	line, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid)) // gone: it matches nothing
	return strings.Split(string(line), "\x00")
}

// answers tells whether somebody accepts connections; containerd does once its
// plugins are loaded.
func (d *Daemon) answers() bool {
	conn, err := net.DialTimeout("unix", d.Address(), time.Second)
	if err != nil {
		return false
	}
	conn.Close()
	return true
}

// spawn starts containerd and waits until it answers.
func (d *Daemon) spawn(ctx context.Context) (*daemonProcess, error) {
	if err := os.WriteFile(d.configFile(), []byte(daemonTOML(d.config.Root, d.config.State)), 0o600); err != nil {
		return nil, fmt.Errorf("containerd: %w", err)
	}
	log, err := openLog(d.config.Log)
	if err != nil {
		return nil, fmt.Errorf("containerd: %w", err)
	}
	defer log.Close()
	cmd := exec.Command(d.binary(), "--config", d.configFile())
	cmd.Env = []string{"PATH=" + d.config.Dir + ":/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
	cmd.Dir, cmd.Stdout, cmd.Stderr = "/", log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	os.Remove(d.Address()) // a dead one's; else it would seem to be there already
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("containerd: %w", err)
	}
	process, err := openProcess(cmd.Process.Pid, cmd)
	if err != nil {
		return nil, fmt.Errorf("containerd: %w", errors.Join(err, cmd.Process.Kill(), cmd.Wait()))
	}
	if err := d.awaitAnswer(ctx, process); err != nil {
		return nil, errors.Join(err, process.end(daemonStop))
	}
	return process, nil
}

func (d *Daemon) awaitAnswer(ctx context.Context, process *daemonProcess) error {
	ctx, cancel := context.WithTimeout(ctx, daemonStart)
	defer cancel()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for !d.answers() {
		select {
		case <-ctx.Done():
			return fmt.Errorf("containerd did not answer at %s in %v: see %s", d.Address(), daemonStart, d.config.Log)
		case <-process.ended:
			return fmt.Errorf("containerd ended at once: see %s", d.config.Log)
		case <-tick.C:
		}
	}
	return nil
}

// openLog appends to the log, or begins a new one where it has grown large.
func openLog(path string) (*os.File, error) {
	flags := os.O_CREATE | os.O_WRONLY | os.O_APPEND
	if info, err := os.Stat(path); err == nil && info.Size() > daemonLog {
		flags |= os.O_TRUNC
	}
	return os.OpenFile(path, flags, 0o600)
}

// daemonTOML is containerd's configuration: no plugin that starts containers by
// itself, changes a spec, listens anywhere else or measures what gavel measures, and
// not several lines in its log for each container.
func daemonTOML(root, state string) string {
	return fmt.Sprintf(`version = 3
root = %q
state = %q
imports = []
disabled_plugins = [
  "io.containerd.cri.v1.images", "io.containerd.cri.v1.runtime", "io.containerd.grpc.v1.cri",
  "io.containerd.monitor.container.v1.restart", "io.containerd.internal.v1.restart",
  "io.containerd.nri.v1.nri", "io.containerd.cdi.v1.cdi", "io.containerd.image-verifier.v1.bindir",
  "io.containerd.internal.v1.tracing", "io.containerd.tracing.processor.v1.otlp", "io.containerd.internal.v1.opt",
  "io.containerd.monitor.task.v1.cgroups",
]

[debug]
  level = "warn"

[grpc]
  address = %q

[ttrpc]
  address = %q
`, root, filepath.Join(state, "state"), filepath.Join(state, "containerd.sock"), filepath.Join(state, "containerd.sock.ttrpc"))
}

// daemonProcess is a running containerd, ours or adopted, held by a descriptor
// so that its number cannot come to mean another process.
type daemonProcess struct {
	fd    int
	ended chan struct{} // closed once it is dead and reaped
}

// openProcess watches the process; child is nil where another process started it.
func openProcess(pid int, child *exec.Cmd) (*daemonProcess, error) {
	fd, err := unix.PidfdOpen(pid, 0)
	if err != nil {
		return nil, fmt.Errorf("open process %d: %w", pid, err)
	}
	p := &daemonProcess{fd: fd, ended: make(chan struct{})}
	go func() {
		defer close(p.ended)
		if child != nil {
			_ = child.Wait() // how it ended is in its log
			return
		}
		watch := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
		for {
			if n, err := unix.Poll(watch, -1); n > 0 || err != nil && !errors.Is(err, unix.EINTR) {
				return
			}
		}
	}()
	return p, nil
}

// end asks the process to end, forces it after the grace, and returns once it
// is gone.
func (p *daemonProcess) end(grace time.Duration) error {
	defer unix.Close(p.fd)
	for _, step := range []struct {
		signal unix.Signal
		wait   time.Duration
	}{{unix.SIGTERM, grace}, {unix.SIGKILL, 5 * time.Second}} {
		if err := unix.PidfdSendSignal(p.fd, step.signal, nil, 0); err != nil && !errors.Is(err, unix.ESRCH) {
			return fmt.Errorf("end containerd: %w", err)
		}
		select {
		case <-p.ended:
			return nil
		case <-time.After(step.wait):
		}
	}
	return errors.New("end containerd: it did not die within five seconds of SIGKILL")
}
