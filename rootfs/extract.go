package rootfs

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"time"
)

// bounds limit what a layer, or all layers of one image together, may unpack to.
type bounds struct {
	entries int64 // tar entries, whiteouts included
	bytes   int64 // content of regular files
}

var defaultBounds = bounds{entries: 500_000, bytes: 8 << 30}

const (
	maxPath     = 4095 // PATH_MAX without its NUL
	maxElement  = 255  // NAME_MAX
	maxSymlinks = 40   // as the kernel's own bound on one resolution
	whiteout    = ".wh."
	opaque      = ".wh..wh..opq"
)

// extractor applies layers, one after the other, to one tree. Nothing it is
// given can make it touch anything outside root: paths are resolved as under
// chroot by resolve, and os.Root refuses what would escape all the same.
type extractor struct {
	root *os.Root
	left bounds
	made map[string]bool    // paths that the present layer made; an opaque mark spares them
	dirs map[string]dirMeta // set by finish, when nothing is written into them any more
}

type dirMeta struct {
	mode fs.FileMode
	time time.Time
}

func newExtractor(root *os.Root, left bounds) *extractor {
	return &extractor{root: root, left: left, dirs: map[string]dirMeta{}}
}

// layer applies one uncompressed layer.
func (x *extractor) layer(r io.Reader) error {
	x.made = map[string]bool{}
	tr := tar.NewReader(r)
	for {
		h, err := tr.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read layer: %w", err)
		}
		if x.left.entries--; x.left.entries < 0 {
			return errors.New("read layer: more entries than an image may have")
		}
		if err := x.entry(h, tr); err != nil {
			return fmt.Errorf("layer entry %.200q: %w", h.Name, err)
		}
	}
}

// finish sets the directories' modes and times. It is called after the last layer.
func (x *extractor) finish() error {
	for p, meta := range x.dirs {
		info, err := x.root.Lstat(p)
		if errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
			continue // a later layer took it away
		}
		if err == nil {
			err = errors.Join(x.root.Chtimes(p, meta.time, meta.time), x.root.Chmod(p, meta.mode))
		}
		if err != nil {
			return fmt.Errorf("finish directory %s: %w", p, err)
		}
	}
	return nil
}

func (x *extractor) entry(h *tar.Header, content io.Reader) error {
	if h.Typeflag == tar.TypeXGlobalHeader {
		return nil // a comment, no file
	}
	p, err := cleanName(h.Name)
	if err != nil {
		return err
	}
	if p == "." {
		if h.Typeflag == tar.TypeDir {
			return x.directory(".", h)
		}
		return errors.New("the root is not a directory")
	}
	dir, err := x.resolve(path.Dir(p))
	if err != nil {
		return err
	}
	base := path.Base(p)
	if strings.HasPrefix(base, whiteout) {
		return x.whiteout(dir, base)
	}
	if err := x.parents(dir); err != nil {
		return err
	}
	p = path.Join(dir, base)
	if err := x.place(p, h, content); err != nil {
		return err
	}
	for ; p != "." && !x.made[p]; p = path.Dir(p) {
		x.made[p] = true
	}
	return nil
}

func (x *extractor) place(p string, h *tar.Header, content io.Reader) error {
	switch h.Typeflag {
	case tar.TypeDir:
		return x.directory(p, h)
	case tar.TypeReg, tar.TypeGNUSparse:
		return x.regular(p, h, content)
	case tar.TypeSymlink:
		return x.symlink(p, h.Linkname)
	case tar.TypeLink:
		return x.hardlink(p, h.Linkname)
	case tar.TypeChar, tar.TypeBlock, tar.TypeFifo:
		return x.root.RemoveAll(p) // it replaces what was there, and has no use in a cell
	default:
		return fmt.Errorf("type %q is none that a layer may have", h.Typeflag)
	}
}

