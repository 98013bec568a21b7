package rootfs

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

// Locks are flock(2) locks on files and directories of the store: the kernel
// drops them with the process, so a crash leaves none behind.

const lockPoll = 50 * time.Millisecond

// acquire takes an exclusive lock on the file, made where it does not exist.
// waiting is called once where somebody else holds it. Closing gives it back.
func acquire(ctx context.Context, file string, waiting func()) (*os.File, error) {
	f, err := os.OpenFile(file, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock: %w", err)
	}
	for first := true; ; first = false {
		err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		if err == nil {
			return f, nil
		}
		if !errors.Is(err, unix.EWOULDBLOCK) && !errors.Is(err, unix.EINTR) {
			return nil, errors.Join(fmt.Errorf("lock %s: %w", file, err), f.Close())
		}
		if first {
			waiting()
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(fmt.Errorf("lock %s: %w", file, ctx.Err()), f.Close())
		case <-time.After(lockPoll):
		}
	}
}

// work is a directory for one build or pull. It is locked while its owner
// lives; what is not locked is a dead one's, and swept.
type work struct {
	dir  string
	lock *os.File
}

// newWork sweeps the leftovers of dead builds and makes a directory.
func (s *Store) newWork(ctx context.Context) (*work, error) {
	lock, err := s.lockStore(ctx)
	if err != nil {
		return nil, err
	}
	defer lock.Close()
	if err := s.sweepWork(); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(s.path("work"), "")
	if err != nil {
		return nil, fmt.Errorf("make work directory: %w", err)
	}
	held, err := tryLock(dir)
	if err != nil {
		return nil, fmt.Errorf("make work directory: %w", err)
	}
	return &work{dir, held}, nil
}

func (w *work) path(elements ...string) string {
	return filepath.Join(append([]string{w.dir}, elements...)...)
}

func (w *work) remove() error {
	return errors.Join(os.RemoveAll(w.dir), w.lock.Close())
}

func (s *Store) sweepWork() error {
	entries, err := os.ReadDir(s.path("work"))
	if err != nil {
		return fmt.Errorf("sweep work: %w", err)
	}
	for _, entry := range entries {
		dir := s.path("work", entry.Name())
		lock, err := tryLock(dir)
		if err != nil {
			continue // its owner lives
		}
		if err := errors.Join(os.RemoveAll(dir), lock.Close()); err != nil {
			return fmt.Errorf("sweep work: %w", err)
		}
	}
	return nil
}

// tryLock takes an exclusive lock on an existing file or directory, or fails at once.
func tryLock(file string) (*os.File, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func (s *Store) lockStore(ctx context.Context) (*os.File, error) {
	return acquire(ctx, s.path("locks", ".store"), func() {})
}

func (s *Store) lockName(ctx context.Context, name string, progress func(string)) (*os.File, error) {
	return acquire(ctx, s.path("locks", name), func() {
		progress("another process makes " + name + ": waiting for it")
	})
}
