package rootfs

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"syscall"
)

const maxRecord = 256 << 20

// The record of an unpacked tree has one line for each of its files: what lstat
// said when it was unpacked. A change of content, mode, owner or name changes
// the time of the last change (ctime), which no program can set back.

func writeRecord(dir string) error {
	record, err := lstatAll(filepath.Join(dir, "rootfs"))
	if err == nil {
		err = writeFile(filepath.Join(dir, "record"), record)
	}
	if err != nil {
		return fmt.Errorf("record tree: %w", err)
	}
	return nil
}

// checkRecord compares the tree below dir with its record.
func checkRecord(dir string) error {
	want, err := readBounded(filepath.Join(dir, "record"), maxRecord)
	if err != nil {
		return fmt.Errorf("unpacked tree: %w", err)
	}
	got, err := lstatAll(filepath.Join(dir, "rootfs"))
	if err != nil {
		return fmt.Errorf("unpacked tree: %w", err)
	}
	if bytes.Equal(want, got) {
		return nil
	}
	return fmt.Errorf("unpacked tree %s: %w", filepath.Join(dir, "rootfs"), firstDifference(want, got))
}

func firstDifference(want, got []byte) error {
	for {
		w, wantRest, _ := bytes.Cut(want, []byte("\n"))
		g, gotRest, _ := bytes.Cut(got, []byte("\n"))
		if !bytes.Equal(w, g) {
			return fmt.Errorf("was unpacked as [%s], is now [%s]", w, g)
		}
		if len(w) == 0 {
			return errors.New("differs from its record")
		}
		want, got = wantRest, gotRest
	}
}

func lstatAll(tree string) ([]byte, error) {
	var out bytes.Buffer
	err := filepath.WalkDir(tree, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		st := info.Sys().(*syscall.Stat_t)
		size := st.Size
		if info.IsDir() {
			size = 0 // says more of the file system than of the tree
		}
		fmt.Fprintf(&out, "%q mode %o owner %d:%d size %d modified %d.%09d changed %d.%09d\n", file[len(tree):],
			st.Mode, st.Uid, st.Gid, size, st.Mtim.Sec, st.Mtim.Nsec, st.Ctim.Sec, st.Ctim.Nsec)
		return nil
	})
	return out.Bytes(), err
}