func (x *extractor) directory(p string, h *tar.Header) error {
	info, err := x.root.Lstat(p)
	if err == nil && !info.IsDir() {
		err = x.root.RemoveAll(p)
		info = nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if info == nil {
		if err := x.root.Mkdir(p, 0o755); err != nil {
			return err
		}
	}
	x.dirs[p] = dirMeta{cleanMode(h.FileInfo().Mode()), cleanTime(h.ModTime)}
	return nil
}

func (x *extractor) regular(p string, h *tar.Header, content io.Reader) error {
	if h.Size > x.left.bytes {
		return fmt.Errorf("%d bytes, and %d are left of what an image may unpack to", h.Size, x.left.bytes)
	}
	x.left.bytes -= h.Size
	if err := x.root.RemoveAll(p); err != nil {
		return err
	}
	f, err := x.root.OpenFile(p, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, content)
	if err == nil {
		err = f.Chmod(cleanMode(h.FileInfo().Mode()))
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	at := cleanTime(h.ModTime)
	return x.root.Chtimes(p, at, at)
}

func (x *extractor) symlink(p, target string) error {
	if err := checkLink(p, target); err != nil {
		return err
	}
	if err := x.root.RemoveAll(p); err != nil {
		return err
	}
	return x.root.Symlink(target, p)
}

func (x *extractor) hardlink(p, target string) error {
	t, err := cleanName(target)
	if err != nil {
		return fmt.Errorf("link to %.200q: %w", target, err)
	}
	dir, err := x.resolve(path.Dir(t))
	if err != nil {
		return fmt.Errorf("link to %.200q: %w", target, err)
	}
	t = path.Join(dir, path.Base(t))
	info, err := x.root.Lstat(t)
	if err != nil {
		return fmt.Errorf("link to %.200q: %w", target, err)
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("link to %.200q, which is no regular file", target)
	}
	if t == p {
		return nil
	}
	if err := x.root.RemoveAll(p); err != nil {
		return err
	}
	return x.root.Link(t, p)
}

// whiteout takes away what lower layers put there.
func (x *extractor) whiteout(dir, base string) error {
	if base == opaque {
		return x.clear(dir)
	}
	name := strings.TrimPrefix(base, whiteout)
	switch {
	case strings.HasPrefix(name, whiteout):
		return nil // another tool's private mark
	case name == "" || name == "." || name == "..":
		return errors.New("whiteout names no file")
	}
	return x.root.RemoveAll(path.Join(dir, name))
}

// clear removes what is below dir and is not of the present layer.
func (x *extractor) clear(dir string) error {
	d, err := x.root.Open(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	names, err := d.Readdirnames(-1)
	if err = errors.Join(err, d.Close()); err != nil {
		return err
	}
	for _, name := range names {
		p := path.Join(dir, name)
		if !x.made[p] {
			err = x.root.RemoveAll(p)
		} else if info, statErr := x.root.Lstat(p); statErr == nil && info.IsDir() {
			err = x.clear(p)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// parents makes the directories that a layer leaves out.
func (x *extractor) parents(dir string) error {
	if dir == "." {
		return nil
	}
	return x.root.MkdirAll(dir, 0o755)
}

// resolve follows the symbolic links of a directory's path as a process whose
// root is the tree would, and returns a path without any. What does not exist
// is taken as it is.
func (x *extractor) resolve(p string) (string, error) {
	done, rest := ".", p
	for links := 0; rest != "" && rest != "."; {
		element, tail, _ := strings.Cut(rest, "/")
		rest = tail
		switch element {
		case "", ".":
			continue
		case "..":
			done = path.Dir(done)
			continue
		}
		next := path.Join(done, element)
		info, err := x.root.Lstat(next)
		if err != nil || info.Mode()&fs.ModeSymlink == 0 {
			done = next
			continue
		}
		if links++; links > maxSymlinks {
			return "", errors.New("too many symbolic links on the way")
		}
		target, err := x.root.Readlink(next)
		if err != nil {
			return "", err
		}
		if path.IsAbs(target) {
			done = "."
		}
		rest = target + "/" + rest
	}
	return done, nil
}
