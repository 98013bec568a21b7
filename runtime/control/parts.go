package control

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// join puts a file together in memory, from its first part and those that follow.
func (c *Conn) join(part Part) (*os.File, error) {
	fd, err := unix.MemfdCreate("part", unix.MFD_CLOEXEC)
	if err != nil {
		return nil, fmt.Errorf("memfd: %w", err)
	}
	file := os.NewFile(uintptr(fd), "part")
	err = c.add(file, part)
	for err == nil && !part.Last {
		if part, err = c.nextPart(); err == nil {
			err = c.add(file, part)
		}
	}
	if err == nil {
		err = file.Chmod(os.FileMode(part.Mode).Perm())
	}
	if err != nil {
		file.Close()
		return nil, err
	}
	return file, nil
}

func (c *Conn) add(file *os.File, part Part) error {
	if c.parts += len(part.Data); c.parts > maxParts {
		return fmt.Errorf("control message: files of over %d bytes", maxParts)
	}
	_, err := file.Write(part.Data)
	return err
}

func (c *Conn) nextPart() (Part, error) {
	m, files, err := c.receive()
	closeAll(files)
	if err == nil && m.Part == nil {
		err = errors.New("control message: a file without its end")
	}
	if err != nil {
		return Part{}, err
	}
	return *m.Part, nil
}
