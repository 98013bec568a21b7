package runtime

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"golang.org/x/sys/unix"
)

// idRanges gives every living cell of the host a range of user and group ids of
// its own. A range is taken by a lock on a file, so that it is free again when
// its process dies, and several gavel processes share the ranges.
type idRanges struct {
	dir   string
	base  uint32
	count int

	mu    sync.Mutex
	next  int               // where to look first: the longest unused range
	taken map[*idRange]bool // keeps the locks of cells that nothing else refers to
}

// idRange is one taken range.
type idRange struct {
	base uint32
	lock *os.File
	of   *idRanges
}

// newIDRanges shares count ranges of 65536 ids from base on, locked by files in
// dir.
func newIDRanges(dir string, base uint32, count int) (*idRanges, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("id ranges: %w", err)
	}
	return &idRanges{dir: dir, base: base, count: count, taken: map[*idRange]bool{}}, nil
}

func (r *idRanges) take() (*idRange, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for range r.count {
		n := r.next
		r.next = (r.next + 1) % r.count
		lock, err := tryLock(filepath.Join(r.dir, strconv.Itoa(n)))
		if errors.Is(err, unix.EWOULDBLOCK) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("id range %d: %w", n, err)
		}
		taken := &idRange{base: r.base + uint32(n)*idsPerCell, lock: lock, of: r}
		r.taken[taken] = true
		return taken, nil
	}
	return nil, fmt.Errorf("all %d id ranges are in use", r.count)
}

func (r *idRange) give() {
	if r == nil {
		return
	}
	r.of.mu.Lock()
	defer r.of.mu.Unlock()
	delete(r.of.taken, r)
	r.lock.Close()
}

// tryLock opens and locks a file that its holder keeps open for as long as it
// lives. It returns EWOULDBLOCK where another open file has the lock.
func tryLock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}
