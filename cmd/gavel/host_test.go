package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// TestStateIsClosed looks at what a server that judges keeps on the host: nobody
// else may read or change any of it. The two directories themselves are passed
// through by the id 0 of a cell, nobody on the host, on its way to its root: images
// lie in one, the state of a containerd in the other. Nothing can be listed there.
func TestStateIsClosed(t *testing.T) {
	s := startServer(t, "--runtime", "runc")
	for _, language := range []string{"python", "cpp"} {
		s.acceptsHonest(t, language)
	}
	for _, top := range []string{s.data, s.run} {
		seen := 0
		err := filepath.WalkDir(top, func(path string, entry fs.DirEntry, err error) error {
			if os.IsNotExist(err) {
				return nil // a cell that went just now
			}
			if err != nil {
				return err
			}
			info, err := entry.Info()
			if err != nil {
				return nil
			}
			seen++
			open := info.Mode().Perm() & 0o077
			switch {
			case entry.IsDir() && open == 0:
				return fs.SkipDir // what is below is closed by it
			case entry.IsDir() && open == 0o011 && path == top:
			case info.Mode().Type() == fs.ModeSymlink:
			case open != 0:
				t.Errorf("%s has mode %v", path, info.Mode())
			}
			return nil
		})
		if err != nil || seen < 3 {
			t.Errorf("%s: %d entries, %v", top, seen, err)
		}
	}
}
