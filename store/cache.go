package store

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// Cache is a bounded directory of values by content address. It implements
// judge.Cache. Several processes may share it: a value is put in place whole, and
// checked against its own digest whenever it is read, so a torn or changed file
// is a miss. What was used last, up to 64 MiB, stays in memory besides.
type Cache struct {
	dir  string
	most int64

	mu     sync.Mutex
	size   int64 // bytes of all values, as far as this process knows
	recent recent
}

// Least recently used goes first. A use is noted at most this often.
const cacheStamp = time.Minute

// OpenCache opens the cache in a directory, made where it is missing, 0700. most
// bounds the bytes of all values.
func OpenCache(dir string, most int64) (*Cache, error) {
	if most <= 0 {
		return nil, fmt.Errorf("cache of at most %d bytes, must be positive", most)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open cache: %w", err)
	}
	c := &Cache{dir: dir, most: most}
	entries, err := c.entries()
	if err != nil {
		return nil, fmt.Errorf("open cache: %w", err)
	}
	for _, e := range entries {
		c.size += e.size
	}
	return c, nil
}

// Get returns the value of a key, which nobody may change.
func (c *Cache) Get(key string) ([]byte, bool) {
	path, ok := c.path(key)
	if !ok {
		return nil, false
	}
	if value, ok := c.remembered(key, path); ok {
		return value, true
	}
	data, err := os.ReadFile(path)
	if err != nil || len(data) < sha256.Size {
		return nil, false
	}
	value := data[sha256.Size:]
	if want := sha256.Sum256(value); !bytes.Equal(want[:], data[:sha256.Size]) {
		os.Remove(path) // damaged: the next Put makes it whole
		return nil, false
	}
	var used time.Time
	if info, err := os.Stat(path); err == nil {
		used = noteUse(path, info.ModTime())
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.recent.put(key, value, used)
	return value, true
}

// remembered returns a value that is in memory.
func (c *Cache) remembered(key, path string) ([]byte, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	v := c.recent.get(key)
	if v == nil {
		return nil, false
	}
	v.stamped = noteUse(path, v.stamped)
	return v.data, true
}

// noteUse notes on the disk that a value is used, where the last note is old, and
// returns the time of the last note. Only the value's place in the order is at
// stake.
func noteUse(path string, last time.Time) time.Time {
	now := time.Now()
	if now.Sub(last) <= cacheStamp {
		return last
	}
	_ = os.Chtimes(path, now, now)
	return now
}

// Put keeps a value, as far as there is room. It reports nothing: a value that
// could not be kept is made again.
func (c *Cache) Put(key string, value []byte) {
	path, ok := c.path(key)
	size := int64(len(value) + sha256.Size)
	if !ok || size > c.most/4 { // one value never drives out all others
		return
	}
	sum := sha256.Sum256(value)
	if err := writeWhole(path, sum[:], value); err != nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.size += size; c.size > c.most {
		c.shrink()
	}
}

// path is where a key's value lies. Only lower-case SHA-256 in hexadecimal is a key.
func (c *Cache) path(key string) (string, bool) {
	raw, err := hex.DecodeString(key)
	if err != nil || len(raw) != sha256.Size || hex.EncodeToString(raw) != key {
		return "", false
	}
	return filepath.Join(c.dir, key[:2], key), true
}

// writeWhole writes a file under another name first: a reader sees all or
// nothing. It need not survive a crash, so it is not synced.
func writeWhole(path string, parts ...[]byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".new-")
	if err != nil {
		return err
	}
	for _, part := range parts {
		if err == nil {
			_, err = f.Write(part)
		}
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

type cacheEntry struct {
	path string
	size int64
	used time.Time
}

// entries lists all values, and what a crash left of unfinished ones.
func (c *Cache) entries() ([]cacheEntry, error) {
	var found []cacheEntry
	err := filepath.WalkDir(c.dir, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) || err == nil && !d.Type().IsRegular() {
			return nil
		}
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return nil // gone meanwhile
		}
		found = append(found, cacheEntry{path, info.Size(), info.ModTime()})
		return nil
	})
	return found, err
}

// shrink removes the longest unused values until a tenth of the room is free.
// The lock is held.
func (c *Cache) shrink() {
	entries, err := c.entries()
	if err != nil {
		return
	}
	slices.SortFunc(entries, func(a, b cacheEntry) int {
		return cmp.Or(a.used.Compare(b.used), cmp.Compare(a.path, b.path))
	})
	c.size = 0
	for _, e := range entries {
		c.size += e.size
	}
	for _, e := range entries {
		if c.size <= c.most/10*9 {
			return
		}
		if os.Remove(e.path) == nil {
			c.size -= e.size
		}
	}
}
