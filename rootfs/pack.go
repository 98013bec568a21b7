package rootfs

import (
	"archive/tar"
	"bufio"
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

// pack writes the tree as one layer, a tar archive that depends on nothing but
// the names, modes, contents and times of the tree's files (of no directory): sorted, all owned
// by root, without extended attributes. It is not compressed, so that its
// digest does not depend on a compressor's version.
func pack(tree, file string) (v1.Hash, int64, error) {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return v1.Hash{}, 0, fmt.Errorf("pack: %w", err)
	}
	sum := sha256.New()
	buffered := bufio.NewWriterSize(io.MultiWriter(f, sum), 1<<20)
	p := packer{tree: tree, tw: tar.NewWriter(buffered), inodes: map[uint64]string{}}
	err = filepath.WalkDir(tree, p.entry)
	if err == nil {
		err = errors.Join(p.tw.Close(), buffered.Flush(), f.Sync())
	}
	size, seekErr := f.Seek(0, io.SeekCurrent)
	if err = errors.Join(err, seekErr, f.Close()); err != nil {
		return v1.Hash{}, 0, fmt.Errorf("pack %s: %w", tree, err)
	}
	return v1.Hash{Algorithm: "sha256", Hex: hex.EncodeToString(sum.Sum(nil))}, size, nil
}

type packer struct {
	tree   string
	tw     *tar.Writer
	inodes map[uint64]string // of files with several names: the first one
}

func (p *packer) entry(file string, d fs.DirEntry, err error) error {
	if err != nil {
		return err
	}
	name, err := filepath.Rel(p.tree, file)
	if err != nil {
		return err
	}
	info, err := d.Info()
	if err != nil {
		return err
	}
	h := &tar.Header{Name: name, Mode: tarMode(cleanMode(info.Mode())), ModTime: cleanTime(info.ModTime())}
	switch mode := info.Mode(); {
	case mode.IsDir():
		h.Typeflag, h.Name, h.ModTime = tar.TypeDir, name+"/", epoch // else it shows when it was written into
		return p.tw.WriteHeader(h)
	case mode.IsRegular():
		return p.regular(h, file, info)
	case mode&fs.ModeSymlink != 0:
		h.Typeflag, h.Mode, h.ModTime = tar.TypeSymlink, 0o777, epoch
		if h.Linkname, err = os.Readlink(file); err != nil {
			return err
		}
		return p.tw.WriteHeader(h)
	default:
		return fmt.Errorf("%s is neither file, directory nor symbolic link", file)
	}
}

func (p *packer) regular(h *tar.Header, file string, info fs.FileInfo) error {
	if st := info.Sys().(*syscall.Stat_t); st.Nlink > 1 {
		if first, ok := p.inodes[st.Ino]; ok {
			h.Typeflag, h.Linkname = tar.TypeLink, first
			return p.tw.WriteHeader(h)
		}
		p.inodes[st.Ino] = h.Name
	}
	h.Typeflag, h.Size = tar.TypeReg, info.Size()
	if err := p.tw.WriteHeader(h); err != nil {
		return err
	}
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	_, err = io.Copy(p.tw, f)
	return errors.Join(err, f.Close())
}

func tarMode(mode fs.FileMode) int64 {
	bits := int64(mode.Perm())
	if mode&fs.ModeSticky != 0 {
		bits |= 0o1000
	}
	return bits
}
