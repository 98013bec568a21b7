package main

import (
	"errors"
	"fmt"
	"io"
	"unsafe"

	"golang.org/x/sys/unix"

	"gavel/runtime/control"
)

// link is the connection to the worker, in plain blocking system calls: the
// loop in cell.go polls it together with the running program.
type link struct {
	fd  int
	buf []byte
	oob []byte

	inParts bool // files are sent as their content
}

func dial(path string) (*link, error) {
	fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_SEQPACKET|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, fmt.Errorf("socket: %w", err)
	}
	if err := unix.Connect(fd, &unix.SockaddrUnix{Name: path}); err != nil {
		return nil, fmt.Errorf("connect %s: %w", path, err)
	}
	return &link{fd: fd, buf: make([]byte, 256<<10), oob: make([]byte, 256)}, nil
}

func (l *link) send(m control.Message, fds ...int) error {
	if !l.inParts {
		return l.sendPacket(m, fds...)
	}
	for _, fd := range fds {
		if err := l.sendParts(fd); err != nil {
			return err
		}
	}
	return l.sendPacket(m)
}

func (l *link) sendPacket(m control.Message, fds ...int) error {
	packet, oob, err := control.Encode(m, fds...)
	if err != nil {
		return err
	}
	for {
		err = unix.Sendmsg(l.fd, packet, oob, nil, unix.MSG_NOSIGNAL)
		if !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}

// lingering is how long, in milliseconds, something soon to come is waited for in
// a way that the Go runtime does not notice.
const lingering = 3

// linger is a poll of lingering at most. What the Go runtime does at a system call
// that may take long, to have another thread go on and to look after that, costs
// as much as a whole message; gavel-init has nothing to go on with.
func linger(polled []unix.PollFd, _ int) (n int, err error) {
	limit := unix.NsecToTimespec(lingering * 1e6)
	got, _, errno := unix.RawSyscall6(unix.SYS_PPOLL, uintptr(unsafe.Pointer(&polled[0])), uintptr(len(polled)),
		uintptr(unsafe.Pointer(&limit)), 0, 0, 0)
	if errno != 0 {
		return 0, errno
	}
	return int(got), nil
}

// receive returns the next message and its descriptors, close-on-exec.
func (l *link) receive() (control.Message, []int, error) {
	_, _ = linger([]unix.PollFd{{Fd: int32(l.fd), Events: unix.POLLIN}}, 0)
	for {
		n, oobn, flags, _, err := unix.Recvmsg(l.fd, l.buf, l.oob, unix.MSG_CMSG_CLOEXEC)
		if errors.Is(err, unix.EINTR) {
			continue
		}
		if err != nil {
			return control.Message{}, nil, fmt.Errorf("recvmsg: %w", err)
		}
		if n == 0 {
			return control.Message{}, nil, io.EOF
		}
		fds, err := control.Descriptors(l.oob[:oobn])
		if err != nil {
			return control.Message{}, nil, err
		}
		m, err := control.Decode(l.buf[:n], flags)
		if err != nil {
			closeAll(fds)
			return control.Message{}, nil, err
		}
		return m, fds, nil
	}
}
