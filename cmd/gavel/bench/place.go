package bench

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"
)

// place is where a run keeps its files: one directory on the data directory's
// disk, so that a commit costs here what it costs there, and one beside the run
// directory. Each has a lock, by which the next run knows what a killed one left.
type place struct {
	data, run string
	locks     []*os.File
}

const placePrefix = "gavel-bench-"

func newPlace(data, run string) (*place, error) {
	p := &place{}
	for _, d := range []struct {
		at   *string
		base string
	}{{&p.data, data}, {&p.run, run}} {
		if err := p.make(d.at, d.base); err != nil {
			return nil, errors.Join(fmt.Errorf("directory of this run: %w", err), p.remove())
		}
	}
	return p, nil
}

func (p *place) make(at *string, base string) (err error) {
	if err := os.MkdirAll(base, 0o711); err != nil {
		return err
	}
	if err := sweepPlaces(base); err != nil {
		return err
	}
	if *at, err = os.MkdirTemp(base, placePrefix); err != nil {
		return err
	}
	lock, err := lockPlace(*at)
	if err != nil {
		return err
	}
	p.locks = append(p.locks, lock)
	return os.Chmod(*at, 0o711) // a container's id 0 goes through to its own files
}

// sweepPlaces removes what runs left whose process is gone.
func sweepPlaces(base string) error {
	entries, err := os.ReadDir(base)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !e.IsDir() || !strings.HasPrefix(e.Name(), placePrefix) {
			continue
		}
		dir := filepath.Join(base, e.Name())
		lock, err := lockPlace(dir)
		if errors.Is(err, unix.EWOULDBLOCK) {
			continue
		}
		if err != nil {
			return err
		}
		if err := errors.Join(removeGroups(e.Name()), os.RemoveAll(dir), lock.Close()); err != nil {
			return err
		}
	}
	return nil
}

func lockPlace(dir string) (*os.File, error) {
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func (p *place) remove() error {
	var errs []error
	for _, dir := range []string{p.data, p.run} {
		if dir != "" {
			errs = append(errs, os.RemoveAll(dir))
		}
	}
	for _, lock := range p.locks {
		errs = append(errs, lock.Close())
	}
	return errors.Join(errs...)
}
