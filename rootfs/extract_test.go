package rootfs

import (
	"archive/tar"
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// entry is one tar entry of a test: a directory where the name ends in a slash,
// a file unless the type says otherwise.
type entry struct {
	name    string
	content string // or the target of a link
	kind    byte
	mode    int64
	xattr   string
}

func layerOf(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var buf bytes.Buffer
	tw := tar.NewWriter(&buf)
	for _, e := range entries {
		h := &tar.Header{Name: e.name, Typeflag: e.kind, Mode: e.mode, ModTime: time.Unix(1000, 0), Uid: 7, Gid: 7}
		switch {
		case e.kind == tar.TypeSymlink || e.kind == tar.TypeLink:
			h.Linkname = e.content
		case e.kind == 0 && strings.HasSuffix(e.name, "/"):
			h.Typeflag = tar.TypeDir
		case e.kind == 0:
			h.Typeflag, h.Size = tar.TypeReg, int64(len(e.content))
		}
		if h.Mode == 0 {
			h.Mode = 0o755
		}
		if e.xattr != "" {
			h.PAXRecords = map[string]string{"SCHILY.xattr." + e.xattr: "value"}
		}
		if err := tw.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if h.Typeflag == tar.TypeReg {
			if _, err := tw.Write([]byte(e.content)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := tw.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// extract applies the layers to a tree beside a file that they must not reach.
func extract(t testing.TB, left bounds, layers ...[]byte) (string, error) {
	t.Helper()
	dir := t.TempDir()
	tree := filepath.Join(dir, "tree")
	if err := os.Mkdir(tree, 0o755); err != nil {
		t.Fatal(err)
	}
	secret := filepath.Join(dir, "secret")
	if err := os.WriteFile(secret, []byte("untouched"), 0o600); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(tree)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	x := newExtractor(root, left)
	for _, layer := range layers {
		if err = x.layer(bytes.NewReader(layer)); err != nil {
			break
		}
	}
	if err == nil {
		err = x.finish()
	}
	checkOutside(t, dir, secret)
	checkTree(t, tree)
	return tree, err
}

func checkOutside(t testing.TB, dir, secret string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 2 {
		t.Fatalf("beside the tree: %v (%v)", entries, err)
	}
	info, err := os.Lstat(secret)
	if err != nil || info.Mode() != 0o600 || info.Sys().(*unixStat).Nlink != 1 {
		t.Fatalf("the file beside the tree was reached: %v %v", info, err)
	}
	if data, err := os.ReadFile(secret); err != nil || string(data) != "untouched" {
		t.Fatalf("the file beside the tree was reached: %q %v", data, err)
	}
}

// checkTree holds of every tree, whatever the layers were.
func checkTree(t testing.TB, tree string) {
	t.Helper()
	err := filepath.WalkDir(tree, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		switch kind := info.Mode().Type(); kind {
		case fs.ModeSymlink:
			return nil
		case 0, fs.ModeDir:
		default:
			t.Errorf("%s has type %v", file, kind)
		}
		if info.Mode() != info.Mode().Type()|cleanMode(info.Mode()) {
			t.Errorf("%s has mode %v", file, info.Mode())
		}
		if n, err := unix.Llistxattr(file, nil); err == nil && n != 0 {
			t.Errorf("%s has extended attributes", file)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestExtractRefuses(t *testing.T) {
	link := byte(tar.TypeSymlink)
	hard := byte(tar.TypeLink)
	for name, c := range map[string]struct {
		entries []entry
		want    string
	}{
		"climbing name":             {[]entry{{name: "../secret", content: "x"}}, ".. element"},
		"climbing name inside":      {[]entry{{name: "a/../../secret", content: "x"}}, ".. element"},
		"climbing link":             {[]entry{{name: "a", content: "../secret", kind: link}}, "climbs"},
		"climbing link from below":  {[]entry{{name: "d/a", content: "../../secret", kind: link}}, "climbs"},
		"climbing absolute link":    {[]entry{{name: "a", content: "/../secret", kind: link}}, "climbs"},
		"empty link":                {[]entry{{name: "a", content: "", kind: link}}, "symbolic link"},
		"hard link outside":         {[]entry{{name: "a", content: "../secret", kind: hard}}, ".. element"},
		"hard link to nothing":      {[]entry{{name: "a", content: "b", kind: hard}}, "no such file"},
		"hard link to a directory":  {[]entry{{name: "d/"}, {name: "a", content: "d", kind: hard}}, "no regular file"},
		"hard link to a link":       {[]entry{{name: "l", content: "f", kind: link}, {name: "a", content: "l", kind: hard}}, "no regular file"},
		"whiteout of the directory": {[]entry{{name: "d/f", content: "x"}, {name: "d/.wh..", content: ""}}, "names no file"},
		"whiteout of the parent":    {[]entry{{name: "d/f", content: "x"}, {name: "d/.wh...", content: ""}}, "names no file"},
		"whiteout of nothing":       {[]entry{{name: ".wh.", content: ""}}, "names no file"},
		"file as the root":          {[]entry{{name: "./", content: "", kind: tar.TypeLink}}, "not a directory"},
		"loop of links":             {[]entry{{name: "a", content: "b", kind: link}, {name: "b", content: "a", kind: link}, {name: "a/f", content: "x"}}, "too many symbolic links"},
		"file below a file":         {[]entry{{name: "f", content: "x"}, {name: "f/g", content: "x"}}, "layer entry"},
		"long element":              {[]entry{{name: strings.Repeat("a", 256), content: "x"}}, "255"},
		"long path":                 {[]entry{{name: strings.Repeat("a/", 2048) + "f", content: "x"}}, "4095"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := extract(t, defaultBounds, layerOf(t, c.entries...))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got error %v, want one with %q", err, c.want)
			}
		})
	}
}

func TestExtractBounds(t *testing.T) {
	layer := layerOf(t, entry{name: "a", content: "12345"}, entry{name: "b", content: "12345"})
	if _, err := extract(t, bounds{entries: 2, bytes: 10}, layer); err != nil {
		t.Errorf("at the bounds: %v", err)
	}
	if _, err := extract(t, bounds{entries: 1, bytes: 10}, layer); err == nil || !strings.Contains(err.Error(), "more entries") {
		t.Errorf("over the entries: %v", err)
	}
	if _, err := extract(t, bounds{entries: 2, bytes: 9}, layer); err == nil || !strings.Contains(err.Error(), "5 bytes, and 4 are left") {
		t.Errorf("over the bytes: %v", err)
	}
	if _, err := extract(t, bounds{entries: 3, bytes: 20}, layer, layer); err == nil {
		t.Error("the bounds do not hold for all layers together")
	}
}

func TestExtractCut(t *testing.T) {
	layer := layerOf(t, entry{name: "a", content: strings.Repeat("x", 4096)})
	if _, err := extract(t, defaultBounds, layer[:2048]); err == nil {
		t.Error("a layer that ends too early is no error")
	}
}

func TestExtractLayers(t *testing.T) {
	link := byte(tar.TypeSymlink)
	below := layerOf(t,
		entry{name: "usr/lib/"}, entry{name: "lib", content: "usr/lib", kind: link}, entry{name: "var", content: "/usr", kind: link},
		entry{name: "gone", content: "x"}, entry{name: "d/old/f", content: "x"}, entry{name: "d/g", content: "x"},
		entry{name: "e/f", content: "x"}, entry{name: "file", content: "old"}, entry{name: "dir/f", content: "x"}, entry{name: "l", content: "file", kind: link})
	above := layerOf(t,
		entry{name: ".wh.gone"}, entry{name: "d/new", content: "new"}, entry{name: "d/.wh..wh..opq"}, entry{name: "e/.wh.f"},
		entry{name: "lib/through-relative", content: "1"}, entry{name: "var/through-absolute", content: "2"},
		entry{name: "file/", mode: 0o700}, entry{name: "dir", content: "now a file"}, entry{name: "l", content: "now a file"},
		entry{name: "hard", content: "var/through-absolute", kind: tar.TypeLink},
		entry{name: "suid", content: "x", mode: 0o6755, xattr: "security.capability"}, entry{name: "open", content: "x", mode: 0o666},
		entry{name: "dev/null", kind: tar.TypeChar}, entry{name: "pipe", kind: tar.TypeFifo}, entry{name: "t/", mode: 0o1777})
	tree, err := extract(t, defaultBounds, below, above)
	if err != nil {
		t.Fatal(err)
	}
	for p, want := range map[string]string{
		"usr/lib/through-relative": "1", "usr/through-absolute": "2", "hard": "2", "d/new": "new", "dir": "now a file", "l": "now a file", "suid": "x",
	} {
		if got, err := os.ReadFile(filepath.Join(tree, p)); err != nil || string(got) != want {
			t.Errorf("%s has %q (%v), want %q", p, got, err, want)
		}
	}
	for _, p := range []string{"gone", "d/old", "d/g", "e/f", "dev/null", "pipe", ".wh.gone", "d/.wh..wh..opq"} {
		if _, err := os.Lstat(filepath.Join(tree, p)); err == nil {
			t.Errorf("%s is there", p)
		}
	}
	for p, want := range map[string]fs.FileMode{
		"suid": 0o755, "open": 0o644, "file": fs.ModeDir | 0o700, "t": fs.ModeDir | fs.ModeSticky | 0o777, "e": fs.ModeDir | 0o755,
	} {
		if info, err := os.Lstat(filepath.Join(tree, p)); err != nil || info.Mode() != want {
			t.Errorf("%s has mode %v (%v), want %v", p, info.Mode(), err, want)
		}
	}
	if info, err := os.Lstat(filepath.Join(tree, "usr/lib")); err != nil || !info.ModTime().Equal(time.Unix(1000, 0)) {
		t.Errorf("usr/lib was modified at %v (%v), want what the layer says", info.ModTime(), err)
	}
}

func FuzzExtract(f *testing.F) {
	f.Add(layerOf(f, entry{name: "a/b", content: "x"}, entry{name: "l", content: "a", kind: tar.TypeSymlink}, entry{name: "l/c", content: "y"}), []byte{})
	f.Add(layerOf(f, entry{name: "d/f", content: "x"}), layerOf(f, entry{name: "d/.wh..wh..opq"}, entry{name: ".wh.d"}))
	f.Add(layerOf(f, entry{name: "a", content: "../secret", kind: tar.TypeSymlink}), layerOf(f, entry{name: "a", content: "y"}))
	f.Add(layerOf(f, entry{name: "h", content: "../secret", kind: tar.TypeLink}, entry{name: "s", content: "x", mode: 0o6777}), []byte{})
	f.Fuzz(func(t *testing.T, first, second []byte) {
		extract(t, bounds{entries: 100, bytes: 1 << 20}, first, second) // it checks what must hold, also after an error
	})
}
