package runtime

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"

	"gavel/judge"
	"gavel/runtime/control"
)

// readyTimeout bounds the time from a container's start to its gavel-init's
// answer. It takes milliseconds, some hundred where a machine boots ahead; a host
// in deep trouble may need far more. Gavel-init gives up a warm process before.
const readyTimeout = 80 * time.Second

// createTimeout bounds the making of a container, milliseconds as well.
const createTimeout = 60 * time.Second

// maker makes cells of any template.
type maker struct {
	owner  *owner
	driver driver
	ids    *idRanges
	userns bool     // cells have user namespaces
	gVisor bool     // cells are sandboxes of gVisor's
	folios bool     // see LargeFolios
	proc   []string // see SystemProc
	init   string
	v2     bool
	report func(error)
}

// make makes one cell, ready to take files and programs.
func (m *maker) make(ctx context.Context, t Template) (*Cell, error) {
	c := &Cell{id: "gavel-" + randomName(), template: t, maker: m}
	err := m.build(ctx, c)
	if err == nil {
		return c, nil
	}
	err = fmt.Errorf("make cell %s of %s/%s: %w", c.id, t.Language, t.Stage, err)
	if stays := c.remove(context.WithoutCancel(ctx)); stays != nil {
		return c, errors.Join(err, stays)
	}
	return nil, err
}

func (m *maker) remove(ctx context.Context, c *Cell) error { return c.remove(ctx) }

// alive tells whether gavel-init still holds its end of the connection.
func (m *maker) alive(c *Cell) bool {
	raw, err := c.conn.Unix().SyscallConn()
	if err != nil {
		return false
	}
	gone := true
	err = raw.Control(func(fd uintptr) { gone = readable(int(fd)) }) // it has nothing to say but its end
	return err == nil && !gone
}

// build gives the cell all that it has, as far as it comes.
func (m *maker) build(ctx context.Context, c *Cell) (err error) {
	if c.ids, err = m.ids.take(); err != nil {
		return err
	}
	listener, err := m.listen(c)
	if err != nil {
		return err
	}
	defer listener.Close()
	if err = m.start(ctx, c); err != nil {
		return err
	}
	if c.group, err = openCgroup(m.owner.cellGroup(c.id)); err != nil {
		return err
	}
	sandbox := "" // the first process connects itself
	if m.gVisor {
		sandbox = m.owner.cellGroup(c.id)
	}
	if c.conn, err = accept(ctx, listener, c.container.pid(), sandbox); err != nil {
		return err
	}
	return c.setup(ctx)
}

// listen makes the cell's directory and the socket that its gavel-init connects
// to, which only the cell's id 0 may.
func (m *maker) listen(c *Cell) (*net.UnixListener, error) {
	dir := m.owner.cell(c.id)
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, err
	}
	path := filepath.Join(dir, "socket")
	held, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	defer held.Close()
	// A socket's name has 107 bytes at most, which a run directory may use up.
	short := fmt.Sprintf("/proc/self/fd/%d/socket", held.Fd())
	listener, err := net.ListenUnix("unixpacket", &net.UnixAddr{Name: short, Net: "unixpacket"})
	if err != nil {
		return nil, err
	}
	listener.SetUnlinkOnClose(false) // the cell's directory goes as a whole
	if err := errors.Join(os.Chmod(path, 0o600), os.Chown(path, c.hostID(0), c.hostID(0))); err != nil {
		listener.Close()
		return nil, err
	}
	return listener, nil
}

func (m *maker) start(ctx context.Context, c *Cell) error {
	network, err := newNetwork()
	if err != nil {
		return err
	}
	defer network.Close()
	place := Place{
		ID:         c.id,
		CgroupPath: m.owner.cellGroup(c.id),
		Root:       m.driver.root(c.template.Image),
		Network:    procPath(network),
		Init:       m.init,
		Socket:     filepath.Join(m.owner.cell(c.id), "socket"),
		Devices:    m.owner.devices(),
		CgroupV2:   m.v2,

		SetsCapabilities: m.driver.setsCapabilities(),
		GVisor:           m.gVisor,
		LargeFolios:      m.folios,
		Proc:             m.proc,
	}
	if m.userns {
		place.IDBase = c.ids.base
	}
	// What containerd was making when its client gave up would come after all, and be nobody's.
	creating, cancel := context.WithTimeout(context.WithoutCancel(ctx), createTimeout)
	defer cancel()
	c.container, err = m.driver.create(creating, c.id, c.template.Image, Spec(c.template, place))
	return err
}

// accept takes the one connection of a cell: from its first process, or from one in
// the control group of a sandbox, nobody else.
func accept(ctx context.Context, listener *net.UnixListener, pid int, sandbox string) (*control.Conn, error) {
	ctx, giveUp := context.WithCancelCause(ctx)
	defer giveUp(nil)
	if err := listener.SetDeadline(time.Now().Add(readyTimeout)); err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, func() { listener.SetDeadline(time.Unix(1, 0)) })
	defer stop()
	first, err := openPidfd(pid)
	if err != nil {
		return nil, fmt.Errorf("gavel-init ended at once: %w", err)
	}
	defer first.Close()
	go func() {
		if awaitEnd(first) == nil {
			giveUp(errors.New("it ended"))
		}
	}()
	for {
		conn, err := listener.AcceptUnix()
		if err != nil {
			return nil, fmt.Errorf("gavel-init did not connect: %w", errors.Join(err, context.Cause(ctx)))
		}
		peer, err := peerPID(conn)
		if err == nil && (peer == pid || sandbox != "" && inGroup(peer, sandbox)) {
			return control.NewConn(conn), nil
		}
		conn.Close()
	}
}

func peerPID(conn *net.UnixConn) (int, error) {
	raw, err := conn.SyscallConn()
	if err != nil {
		return 0, err
	}
	var cred *unix.Ucred
	var credErr error
	if err := raw.Control(func(fd uintptr) {
		cred, credErr = unix.GetsockoptUcred(int(fd), unix.SOL_SOCKET, unix.SO_PEERCRED)
	}); err != nil {
		return 0, err
	}
	if credErr != nil {
		return 0, credErr
	}
	return int(cred.Pid), nil
}

// setup hands the cell its settings and waits for its answer.
func (c *Cell) setup(ctx context.Context) error {
	id := c.insideID(programUID)
	before, err := c.warmthNow()
	if err != nil {
		return fmt.Errorf("setup: %w", err)
	}
	err = c.send(ctx, control.Message{Setup: &control.Setup{
		UID: id, GID: id,
		Filter:   c.template.Filter,
		Writable: c.template.Stage == judge.StageBuild,
		Warm:     c.warmProcess(),
	}})
	if err != nil {
		return fmt.Errorf("setup: %w", err)
	}
	m, err := c.expect(ctx, readyTimeout, func(m control.Message) bool { return m.Ready != nil })
	if err != nil {
		return fmt.Errorf("setup: %w", err)
	}
	c.initClock = processClock(c.container.pid())
	if c.held, err = c.group.memory(); err != nil {
		return fmt.Errorf("setup: %w", err)
	}
	return c.warmed(before, m.Ready.Cold)
}

// insideID is how gavel-init names an id. Without a user namespace that is the
// host's number, which must be nobody else's.
func (c *Cell) insideID(id int) uint32 {
	if c.maker.userns {
		return uint32(id)
	}
	return uint32(c.hostID(id))
}
