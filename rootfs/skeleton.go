package rootfs

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
)

// What every image has, whatever it is made from: places to mount on, and the
// two users. Mount points are real directories and files, never links.

const (
	passwd = "root:x:0:0:root:/:/nonexistent\nprogram:x:1000:1000:program:/tmp:/nonexistent\n"
	group  = "root:x:0:\nprogram:x:1000:\n"
	// Nothing in a cell asks anybody but the files for a name.
	nsswitch = "passwd: files\ngroup: files\nshadow: files\nhosts: files\nnetworks: files\nprotocols: files\nservices: files\n"
)

var skeletonDirs = []struct {
	path  string
	mode  fs.FileMode
	clear bool // it is mounted over: what a package or an image has there is dropped
}{
	{"box", 0o755, true},
	{"dev", 0o755, true},
	{"etc", 0o755, false},
	{"proc", 0o555, true},
	{"run", 0o755, false},
	{"run/gavel", 0o755, true},
	{"tmp", 0o777 | fs.ModeSticky, true},
}

var skeletonFiles = []struct {
	path    string
	mode    fs.FileMode
	content string
}{
	{"etc/group", 0o444, group},
	{"etc/nsswitch.conf", 0o444, nsswitch},
	{"etc/passwd", 0o444, passwd},
	{"run/gavel/init", 0o555, ""},
	{"run/gavel/socket", 0o444, ""},
}

func skeletonPaths() []string {
	var paths []string
	for _, d := range skeletonDirs {
		if d.clear {
			paths = append(paths, "/"+d.path)
		}
	}
	for _, f := range skeletonFiles {
		paths = append(paths, "/"+f.path)
	}
	return paths
}

// addSkeleton completes the tree.
func addSkeleton(tree string) error {
	root, err := os.OpenRoot(tree)
	if err != nil {
		return fmt.Errorf("add skeleton: %w", err)
	}
	defer root.Close()
	for _, d := range skeletonDirs {
		if err := ensureDir(root, d.path, d.mode, d.clear); err != nil {
			return fmt.Errorf("add skeleton: %w", err)
		}
	}
	for _, f := range skeletonFiles {
		if err := replaceFile(root, f.path, f.mode, []byte(f.content)); err != nil {
			return fmt.Errorf("add skeleton: %w", err)
		}
	}
	return nil
}

// ensureDir makes p a directory of the mode, in the place of anything else.
// Its parent is one already.
func ensureDir(root *os.Root, p string, mode fs.FileMode, clear bool) error {
	info, err := root.Lstat(p)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err == nil && (clear || !info.IsDir()) {
		if err := root.RemoveAll(p); err != nil {
			return err
		}
	}
	if err := root.Mkdir(p, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	at := cleanTime(epoch)
	return errors.Join(root.Chmod(p, mode), root.Chtimes(p, at, at))
}

// replaceFile writes a file in the place of whatever is there, below parents
// that it makes.
func replaceFile(root *os.Root, p string, mode fs.FileMode, content []byte) error {
	if err := root.MkdirAll(path.Dir(p), 0o755); err != nil {
		return err
	}
	if err := root.RemoveAll(p); err != nil {
		return err
	}
	f, err := root.OpenFile(p, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Chmod(mode), f.Close(), root.Chtimes(p, epoch, epoch))
}
