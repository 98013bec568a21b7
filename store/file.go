package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"gavel/judge"
)

// openFile opens bbolt. The free pages are found by walking the file, which at
// the same time checks the order of all keys and that every page is used once;
// writing them with every commit would cost more with every job forgotten.
func openFile(path string) (*bolt.DB, error) {
	return guarded(path, func() (*bolt.DB, error) {
		return bolt.Open(path, 0o600, &bolt.Options{
			Timeout: lockPatience, NoFreelistSync: true, FreelistType: bolt.FreelistMapType,
			InitialMmapSize: mapSize, OpenFile: openPrivate,
		})
	})
}

// openPrivate opens a file that nobody else may read, whatever the umask is and
// whatever its mode was.
func openPrivate(path string, flag int, mode os.FileMode) (*os.File, error) {
	file, err := os.OpenFile(path, flag|syscall.O_NOFOLLOW, mode)
	if err != nil {
		return nil, err
	}
	if err := file.Chmod(mode); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

// inspect reads every key of the file once, before bbolt does so in a place where
// a damaged page would take the process down instead of giving an error.
func inspect(path string) error {
	db, err := guarded(path, func() (*bolt.DB, error) {
		return bolt.Open(path, 0o600, &bolt.Options{Timeout: lockPatience, ReadOnly: true})
	})
	if err != nil {
		return err
	}
	_, err = guarded(path, func() (struct{}, error) { return struct{}{}, db.View(walk) })
	return errors.Join(err, db.Close())
}

var errDamaged = errors.New("the file is damaged or not a store: put a copy in its place, or move it away to begin anew")

func walk(tx *bolt.Tx) error {
	info, err := os.Stat(tx.DB().Path())
	if err != nil {
		return err
	}
	if tx.Size() > info.Size() {
		return fmt.Errorf("it should have %d bytes and has %d", tx.Size(), info.Size())
	}
	keys := map[string]int{}
	err = tx.ForEach(func(name []byte, b *bolt.Bucket) error {
		var last []byte
		cursor := b.Cursor()
		for k, _ := cursor.First(); k != nil; k, _ = cursor.Next() {
			if bytes.Compare(last, k) >= 0 && last != nil {
				return fmt.Errorf("bucket %s: key %x comes after %x", name, k, last)
			}
			last = k
			keys[string(name)]++
		}
		return nil
	})
	jobs, listed := keys["jobs"], keys["waiting"]+keys["leased"]+keys["done"]
	if err == nil && (jobs != listed || jobs != keys["ids"]) {
		err = fmt.Errorf("%d jobs, %d ids and %d places of jobs", jobs, keys["ids"], listed)
	}
	return err
}

// guarded turns into errors what bbolt does with a file it cannot make sense of:
// panics, and reads of memory that is not there.
func guarded[T any](path string, do func() (T, error)) (result T, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("open %s: %w: %v", path, errDamaged, p)
		}
	}()
	result, err = do()
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		err = fmt.Errorf("open %s: %w: locked by %s: stop it, or use another path", path, judge.ErrBusy, lockHolder(path))
	case err != nil && !fromSystem(err):
		err = fmt.Errorf("open %s: %w: %w", path, errDamaged, err)
	case err != nil && !strings.Contains(err.Error(), path):
		err = fmt.Errorf("open %s: %w", path, err)
	}
	return result, err
}

// fromSystem tells what the kernel refused from what bbolt found in the file.
func fromSystem(err error) bool {
	_, ok := errors.AsType[syscall.Errno](err)
	return ok
}

// freeBytes is the room that the file's disk has left.
func freeBytes(path string) (int64, error) {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(path, &fs); err != nil {
		return 0, fmt.Errorf("room for %s: %w", path, err)
	}
	return int64(fs.Bavail) * fs.Bsize, nil
}

// lockHolder names the process that has the file, as far as the kernel tells.
func lockHolder(path string) string {
	info, err := os.Stat(path)
	locks, readErr := os.ReadFile("/proc/locks")
	if err != nil || readErr != nil {
		return "another process"
	}
	inode := strconv.FormatUint(info.Sys().(*syscall.Stat_t).Ino, 10)
	for line := range strings.Lines(string(locks)) {
		// 1: FLOCK  ADVISORY  WRITE 4711 fd:00:1234 0 EOF
		f := strings.Fields(line)
		if len(f) < 6 || f[1] != "FLOCK" || !strings.HasSuffix(f[5], ":"+inode) {
			continue
		}
		if f[4] == strconv.Itoa(os.Getpid()) {
			return "this process (" + f[4] + "), which has it open already"
		}
		name, err := os.ReadFile("/proc/" + f[4] + "/comm")
		if err != nil {
			return "process " + f[4]
		}
		return fmt.Sprintf("process %s (%s)", f[4], strings.TrimSpace(string(name)))
	}
	return "another process"
}
