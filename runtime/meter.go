package runtime

import (
	"errors"
	"fmt"
	goruntime "runtime"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"gavel/judge"
	"gavel/runtime/control"
)

// meter holds what the control group showed before a program started. What it
// shows afterwards, less this and less gavel-init's own share, is the program's.
type meter struct {
	cell      *Cell
	program   string // argv[0]
	start     time.Time
	own       time.Duration // gavel-init's processor time, as last seen: a dead one has no clock
	cpu       time.Duration
	memory    int64
	oomBefore int64
	refused   int64
}

// startMeter sets the limits of one run and notes where the counters stand.
func (c *Cell) startMeter(program string, l judge.Limits) (*meter, error) {
	m := &meter{cell: c, program: program}
	var err error
	note := func(what string, e error) {
		if e != nil {
			err = errors.Join(err, fmt.Errorf("meter: %s: %w", what, e))
		}
	}
	var e error
	var processes int64
	m.memory, e = c.dropCache()
	note("page cache", e)
	if e = c.group.resetPeak(); !errors.Is(e, errPeakKept) {
		note("reset peak", e)
	}
	processes, e = c.group.processes()
	note("processes", e)
	before := c.warmth.ofProgram(c.template)
	m.memory -= before.bytes
	processes -= before.tasks
	m.oomBefore, e = c.group.oomKills()
	note("oom kills", e)
	m.refused, e = c.group.refusedForks()
	note("refused forks", e)
	note("memory limit", c.group.setMemory(m.memory+l.MemoryBytes))
	if !c.maker.gVisor { // there it counts what is not the program's
		note("processes limit", c.allowProcesses(processes+l.Processes))
	}
	m.cpu, e = m.programCPU()
	note("cpu", e)
	m.start = time.Now()
	return m, err
}

// dropCache gives back what earlier tests left in caches: it would be the next
// one's to use on top of its limit. To look how much that is costs more than all
// other counters together, so it is done only where the cell holds more between two
// tests than at the last look, or less, by enough to tell. It returns how many bytes
// the cell holds now.
func (c *Cell) dropCache() (held int64, err error) {
	if held, err = c.group.memory(); err != nil || c.looked.like(held) {
		return held, err
	}
	if err = c.group.dropCache(); err == nil {
		held, err = c.group.memory()
	}
	if err == nil {
		c.looked = cacheLook{held, true}
	}
	return held, err
}

// cacheLook is how many bytes a cell held after the last look for caches.
type cacheLook struct {
	held  int64
	valid bool
}

func (l cacheLook) like(held int64) bool {
	return l.valid && max(held-l.held, l.held-held) <= cacheSpared/2
}

// allowProcesses sets the limit of processes where it is another one now.
func (c *Cell) allowProcesses(count int64) error {
	if count == c.processes {
		return nil
	}
	c.processes = count
	return c.group.setProcesses(count)
}

// programCPU is the processor time of everything in the cell but gavel-init.
func (m *meter) programCPU() (time.Duration, error) {
	if m.cell.maker.gVisor { // the same threads do the program's work and gavel-init's
		return m.cell.group.cpu()
	}
	// Gavel-init's own is read first: that brings the group's up to date with it.
	var own unix.Timespec
	err := unix.ClockGettime(m.cell.initClock, &own)
	switch {
	case err == nil:
		m.own = time.Duration(own.Nano())
	case !errors.Is(err, unix.EINVAL) && !errors.Is(err, unix.ESRCH):
		return 0, fmt.Errorf("clock of gavel-init: %w", err)
	}
	all, err := m.cell.group.cpu()
	return all - m.own, err
}

// processClock names the clock of a process's processor time, threads included
// (CPUCLOCK_SCHED in the kernel's posix-timers).
func processClock(pid int) int32 { return int32(^pid)<<3 | 2 }

// oomLook is how long a program may go on after the kernel killed one of its
// processes for memory: cgroup v1 kills one and leaves the others.
const oomLook = 100 * time.Millisecond

// atLeast is how long a program that has just started cannot pass a limit.
func atLeast(l judge.Limits) time.Duration { return soonest(l.CPU(), l.Wall()) }

// soonest is when a program that has so much left of its limits is to be looked at
// again. At worst it runs on every processor from now on.
func soonest(cpu, wall time.Duration) time.Duration {
	return max(min(cpu/time.Duration(goruntime.NumCPU()), wall, oomLook), 500*time.Microsecond)
}

// left is how long the program cannot pass a limit yet, or the reason to end it.
func (m *meter) left(l judge.Limits) (time.Duration, judge.Reason) {
	now, err := m.programCPU()
	used := now - m.cpu
	wall := l.Wall() - time.Since(m.start)
	kills, oomErr := m.cell.group.oomKills()
	switch {
	case oomErr == nil && kills > m.oomBefore:
		return 0, judge.ReasonOOM
	case err == nil && used >= l.CPU():
		return 0, judge.ReasonCPU
	case wall <= 0:
		return 0, judge.ReasonWall
	}
	return soonest(l.CPU()-used, wall), ""
}

// figures fills in what the counters say of the program until now.
func (m *meter) figures(out *judge.Outcome) error {
	cpu, err1 := m.programCPU()
	peak, err2 := m.cell.group.peak()
	refused, err3 := m.cell.group.refusedForks()
	out.CPU, out.Memory, out.ProcessesRefused = cpu-m.cpu, max(peak-m.memory, 0), refused-m.refused
	return errors.Join(err1, err2, err3)
}

// outcome reads the counters when the program has ended.
func (m *meter) outcome(ended control.Ended, lost bool, end *ending) (judge.Outcome, error) {
	out := judge.Outcome{Wall: time.Since(m.start)}
	took := time.Duration(ended.EndedAt - ended.StartedAt)
	if ownEnd := !lost && end.reason() == ""; ownEnd && took >= 0 && took < out.Wall {
		out.Wall = took // without the messages' way; one that was ended is told by the clock that ended it
	}
	kills, err := m.cell.group.oomKills()
	if err := errors.Join(m.figures(&out), err); err != nil {
		return out, fmt.Errorf("meter: %w", err)
	}
	if kills > m.oomBefore {
		end.because(judge.ReasonOOM)
	}
	if lost {
		if end.reason() == "" {
			return out, errors.New("gavel-init died and nobody killed it")
		}
		out.Signal = unix.SignalName(unix.SIGKILL)
		return out, nil
	}
	return out, setEnd(&out, ended, m.program)
}

// setEnd tells how the program's first process ended. What the client's own
// program is at fault for is what a shell says then; a missing compiler or
// interpreter is a fault of ours.
func setEnd(out *judge.Outcome, ended control.Ended, program string) error {
	if ended.Refused == "exec" && strings.HasPrefix(program, control.ProgramDir+"/") {
		out.ExitCode = 127
		if unix.Errno(ended.Errno) == unix.EACCES || unix.Errno(ended.Errno) == unix.ENOEXEC {
			out.ExitCode = 126
		}
		return nil
	}
	if ended.Refused != "" {
		return fmt.Errorf("gavel-init: %s %s: %w", ended.Refused, program, unix.Errno(ended.Errno))
	}
	status := unix.WaitStatus(ended.Status)
	switch {
	case status.Exited():
		out.ExitCode = status.ExitStatus()
	case status.Signaled():
		out.Signal = unix.SignalName(status.Signal())
		if out.Signal == "" { // a real-time signal
			out.Signal = fmt.Sprintf("SIG%d", int(status.Signal()))
		}
	default:
		return fmt.Errorf("wait status %#x", ended.Status)
	}
	return nil
}
