package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"golang.org/x/sys/unix"
)

// isEmpty tells whether a directory surely has nothing in it.
func isEmpty(dir string) bool {
	fd, err := unix.Open(dir, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
	if err != nil {
		return false
	}
	defer unix.Close(fd)
	var entries [512]byte // room for one of any length beside "." and ".."
	n, err := unix.ReadDirent(fd, entries[:])
	if err != nil {
		return false
	}
	_, found, _ := unix.ParseDirent(entries[:n], 1, nil)
	return found == 0
}

// emptyDir removes everything below a directory. It never holds more than two
// directories open, however deep a program has nested them: a directory found
// inside another is first moved up to the top.
func emptyDir(top string) error {
	names, err := namesIn(top)
	if err != nil {
		return err
	}
	moved := 0
	for len(names) > 0 {
		name := filepath.Join(top, names[len(names)-1])
		names = names[:len(names)-1]
		inner, err := removeShallow(name)
		if err != nil {
			return err
		}
		for _, dir := range inner {
			up, err := moveUp(dir, top, &moved)
			if err != nil {
				return err
			}
			names = append(names, up)
		}
		if len(inner) == 0 {
			continue
		}
		if err := os.Remove(name); err != nil {
			return err
		}
	}
	return nil
}

// moveUp renames a directory to a free name in top. Names are counted, never
// reused; one that the program took itself is passed over.
func moveUp(dir, top string, moved *int) (string, error) {
	for {
		name := ".gavel-" + strconv.Itoa(*moved)
		*moved++
		err := unix.Renameat2(unix.AT_FDCWD, dir, unix.AT_FDCWD, filepath.Join(top, name), unix.RENAME_NOREPLACE)
		if !errors.Is(err, unix.EEXIST) {
			return name, err
		}
	}
}

// removeShallow removes a file, or a directory with all files in it. It returns
// the directories inside that are in the way.
func removeShallow(name string) (inner []string, err error) {
	err = os.Remove(name)
	if err == nil || errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	names, err := namesIn(name)
	if err != nil {
		return nil, fmt.Errorf("empty scratch: %w", err)
	}
	for _, n := range names {
		entry := filepath.Join(name, n)
		if os.Remove(entry) != nil {
			inner = append(inner, entry)
		}
	}
	if len(inner) == 0 {
		return nil, os.Remove(name)
	}
	return inner, nil
}

func namesIn(dir string) ([]string, error) {
	f, err := os.OpenFile(dir, os.O_RDONLY|unix.O_DIRECTORY|unix.O_NOFOLLOW, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	names, err := f.Readdirnames(-1)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return names, err
}
