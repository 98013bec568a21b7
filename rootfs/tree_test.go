package rootfs

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

type unixStat = syscall.Stat_t

func writeTree(t *testing.T, files ...string) string {
	t.Helper()
	tree := filepath.Join(t.TempDir(), "tree")
	for _, file := range files {
		name, target, isLink := strings.Cut(file, "->")
		p := filepath.Join(tree, name)
		err := os.MkdirAll(filepath.Dir(p), 0o755)
		if err == nil && isLink {
			err = os.Symlink(target, p)
		} else if err == nil {
			err = os.WriteFile(p, []byte(file), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return tree
}

func listTree(t *testing.T, tree string) []string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(tree, func(file string, d fs.DirEntry, err error) error {
		if err != nil || file == tree {
			return err
		}
		if d.IsDir() {
			file += "/"
		}
		list = append(list, file[len(tree):])
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestPrune(t *testing.T) {
	for name, c := range map[string]struct{ keep, drop, want []string }{
		"nothing":            {nil, nil, []string{"/a/", "/a/b/", "/a/b/x.h", "/a/b/y.so.1", "/a/c", "/d/", "/d/e"}},
		"a directory":        {nil, []string{"/a/b"}, []string{"/a/", "/a/c", "/d/", "/d/e"}},
		"by pattern":         {nil, []string{"/a/*/*.so*"}, []string{"/a/", "/a/b/", "/a/b/x.h", "/a/c", "/d/", "/d/e"}},
		"a star is one name": {nil, []string{"/*/x.h"}, []string{"/a/", "/a/b/", "/a/b/x.h", "/a/b/y.so.1", "/a/c", "/d/", "/d/e"}},
		"keep a file":        {[]string{"/a/b/x.h"}, nil, []string{"/a/", "/a/b/", "/a/b/x.h"}},
		"keep a directory":   {[]string{"/a"}, []string{"/a/b/y*"}, []string{"/a/", "/a/b/", "/a/b/x.h", "/a/c"}},
		"keep by pattern":    {[]string{"/*/c", "/d"}, nil, []string{"/a/", "/a/c", "/d/", "/d/e"}},
		"keep nothing there": {[]string{"/a/b/z", "/q"}, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			tree := writeTree(t, "a/b/x.h", "a/b/y.so.1", "a/c", "d/e")
			if err := prune(tree, c.keep, c.drop); err != nil {
				t.Fatal(err)
			}
			if got := listTree(t, tree); !slices.Equal(got, c.want) {
				t.Errorf("left %q, want %q", got, c.want)
			}
		})
	}
}

func TestDanglers(t *testing.T) {
	tree := writeTree(t, "usr/lib/x", "lib->usr/lib", "ok->lib/x", "abs->/lib/x", "lost->usr/bin/y", "usr/up->../../usr/lib/x", "usr/loop->loop")
	got, err := danglers(tree)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(got)
	if want := []string{"/lost", "/usr/loop"}; !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

// What is packed depends on names, contents, modes and the times of files alone,
// and comes out of unpacking the same.
func TestPackIsReproducible(t *testing.T) {
	first := writeTree(t, "b", "a/c", "l->b")
	second := writeTree(t, "l->b", "a/c", "b")
	for i, tree := range []string{first, second} {
		if err := os.Link(filepath.Join(tree, "b"), filepath.Join(tree, "a/hard")); err != nil {
			t.Fatal(err)
		}
		for p, at := range map[string]int64{"b": 1234, "a/c": 1234, "a": int64(i), ".": int64(i)} {
			if err := os.Chtimes(filepath.Join(tree, p), time.Now(), time.Unix(at, 567)); err != nil {
				t.Fatal(err)
			}
		}
	}
	hash, size, err := pack(first, filepath.Join(t.TempDir(), "1"))
	if err != nil {
		t.Fatal(err)
	}
	layer := filepath.Join(t.TempDir(), "2")
	again, sameSize, err := pack(second, layer)
	if err != nil || again != hash || size != sameSize {
		t.Errorf("packed as %s (%d bytes) and as %s (%d bytes), %v", hash, size, again, sameSize, err)
	}
	data, err := os.ReadFile(layer)
	if err != nil || int64(len(data)) != size {
		t.Fatalf("the layer has %d bytes (%v), want %d", len(data), err, size)
	}
	tree, err := extract(t, defaultBounds, data)
	if err != nil {
		t.Fatal(err)
	}
	if third, _, err := pack(tree, filepath.Join(t.TempDir(), "3")); err != nil || third != hash {
		t.Errorf("unpacked and packed again as %s (%v), want %s", third, err, hash)
	}
	if err := os.Chmod(filepath.Join(tree, "b"), 0o755); err != nil {
		t.Fatal(err)
	}
	if other, _, err := pack(tree, filepath.Join(t.TempDir(), "4")); err != nil || other == hash {
		t.Errorf("a change of mode does not show (%v)", err)
	}
}

// An image brings its own idea of what the skeleton has.
func TestSkeletonReplacesWhatIsThere(t *testing.T) {
	tree := writeTree(t, "tmp->/var/tmp", "proc", "run->/etc", "etc/passwd->../secret", "etc/keep", "dev/sda", "box/x")
	for range 2 {
		if err := addSkeleton(tree); err != nil {
			t.Fatal(err)
		}
	}
	for _, d := range skeletonDirs {
		if info, err := os.Lstat(filepath.Join(tree, d.path)); err != nil || info.Mode() != fs.ModeDir|d.mode {
			t.Errorf("/%s has mode %v (%v), want a directory of mode %v", d.path, info.Mode(), err, d.mode)
		}
	}
	for _, f := range skeletonFiles {
		info, err := os.Lstat(filepath.Join(tree, f.path))
		if err != nil || info.Mode() != f.mode {
			t.Errorf("/%s has mode %v (%v), want a file of mode %v", f.path, info.Mode(), err, f.mode)
		}
	}
	want := []string{"/box/", "/dev/", "/etc/", "/etc/group", "/etc/keep", "/etc/nsswitch.conf", "/etc/passwd", "/proc/",
		"/run/", "/run/gavel/", "/run/gavel/init", "/run/gavel/socket", "/tmp/"}
	if got := listTree(t, tree); !slices.Equal(got, want) {
		t.Errorf("tree has %q, want %q", got, want)
	}
	if data, err := os.ReadFile(filepath.Join(tree, "etc/passwd")); err != nil || !bytes.Contains(data, []byte("program:x:1000:1000:")) {
		t.Errorf("/etc/passwd has %q (%v)", data, err)
	}
}

func TestVersions(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"zlib1g_1%3a1.3.1-1_amd64.deb", "libc6_2.41-12_amd64.deb"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got, err := versions(dir)
	if want := []string{"libc6=2.41-12", "zlib1g=1:1.3.1-1"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q (%v), want %q", got, err, want)
	}
	if _, err := versions(t.TempDir()); err == nil {
		t.Error("no packages are no error")
	}
}

func TestTail(t *testing.T) {
	out := &tail{limit: 8}
	for _, s := range []string{"first\n", "second\n", "3\n"} {
		if n, err := out.Write([]byte(s)); n != len(s) || err != nil {
			t.Fatal(n, err)
		}
	}
	if got := string(out.data); got != "econd\n3\n" {
		t.Errorf("kept %q", got)
	}
	var steps []string
	l := &lines{then: out, each: func(s string) { steps = append(steps, s) }}
	for _, s := range []string{"a", "b\nc\nd"} {
		if _, err := l.Write([]byte(s)); err != nil {
			t.Fatal(err)
		}
	}
	if !slices.Equal(steps, []string{"ab", "c"}) {
		t.Errorf("lines %q", steps)
	}
}
