package rootfs

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	v1 "github.com/google/go-containerregistry/pkg/v1"
)

const maxDifferences = 20

// Verify reads all of the image: it hashes the manifest, the configuration and
// the layer again, and compares every file of the unpacked tree with the layer.
// The error has ErrDamaged and names each file that differs (up to 20) and how.
// Image needs Name and Digest only.
func (s *Store) Verify(ctx context.Context, image Image) error {
	digest, err := v1.NewHash(image.Digest)
	if err != nil {
		return fmt.Errorf("verify image %s: %w", image.Name, err)
	}
	if err := s.verify(ctx, digest); ctx.Err() != nil {
		return fmt.Errorf("verify image %s: %w", image.Name, ctx.Err())
	} else if err != nil {
		return fmt.Errorf("verify image %s: %w: %w", image.Name, ErrDamaged, err)
	}
	return nil
}

// verify compares everything, and renews the tree's record where only that is
// wrong: hard links that came and went, or a copy of the store, change the times
// that it has and nothing else.
func (s *Store) verify(ctx context.Context, digest v1.Hash) error {
	manifest, _, err := s.metadata(digest)
	if err != nil {
		return err
	}
	dir := s.unpacked(digest)
	record, err := lstatAll(filepath.Join(dir, "rootfs")) // before the reading: what changes meanwhile will show
	if err != nil {
		return fmt.Errorf("unpacked tree: %w", err)
	}
	if err := s.verifyLayer(ctx, manifest.Layers[0].Digest); err != nil {
		return err
	}
	if err := s.verifyTree(ctx, manifest.Layers[0].Digest, filepath.Join(dir, "rootfs")); err != nil {
		return err
	}
	if checkRecord(dir) != nil && os.Geteuid() == 0 {
		return writeFile(filepath.Join(dir, "record"), record)
	}
	return nil
}

func (s *Store) verifyLayer(ctx context.Context, want v1.Hash) error {
	f, err := os.Open(s.blob(want))
	if err != nil {
		return fmt.Errorf("layer: %w", err)
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, readerWith(ctx, f)); err != nil {
		return fmt.Errorf("layer: %w", err)
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != want.Hex {
		return fmt.Errorf("layer %s hashes to sha256:%s", want, got)
	}
	return nil
}

// verifyTree compares the tree with the layer, which is the store's own: every
// name is plain, and comes once.
func (s *Store) verifyTree(ctx context.Context, layer v1.Hash, tree string) error {
	f, err := os.Open(s.blob(layer))
	if err != nil {
		return fmt.Errorf("layer: %w", err)
	}
	defer f.Close()
	root, err := os.OpenRoot(tree)
	if err != nil {
		return fmt.Errorf("unpacked tree: %w", err)
	}
	defer root.Close()
	c := comparison{root: root, known: map[string]bool{}}
	tr := tar.NewReader(readerWith(ctx, f))
	for {
		h, err := tr.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return fmt.Errorf("read layer: %w", err)
		}
		if err := c.entry(h, tr); err != nil {
			return err
		}
	}
	if err := c.strangers(tree); err != nil {
		return err
	}
	return errors.Join(c.found...)
}

// comparison collects what differs.
type comparison struct {
	root  *os.Root
	known map[string]bool
	found []error
}

func (c *comparison) differs(p, format string, args ...any) {
	if len(c.found) < maxDifferences {
		c.found = append(c.found, fmt.Errorf("/%s: %s", p, fmt.Sprintf(format, args...)))
	}
}

func (c *comparison) entry(h *tar.Header, content io.Reader) error {
	p, err := cleanName(h.Name)
	if err != nil {
		return fmt.Errorf("layer entry %q: %w", h.Name, err)
	}
	c.known[p] = true
	info, err := c.root.Lstat(p)
	if err != nil {
		c.differs(p, "is missing")
		return nil
	}
	if st := info.Sys().(*syscall.Stat_t); st.Uid != 0 || st.Gid != 0 {
		c.differs(p, "belongs to %d:%d, not to root", st.Uid, st.Gid)
	}
	switch h.Typeflag {
	case tar.TypeSymlink:
		if target, err := c.root.Readlink(p); err != nil || target != h.Linkname {
			c.differs(p, "is no symbolic link to %s", h.Linkname)
		}
		return nil
	case tar.TypeLink:
		first, err := c.root.Lstat(h.Linkname)
		if err != nil || !os.SameFile(first, info) {
			c.differs(p, "is not the same file as /%s", h.Linkname)
		}
		return nil
	}
	if got, want := info.Mode(), h.FileInfo().Mode(); got != want {
		c.differs(p, "has mode %v, not %v", got, want)
		return nil
	}
	if !info.ModTime().Equal(h.ModTime) {
		c.differs(p, "was modified at %v, not %v", info.ModTime().UTC(), h.ModTime.UTC())
	}
	if info.Mode().IsRegular() {
		return c.content(p, h.Size, content)
	}
	return nil
}

func (c *comparison) content(p string, size int64, content io.Reader) error {
	f, err := c.root.Open(p)
	if err != nil {
		c.differs(p, "cannot be read: %v", err)
		return nil
	}
	defer f.Close()
	want, got := make([]byte, 64<<10), make([]byte, 64<<10)
	for at := int64(0); ; {
		n, err := io.ReadFull(content, want)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
			return fmt.Errorf("read layer: %w", err)
		}
		m, _ := io.ReadFull(f, got[:max(n, 1)])
		if n != m || !bytes.Equal(want[:n], got[:m]) {
			c.differs(p, "has other content from byte %d on (%d bytes are right)", at+int64(commonPrefix(want[:n], got[:m])), size)
			return nil
		}
		if n == 0 {
			return nil
		}
		at += int64(n)
	}
}

func commonPrefix(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

// strangers finds what the layer does not have.
func (c *comparison) strangers(tree string) error {
	return filepath.WalkDir(tree, func(file string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		p, err := filepath.Rel(tree, file)
		if err == nil && !c.known[p] {
			c.differs(p, "is not in the image")
		}
		return err
	})
}

// readerWith ends with the context.
func readerWith(ctx context.Context, r io.Reader) io.Reader { return contextReader{ctx, r} }

type contextReader struct {
	ctx context.Context // of the one call that reads
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
