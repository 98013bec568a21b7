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
