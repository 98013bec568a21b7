package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"gavel/judge"
)

var _ judge.Cache = (*Cache)(nil)

func cacheKey(n int) string {
	sum := sha256.Sum256(fmt.Append(nil, n))
	return hex.EncodeToString(sum[:])
}

func openCache(t *testing.T, dir string, most int64) *Cache {
	t.Helper()
	c, err := OpenCache(dir, most)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCacheReturnsWhatWasPut(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "cache")
	c := openCache(t, dir, 1<<20)
	if _, ok := c.Get(cacheKey(1)); ok {
		t.Error("an empty cache has a value")
	}
	c.Put(cacheKey(1), []byte("one"))
	c.Put(cacheKey(2), nil)
	for _, c := range []*Cache{c, openCache(t, dir, 1<<20)} {
		if got, ok := c.Get(cacheKey(1)); !ok || string(got) != "one" {
			t.Errorf("got %q, %v", got, ok)
		}
		if got, ok := c.Get(cacheKey(2)); !ok || len(got) != 0 {
			t.Errorf("got %q, %v", got, ok)
		}
	}
	for _, key := range []string{"", "../../etc/passwd", "AB", cacheKey(1)[1:], "x" + cacheKey(1)[1:]} {
		c.Put(key, []byte("no"))
		if _, ok := c.Get(key); ok {
			t.Errorf("%q is a key", key)
		}
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestCacheNeverReturnsADamagedValue(t *testing.T) {
	c := openCache(t, t.TempDir(), 1<<20)
	for name, damage := range map[string]func(data []byte) []byte{
		"changed": func(data []byte) []byte { data[len(data)-1] ^= 1; return data },
		"cut":     func(data []byte) []byte { return data[:len(data)-1] },
		"empty":   func([]byte) []byte { return nil },
	} {
		c.Put(cacheKey(1), []byte("value"))
		path, _ := c.path(cacheKey(1))
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, damage(data), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, ok := c.Get(cacheKey(1)); ok {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

func TestCacheIsBounded(t *testing.T) {
	dir := t.TempDir()
	c := openCache(t, dir, 100_000)
	value := bytes.Repeat([]byte("x"), 10_000)
	old := time.Now().Add(-time.Hour)
	for n := range 9 {
		c.Put(cacheKey(n), value)
		path, _ := c.path(cacheKey(n))
		if err := os.Chtimes(path, old, old.Add(time.Duration(n)*time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	if _, ok := c.Get(cacheKey(0)); !ok { // used now: not the oldest any more
		t.Fatal("value 0 is gone before its time")
	}
	c.Put(cacheKey(10), value)
	c.Put(cacheKey(11), bytes.Repeat([]byte("x"), 50_000)) // too large for one value
	entries, err := c.entries()
	if err != nil {
		t.Fatal(err)
	}
	var size int64
	for _, e := range entries {
		size += e.size
	}
	if size > 100_000 {
		t.Errorf("%d bytes are kept, over 100000", size)
	}
	for n, want := range map[int]bool{0: true, 1: false, 8: true, 10: true, 11: false} {
		if _, ok := c.Get(cacheKey(n)); ok != want {
			t.Errorf("value %d is there: %v, want %v", n, ok, want)
		}
	}
}

func TestCacheIsShared(t *testing.T) {
	dir := t.TempDir()
	var all sync.WaitGroup
	for range 4 {
		c := openCache(t, dir, 20_000)
		all.Go(func() {
			for n := range 200 {
				key := cacheKey(n % 7)
				if got, ok := c.Get(key); ok && string(got) != key {
					t.Errorf("got %q for %q", got, key)
				}
				c.Put(key, []byte(key))
			}
		})
	}
	all.Wait()
}

func TestCacheRemembersWhatWasRead(t *testing.T) {
	c := openCache(t, t.TempDir(), 1<<20)
	c.Put(cacheKey(1), []byte("one"))
	path, _ := c.path(cacheKey(1))
	for range 2 {
		if got, ok := c.Get(cacheKey(1)); !ok || string(got) != "one" {
			t.Fatalf("got %q, %v", got, ok)
		}
		if err := os.WriteFile(path, []byte("somebody else's"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func TestCacheNotesUsesOfWhatItRemembers(t *testing.T) {
	c := openCache(t, t.TempDir(), 1<<20)
	c.Put(cacheKey(1), []byte("one"))
	c.Get(cacheKey(1))
	path, _ := c.path(cacheKey(1))
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(path, old, old); err != nil {
		t.Fatal(err)
	}
	c.recent.get(cacheKey(1)).stamped = old
	c.Get(cacheKey(1))
	if info, err := os.Stat(path); err != nil || time.Since(info.ModTime()) > cacheStamp {
		t.Errorf("last use %v, %v", info.ModTime(), err)
	}
}

func TestRecentIsBounded(t *testing.T) {
	var r recent
	large := make([]byte, recentBytes/4)
	for n := range 6 {
		r.put(cacheKey(n), large, time.Time{})
		r.get(cacheKey(0)) // is used all the time
	}
	r.put(cacheKey(9), append(large, 0), time.Time{}) // too large for one
	for n, want := range map[int]bool{0: true, 1: false, 2: false, 3: true, 5: true, 9: false} {
		if got := r.get(cacheKey(n)) != nil; got != want {
			t.Errorf("value %d is there: %v, want %v", n, got, want)
		}
	}
	if r.size != recentBytes || len(r.byKey) != r.order.Len() {
		t.Errorf("%d bytes, %d keys, %d values", r.size, len(r.byKey), r.order.Len())
	}
}
