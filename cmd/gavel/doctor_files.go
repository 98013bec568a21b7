package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// fileChecks looks at the data directory and the images in it.
func fileChecks(ctx context.Context, c *Config) []check {
	return append([]check{dataCheck(c.Data), spaceCheck(c.Data)}, imageChecks(ctx, c)...)
}

// dataCheck wants a directory that nobody else can write. It may be passed
// through, because a cell's root is an ordinary user of the host and the images
// lie below; what is secret in it is closed by itself.
func dataCheck(dir string) check {
	const name = "data directory"
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ok(name, "%s will be made", dir)
	case err != nil:
		return bad(name, "let root read it", "%v", err)
	case !info.IsDir():
		return bad(name, "name another with --data", "%s is no directory", dir)
	case info.Mode()&0o022 != 0:
		return bad(name, "chmod go-w "+dir, "others can write %s (mode %#o)", dir, info.Mode().Perm())
	}
	if unix.Access(dir, unix.W_OK) != nil {
		return bad(name, "give it to root, on a file system that is not read-only", "%s cannot be written", dir)
	}
	return storeCheck(dir, filepath.Join(dir, "store"))
}

func storeCheck(dir, store string) check {
	info, err := os.Stat(store)
	if err == nil && info.Mode()&0o077 != 0 {
		return bad("data directory", "chmod 700 "+store, "others can look into %s, which holds sources and results", store)
	}
	return ok("data directory", "%s", dir)
}

// spaceCheck looks at the directory, or at the one that it will be made in.
func spaceCheck(dir string) check {
	const name, least, enough = "disk space", 1 << 30, 5 << 30
	var s unix.Statfs_t
	err := unix.Statfs(dir, &s)
	for errors.Is(err, unix.ENOENT) && dir != "/" {
		dir = filepath.Dir(dir)
		err = unix.Statfs(dir, &s)
	}
	if err != nil {
		return warn(name, "", "cannot tell: %v", err)
	}
	free := int64(s.Bavail) * s.Bsize
	gib := float64(free) / (1 << 30)
	switch {
	case free < least:
		return bad(name, "make room, or name another directory with --data", "%.1f GiB free for %s", gib, dir)
	case free < enough || s.Files > 0 && s.Ffree < 100000:
		return warn(name, "make room: images and results need some 5 GiB", "%.1f GiB and %d files free for %s", gib, s.Ffree, dir)
	}
	return ok(name, "%.1f GiB free for %s", gib, dir)
}
