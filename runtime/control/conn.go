package control

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

const (
	maxMessage = 160 << 10 // below the kernel's default send buffer
	maxFDs     = 4
	maxParts   = 256 << 20 // bytes of all files that come in parts; a cell holds less
)

// Conn carries messages. It is safe for one sender and one receiver at a time.
type Conn struct {
	unix *net.UnixConn
	buf  []byte
	oob  []byte

	parts int // bytes that came in parts
}

// NewConn carries messages over an established SOCK_SEQPACKET connection.
func NewConn(c *net.UnixConn) *Conn {
	return &Conn{unix: c, buf: make([]byte, maxMessage), oob: make([]byte, unix.CmsgSpace(maxFDs*4))}
}

// Unix returns the connection underneath, for deadlines and Close.
func (c *Conn) Unix() *net.UnixConn { return c.unix }

// Close closes the connection; the cell ends. It may be called again.
func (c *Conn) Close() error {
	if err := c.unix.Close(); !errors.Is(err, net.ErrClosed) {
		return err
	}
	return nil
}

// Send sends one message and, beside it, copies of the descriptors, which stay
// the caller's.
func (c *Conn) Send(m Message, fds ...int) error {
	packet, oob, err := Encode(m, fds...)
	if err != nil {
		return err
	}
	_, _, err = c.unix.WriteMsgUnix(packet, oob, nil)
	return err
}

// Receive returns the next message and the descriptors beside it, which are the
// caller's to close. io.EOF means that the other side is gone. A file that came in
// parts is a descriptor like any other.
func (c *Conn) Receive() (Message, []*os.File, error) {
	m, files, err := c.receive()
	if err != nil || m.Part == nil {
		return m, files, err
	}
	closeAll(files) // there are none beside a part
	file, err := c.join(*m.Part)
	if err != nil {
		return Message{}, nil, err
	}
	m, files, err = c.receive()
	if err == nil && m.Part != nil {
		err = errors.New("control message: a second file before the message of the first")
	}
	files = append(files, file)
	if err != nil {
		closeAll(files)
		return Message{}, nil, err
	}
	return m, files, nil
}

func (c *Conn) receive() (Message, []*os.File, error) {
	n, oobn, flags, _, readErr := c.unix.ReadMsgUnix(c.buf, c.oob)
	// An empty packet looks like the end, and may carry descriptors all the same.
	fds, err := Descriptors(c.oob[:oobn])
	files := make([]*os.File, len(fds))
	for i, fd := range fds {
		files[i] = os.NewFile(uintptr(fd), "control")
	}
	var m Message
	switch {
	case readErr != nil:
		err = readErr
	case n == 0:
		err = io.EOF
	case err == nil:
		m, err = Decode(c.buf[:n], flags)
	}
	if err != nil {
		closeAll(files)
		return Message{}, nil, err
	}
	return m, files, nil
}

// Encode renders a packet: its bytes and its control bytes.
func Encode(m Message, fds ...int) (packet, oob []byte, err error) {
	packet, err = json.Marshal(m)
	if err != nil {
		return nil, nil, err
	}
	if len(packet) > maxMessage {
		return nil, nil, fmt.Errorf("control message of %d bytes, over %d", len(packet), maxMessage)
	}
	if len(fds) > 0 {
		oob = unix.UnixRights(fds...)
	}
	return packet, oob, nil
}

// Decode parses a packet that was received with the given recvmsg flags.
func Decode(packet []byte, flags int) (Message, error) {
	if flags&(syscall.MSG_TRUNC|syscall.MSG_CTRUNC) != 0 {
		return Message{}, fmt.Errorf("control message cut at %d bytes", len(packet))
	}
	var m Message
	if err := json.Unmarshal(packet, &m); err != nil {
		return Message{}, fmt.Errorf("control message: %w", err)
	}
	return m, nil
}

// Descriptors returns the descriptors in the control bytes of a received packet.
func Descriptors(oob []byte) ([]int, error) {
	if len(oob) == 0 {
		return nil, nil
	}
	messages, err := unix.ParseSocketControlMessage(oob)
	if err != nil {
		return nil, fmt.Errorf("control message: descriptors: %w", err)
	}
	var all []int
	for i := range messages {
		fds, err := unix.ParseUnixRights(&messages[i])
		if err != nil {
			continue // credentials, not descriptors
		}
		all = append(all, fds...)
	}
	return all, nil
}

func closeAll(files []*os.File) {
	for _, f := range files {
		f.Close()
	}
}
