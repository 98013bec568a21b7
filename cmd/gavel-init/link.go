package main

import (
	"errors"
	"fmt"
	"io"

	"golang.org/x/sys/unix"

	"gavel/runtime/control"
)

// link is the connection to the worker, in plain blocking system calls: the
// loop in cell.go polls it together with the running program.
type link struct {
	fd  int
	buf []byte
	oob []byte
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

// receive returns the next message and its descriptors, close-on-exec.
func (l *link) receive() (control.Message, []int, error) {
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
