package runtime

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"gavel/judge"
	"gavel/runtime/control"
)

// answerTimeout bounds gavel-init's answer to anything but a running program.
const answerTimeout = 10 * time.Second

// Most files that Collect takes: a Java program is one class file a class.
const maxArtefacts = 2000

// Cell is one made container with its gavel-init waiting. It implements
// judge.Cell.
type Cell struct {
	id         string
	template   Template
	maker      *maker
	ids        *idRange
	container  container
	group      cgroup
	conn       *control.Conn
	initClock  int32 // clock of the processor time that gavel-init itself used
	warmth     warmth
	held       int64 // memory when it was ready, bytes
	spent      bool
	looked     cacheLook
	peakResets bool  // the kernel is known to reset the memory peak
	processes  int64 // that the control group allows; 0: not set yet

	destroy func()         // hands the cell to whoever removes it; set by the pool
	learn   func([]string) // is told how the first command's warm process is to be started; set by the pool
}

// Spent tells that the cell cannot run another program.
func (c *Cell) Spent() bool { return c.spent }

// Destroy gives the cell away to be removed.
func (c *Cell) Destroy() {
	if c.destroy != nil {
		c.destroy()
	}
}

// hostID is what an id inside the cell is on the host. Without a user namespace
// the program's is of the cell's own range all the same.
func (c *Cell) hostID(id int) int {
	if id == 0 && !c.maker.userns {
		return 0
	}
	return int(c.ids.base) + id
}

// Put writes files into the program directory.
func (c *Cell) Put(ctx context.Context, files []judge.File) error {
	if len(files) == 0 {
		return nil
	}
	for i, f := range files {
		if err := c.put(ctx, f, i == len(files)-1); err != nil {
			c.spent = true
			return fmt.Errorf("put %s: %w", f.Path, err)
		}
	}
	_, err := c.expect(ctx, answerTimeout, func(m control.Message) bool { return m.Ready != nil })
	if err != nil {
		c.spent = true
		return fmt.Errorf("put: %w", err)
	}
	return nil
}

func (c *Cell) put(ctx context.Context, f judge.File, last bool) error {
	if err := checkPath(f.Path); err != nil {
		return err
	}
	content, err := sealed(f.Data)
	if err != nil {
		return err
	}
	defer content.Close()
	return c.send(ctx, control.Message{Put: &control.Put{Path: f.Path, Mode: f.Mode, Last: last}}, int(content.Fd()))
}

func checkPath(p string) error {
	if p == "" || p == "." || path.IsAbs(p) || path.Clean(p) != p || !filepath.IsLocal(p) || strings.Contains(p, "\x00") {
		return fmt.Errorf("file path %q is not relative and clean", p)
	}
	return nil
}

// sealed returns a read-only memory file: nobody who is given it can change it.
func sealed(data []byte) (*os.File, error) {
	fd, err := unix.MemfdCreate("gavel", unix.MFD_CLOEXEC|unix.MFD_ALLOW_SEALING)
	if err != nil {
		return nil, fmt.Errorf("memfd: %w", err)
	}
	f := os.NewFile(uintptr(fd), "memfd")
	if _, err := f.WriteAt(data, 0); err != nil {
		f.Close()
		return nil, fmt.Errorf("memfd: %w", err)
	}
	// Only to read: a memory file is executable when it is made.
	if err := f.Chmod(0o444); err != nil {
		f.Close()
		return nil, fmt.Errorf("memfd: %w", err)
	}
	_, err = unix.FcntlInt(uintptr(fd), unix.F_ADD_SEALS,
		unix.F_SEAL_SEAL|unix.F_SEAL_SHRINK|unix.F_SEAL_GROW|unix.F_SEAL_WRITE)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("seal memfd: %w", err)
	}
	return f, nil
}

// send sends one message. It does not wait for ever on a gavel-init that reads
// nothing.
func (c *Cell) send(ctx context.Context, m control.Message, fds ...int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := c.conn.Unix().SetWriteDeadline(time.Now().Add(answerTimeout)); err != nil {
		return err
	}
	return c.conn.Send(m, fds...)
}

// expect waits for one message. Anything but the wanted is an error.
func (c *Cell) expect(ctx context.Context, limit time.Duration, wanted func(control.Message) bool) (control.Message, error) {
	m, files, err := c.receive(ctx, limit, wanted)
	closeFiles(files)
	return m, err
}

// receive is expect with the descriptors beside the message, which the caller
// closes, also after an error.
func (c *Cell) receive(ctx context.Context, limit time.Duration, wanted func(control.Message) bool) (control.Message, []*os.File, error) {
	if err := c.conn.Unix().SetReadDeadline(time.Now().Add(limit)); err != nil {
		return control.Message{}, nil, err
	}
	stop := context.AfterFunc(ctx, func() { c.conn.Unix().SetReadDeadline(time.Unix(1, 0)) })
	defer stop()
	m, files, err := c.conn.Receive()
	switch {
	case ctx.Err() != nil:
		return m, files, ctx.Err()
	case err != nil:
		return m, files, err
	case m.Failed != nil:
		return m, files, failure(m.Failed)
	case !wanted(m):
		return m, files, fmt.Errorf("gavel-init sent an unexpected message")
	}
	return m, files, nil
}

// failure is gavel-init's, in the class of whoever is at fault.
func failure(f *control.Failed) error {
	err := fmt.Errorf("gavel-init: %s: %s", f.Step, f.Error)
	switch f.Class {
	case control.Missing:
		return fmt.Errorf("%w: %w", judge.ErrNotFound, err)
	case control.TooLarge:
		return fmt.Errorf("%w: %w", judge.ErrTooLarge, err)
	}
	return err
}

func closeFiles(files []*os.File) {
	for _, f := range files {
		f.Close()
	}
}

// remove takes the cell away with everything that it has on the host. After an
// error it may be called again.
func (c *Cell) remove(ctx context.Context) error {
	var errs []error
	if c.conn != nil {
		errs = append(errs, c.conn.Close())
	}
	if c.container != nil {
		errs = append(errs, c.container.destroy(ctx))
	}
	if c.group != nil {
		c.group.close()
	}
	errs = append(errs, removeCgroups(c.maker.owner.cellGroup(c.id)), os.RemoveAll(c.maker.owner.cell(c.id)))
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("remove cell %s: %w", c.id, err)
	}
	c.ids.give() // only now: two living cells never share ids
	return nil
}
