package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"gavel/runtime/control"
)

// How long a warm process may take. Starting is done ahead of any program; what
// comes afterwards is a program's wall time.
const (
	warmStart = time.Minute
	warmTake  = time.Second
)

// warm is a warm process that waits for programs at the other end of the socket.
// Its messages are described in become.h of the room harness.
type warm struct {
	process
	kind    control.WarmKind
	socket  int
	profile string // AppArmor's, that children add; "": none
}

// warmError says why the warm process did not take a program: the process is
// gone, the program did not start.
type warmError struct{ cause error }

func (e *warmError) Error() string { return e.cause.Error() }
func (e *warmError) Unwrap() error { return e.cause }

// startWarm starts a warm process and waits until it is ready.
func startWarm(m control.Warm, s control.Setup, ruleset int) (*warm, error) {
	null, err := unix.Open("/dev/null", unix.O_RDWR|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, fmt.Errorf("warm process: open /dev/null: %w", err)
	}
	defer unix.Close(null)
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, fmt.Errorf("warm process: socketpair: %w", err)
	}
	w := &warm{kind: m.Kind, socket: pair[0], profile: m.ChildProfile}
	w.process, err = spawnWarm(m, s, ruleset, []int{null, null, null, pair[1]})
	unix.Close(pair[1]) // so that its end is seen
	if err != nil {
		unix.Close(w.socket)
		return nil, fmt.Errorf("warm process: %w", err)
	}
	if err := w.ready(); err != nil {
		w.close()
		return nil, fmt.Errorf("warm process: %w", err)
	}
	return w, nil
}

// spawnWarm starts one that forks with an id and capabilities of its own, and one
// that serves once as the program, but for the filter.
func spawnWarm(m control.Warm, s control.Setup, ruleset int, stdio []int) (process, error) {
	img, err := newImage(control.Run{Argv: m.Argv, Env: m.Env, Dir: m.Dir, Rlimits: m.Rlimits}, stdio)
	if err != nil {
		return process{}, err
	}
	if m.Kind == control.WarmForking {
		img.uid, img.gid = uintptr(m.UID), uintptr(m.UID)
		img.keep = newRetained(initCapabilities())
		img.order = execOrder(m.Profile)
	} else {
		img.uid, img.gid, img.ruleset = uintptr(s.UID), uintptr(s.GID), ruleset
	}
	return img.spawn()
}

func (w *warm) close() {
	unix.Close(w.socket)
	unix.Close(w.pidfd)
}

// ready waits for the process's word.
func (w *warm) ready() error {
	if err := awaitReadable(w.socket, warmStart); err != nil {
		return err
	}
	var word [1]byte
	if n, err := unix.Read(w.socket, word[:]); n != 1 || word[0] != 'R' {
		return errors.Join(errors.New("it ended before it was ready"), err)
	}
	return nil
}

// take hands a program over. After an error the warm process is gone, as is
// everything that it may have started.
func (w *warm) take(r control.Run, s control.Setup, ruleset int, stdio []int) (process, error) {
	p, err := w.hand(r, s, ruleset, stdio)
	if err == nil {
		return p, nil
	}
	unix.Close(w.pidfd)
	if err := killAll(); err != nil {
		return process{}, err
	}
	return process{}, &warmError{fmt.Errorf("warm process: %w", err)}
}

func (w *warm) hand(r control.Run, s control.Setup, ruleset int, stdio []int) (p process, err error) {
	var pipe [2]int
	if err := unix.Pipe2(pipe[:], unix.O_CLOEXEC); err != nil {
		return p, fmt.Errorf("pipe: %w", err)
	}
	defer unix.Close(pipe[0])
	err = w.send(r, s, ruleset, stdio, pipe[1])
	unix.Close(pipe[1])
	if err != nil {
		return p, err
	}
	p = w.process
	if w.kind == control.WarmForking {
		if p, err = w.forked(); err != nil {
			return p, err
		}
	}
	if err = awaitReadable(pipe[0], warmTake); err == nil {
		if refused := readReport(pipe[0]); refused != nil {
			err = refused
		}
	}
	if err != nil && w.kind == control.WarmForking {
		unix.Close(p.pidfd)
	}
	return p, err
}

// send sends what become.h describes. It does not wait: all of it has room in a
// socket that nothing is in.
func (w *warm) send(r control.Run, s control.Setup, ruleset int, stdio []int, report int) error {
	var strings []byte
	for _, text := range append([]string{r.Dir, stackOrder(w.profile)}, r.Warm...) {
		if bytes.IndexByte([]byte(text), 0) >= 0 {
			return fmt.Errorf("argument %q: %w", text, unix.EINVAL)
		}
		strings = append(append(strings, text...), 0)
	}
	fds, landlock := append([]int(nil), stdio...), uint32(0)
	if ruleset >= 0 {
		fds, landlock = append(fds, ruleset), 1
	}
	order := binary.NativeEndian
	var packet []byte
	for _, n := range []uint32{s.UID, s.GID, uint32(len(stdio)), landlock, uint32(len(r.Rlimits)),
		uint32(len(s.Filter)) / uint32(unsafe.Sizeof(unix.SockFilter{})), uint32(len(r.Warm)), uint32(len(strings))} {
		packet = order.AppendUint32(packet, n)
	}
	for _, limit := range r.Rlimits {
		packet = order.AppendUint64(order.AppendUint64(packet, uint64(limit.Resource)), limit.Value)
	}
	packet = append(append(packet, s.Filter...), strings...)
	n, err := unix.SendmsgN(w.socket, packet, unix.UnixRights(append(fds, report)...), nil, unix.MSG_NOSIGNAL|unix.MSG_DONTWAIT)
	if err == nil && n < len(packet) {
		err = io.ErrShortWrite
	}
	if err != nil {
		return fmt.Errorf("send: %w", err)
	}
	return nil
}

// forked takes the child that a forking process answers with.
func (w *warm) forked() (process, error) {
	if err := awaitReadable(w.socket, warmTake); err != nil {
		return process{}, err
	}
	var told [2]uint32 // pid, errno
	oob := make([]byte, unix.CmsgSpace(4))
	n, oobn, _, _, err := unix.Recvmsg(w.socket, unsafe.Slice((*byte)(unsafe.Pointer(&told)), 8), oob, unix.MSG_CMSG_CLOEXEC)
	if err != nil || n != 8 {
		return process{}, errors.Join(errors.New("it ended"), err)
	}
	fds, err := control.Descriptors(oob[:oobn])
	if err != nil || told[0] == 0 || len(fds) != 1 {
		closeAll(fds)
		return process{}, errors.Join(fmt.Errorf("clone: %w", syscall.Errno(told[1])), err)
	}
	return process{pid: int(told[0]), pidfd: fds[0]}, nil
}

// awaitReadable waits until there is something to read, or the other end is gone.
func awaitReadable(fd int, limit time.Duration) error {
	end := time.Now().Add(limit)
	polled := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
	for {
		n, err := unix.Poll(polled, int(max(time.Until(end).Milliseconds(), 0)))
		switch {
		case n > 0:
			return nil
		case n == 0:
			return fmt.Errorf("it said nothing for %v", limit)
		case !errors.Is(err, unix.EINTR):
			return fmt.Errorf("poll: %w", err)
		}
	}
}
