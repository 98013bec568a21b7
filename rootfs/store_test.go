package rootfs

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/validate"

	"gavel/judge"
)

// needRoot skips a test that only root can run, unless root tests were asked for.
func needRoot(t *testing.T) {
	t.Helper()
	if os.Geteuid() == 0 {
		return
	}
	if os.Getenv("GAVEL_ROOT_TESTS") == "1" {
		t.Fatal("root tests were asked for, and this is not root")
	}
	t.Skip("needs root")
}

func openStore(t *testing.T) *Store {
	t.Helper()
	s, err := Open(filepath.Join(t.TempDir(), "images"))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// small is an image that needs no packages.
var small = Recipe{Name: "small-run", Language: "small", Stage: "run", Files: []File{
	{Path: "/usr/share/a", Content: "content of a"}, {Path: "/usr/bin/b", Content: "content of b", Mode: 0o555},
}, Links: []Link{{Path: "/usr/share/l", Target: "../bin/b"}}}

func build(t *testing.T, s *Store, r Recipe, o Options) Image {
	t.Helper()
	image, err := s.Build(context.Background(), r, o)
	if err != nil {
		t.Fatal(err)
	}
	return image
}

func TestBuildSmall(t *testing.T) {
	needRoot(t)
	s := openStore(t)
	image := build(t, s, small, Options{})
	if image.Labels[LabelLanguage] != "small" || image.Labels[LabelStage] != "run" || image.Name != "small-run" || image.Size == 0 {
		t.Errorf("got %+v", image)
	}
	if data, err := os.ReadFile(filepath.Join(image.Dir, "usr/share/l")); err != nil || string(data) != "content of b" {
		t.Errorf("the link leads to %q (%v)", data, err)
	}
	path, err := layout.FromPath(image.Layout)
	if err != nil {
		t.Fatal(err)
	}
	index, err := path.ImageIndex()
	if err != nil {
		t.Fatal(err)
	}
	if err := validate.Index(index, validate.Fast); err != nil {
		t.Errorf("the layout is not valid: %v", err)
	}
	if err := s.Verify(context.Background(), image); err != nil {
		t.Error(err)
	}
	if other := build(t, openStore(t), small, Options{}); other.Digest != image.Digest {
		t.Errorf("built again as %s, first as %s", other.Digest, image.Digest)
	}
	if list, err := s.List(); err != nil || len(list) != 1 || list[0].Digest != image.Digest {
		t.Errorf("list has %+v (%v)", list, err)
	}
}

func TestBuildIsIdempotent(t *testing.T) {
	needRoot(t)
	s := openStore(t)
	steps := 0
	count := Options{Progress: func(string) { steps++ }}
	first := build(t, s, small, count)
	if steps == 0 {
		t.Error("a build shows no progress")
	}
	steps = 0
	if again := build(t, s, small, count); again.Digest != first.Digest || steps != 0 {
		t.Errorf("built again in %d steps as %s, first as %s", steps, again.Digest, first.Digest)
	}
	count.Force = true
	if forced := build(t, s, small, count); forced.Digest != first.Digest || steps == 0 {
		t.Errorf("built by force in %d steps as %s, first as %s", steps, forced.Digest, first.Digest)
	}
	count.Force = false
	changed := small
	changed.Links = nil
	if other := build(t, s, changed, count); other.Digest == first.Digest {
		t.Error("another recipe of the same name was taken for the first")
	}
	if list, err := s.List(); err != nil || len(list) != 1 {
		t.Errorf("list has %+v (%v), want the new image only", list, err)
	}
}

// A container's root in a user namespace is a stranger to the host: it must be
// able to reach the tree, and to read all of it.
func TestTreeIsReachable(t *testing.T) {
	needRoot(t)
	s := openStore(t)
	image := build(t, s, small, Options{})
	for dir := image.Dir; dir != filepath.Dir(s.dir); dir = filepath.Dir(dir) {
		if info, err := os.Stat(dir); err != nil || info.Mode().Perm()&0o011 != 0o011 || info.Mode().Perm()&0o022 != 0 {
			t.Errorf("%s has mode %v (%v), want one to traverse and not to write", dir, info.Mode(), err)
		}
	}
}

func TestDamage(t *testing.T) {
	needRoot(t)
	at := func(i Image, p string) string { return filepath.Join(i.Dir, p) }
	for name, c := range map[string]struct {
		file   string
		damage func(file string) error
		verify string // what Verify says; Get need not know more than that something is wrong
	}{
		"content":  {"usr/share/a", func(f string) error { return os.WriteFile(f, []byte("content of X"), 0o444) }, "/usr/share/a: has other content from byte 11 on"},
		"longer":   {"usr/share/a", func(f string) error { return os.WriteFile(f, []byte("content of a, and more"), 0o444) }, "/usr/share/a: has other content from byte 12 on"},
		"shorter":  {"usr/share/a", func(f string) error { return os.Truncate(f, 3) }, "/usr/share/a: has other content from byte 3 on"},
		"mode":     {"usr/bin/b", func(f string) error { return os.Chmod(f, 0o4755) }, "/usr/bin/b: has mode"},
		"owner":    {"usr/bin/b", func(f string) error { return os.Chown(f, 1000, 0) }, "/usr/bin/b: belongs to 1000:0"},
		"missing":  {"usr/bin/b", os.Remove, "/usr/bin/b: is missing"},
		"more":     {"usr/bin/c", func(f string) error { return os.WriteFile(f, nil, 0o755) }, "/usr/bin/c: is not in the image"},
		"link":     {"usr/share/l", func(f string) error { return errors.Join(os.Remove(f), os.Symlink("/etc/shadow", f)) }, "/usr/share/l: is no symbolic link"},
		"replaced": {"usr/share/a", func(f string) error { return errors.Join(os.Remove(f), os.Symlink("../bin/b", f)) }, "/usr/share/a: has mode"},
		"time": {"usr/share/a", func(f string) error {
			return errors.Join(os.WriteFile(f, []byte("content of Y"), 0o444), os.Chtimes(f, epoch, epoch))
		}, "/usr/share/a: has other content"},
	} {
		t.Run(name, func(t *testing.T) {
			s := openStore(t)
			image := build(t, s, small, Options{})
			if err := c.damage(at(image, c.file)); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Get(image.Name); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "usr/") {
				t.Errorf("Get says %v", err)
			}
			if err := s.Verify(context.Background(), image); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), c.verify) {
				t.Errorf("Verify says %v, want %q", err, c.verify)
			}
			if repaired := build(t, s, small, Options{}); repaired.Digest != image.Digest || s.Verify(context.Background(), repaired) != nil {
				t.Errorf("repaired as %s, was %s", repaired.Digest, image.Digest)
			}
		})
	}
}

func TestDamagedBlobs(t *testing.T) {
	needRoot(t)
	s := openStore(t)
	image := build(t, s, small, Options{})
	blobs, err := filepath.Glob(filepath.Join(image.Layout, "blobs/sha256/*"))
	if err != nil || len(blobs) != 3 {
		t.Fatalf("blobs %q (%v), want manifest, configuration and layer", blobs, err)
	}
	for _, blob := range blobs {
		data, err := os.ReadFile(blob)
		if err != nil {
			t.Fatal(err)
		}
		data[len(data)/2] ^= 1
		if err := os.WriteFile(blob, data, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := s.Verify(context.Background(), image); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), filepath.Base(blob)) {
			t.Errorf("with blob %s changed, Verify says %v", blob, err)
		}
		if repaired := build(t, s, small, Options{Force: true}); s.Verify(context.Background(), repaired) != nil {
			t.Errorf("blob %s is not repaired", blob)
		}
	}
}

// Hard links that came and went, or a copy of the store, change the recorded
// times; the content is right, and found to be.
func TestRecordIsRenewed(t *testing.T) {
	needRoot(t)
	s := openStore(t)
	image := build(t, s, small, Options{})
	file := filepath.Join(image.Dir, "usr/share/a")
	for name, check := range map[string]func() error{
		"Get":    func() error { _, err := s.Get(image.Name); return err },
		"Verify": func() error { return s.Verify(context.Background(), image) },
	} {
		if err := errors.Join(os.Link(file, filepath.Join(s.dir, "link")), os.Remove(filepath.Join(s.dir, "link"))); err != nil {
			t.Fatal(err)
		}
		if checkRecord(filepath.Dir(image.Dir)) == nil {
			t.Fatalf("%s: the record does not show the change", name)
		}
		if err := check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := checkRecord(filepath.Dir(image.Dir)); err != nil {
			t.Errorf("%s leaves an old record: %v", name, err)
		}
	}
}

func TestConcurrentBuilds(t *testing.T) {
	needRoot(t)
	dir := filepath.Join(t.TempDir(), "images")
	var wg sync.WaitGroup
	for i := range 8 {
		r := small
		r.Name = fmt.Sprintf("small-%d", i%2)
		wg.Go(func() {
			s, err := Open(dir)
			if err == nil {
				_, err = s.Build(context.Background(), r, Options{Force: i > 3})
			}
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	list, err := s.List()
	if err != nil || len(list) != 2 {
		t.Errorf("list has %+v (%v), want two images", list, err)
	}
	checkNoWork(t, s)
}

func checkNoWork(t *testing.T, s *Store) {
	t.Helper()
	if left, err := os.ReadDir(s.path("work")); err != nil || len(left) != 0 {
		t.Errorf("work has %v (%v)", left, err)
	}
}

func TestFailedBuildsLeaveNothing(t *testing.T) {
	needRoot(t)
	s := openStore(t)
	for name, c := range map[string]struct {
		change func(*Recipe)
		want   string
	}{
		"command": {func(r *Recipe) { r.Commands = []Command{{Argv: []string{"/nowhere"}}} }, "/nowhere"},
		"check":   {func(r *Recipe) { r.Checks = []Command{{Argv: []string{"/usr/bin/b"}}} }, "check"},
		"version": {func(r *Recipe) { r.Version = &Version{Argv: []string{"/usr/bin/b"}, Pattern: "(.)"} }, "version"},
		"dangler": {func(r *Recipe) { r.Drop = []string{"/usr/bin/b"} }, "/usr/share/l"},
		"source":  {func(r *Recipe) { r.Files = []File{{Path: "/a", Source: "none"}} }, "Options.Files"},
	} {
		r := small
		c.change(&r)
		if _, err := s.Build(context.Background(), r, Options{}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got error %v, want one with %q", name, err, c.want)
		}
	}
	checkNoWork(t, s)
	if list, err := s.List(); err != nil || len(list) != 0 {
		t.Errorf("list has %+v (%v)", list, err)
	}
	if _, err := s.Get(small.Name); !errors.Is(err, judge.ErrNotFound) {
		t.Errorf("Get says %v, want ErrNotFound", err)
	}
}

// What a killed build leaves is swept by the next one; what a live one uses is not.
func TestSweepWork(t *testing.T) {
	s := openStore(t)
	ctx := context.Background()
	live, err := s.newWork(ctx)
	if err != nil {
		t.Fatal(err)
	}
	dead := s.path("work", "dead")
	if err := os.MkdirAll(filepath.Join(dead, "tree/etc"), 0o755); err != nil {
		t.Fatal(err)
	}
	other, err := s.newWork(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dead); err == nil {
		t.Error("the dead build's directory is there")
	}
	if _, err := os.Stat(live.dir); err != nil {
		t.Errorf("the live build's directory is gone: %v", err)
	}
	if err := errors.Join(live.remove(), other.remove()); err != nil {
		t.Error(err)
	}
	checkNoWork(t, s)
}

func TestLockWaitsForTheContext(t *testing.T) {
	s := openStore(t)
	lock, err := s.lockName(context.Background(), "x", func(string) {})
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer cancel()
	told := ""
	if _, err := s.lockName(ctx, "x", func(step string) { told = step }); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got error %v, want the deadline", err)
	}
	if !strings.Contains(told, "x") {
		t.Errorf("told %q while waiting", told)
	}
}

// The packages are taken once with everything; the two builds share nothing.
func TestBuildFromPackages(t *testing.T) {
	needRoot(t)
	r := Recipe{
		Name: "hostname-run", Language: "hostname", Stage: "run", Suite: "trixie", Packages: []string{"hostname"},
		Keep:    []string{"/usr/bin/hostname", "/usr/lib64", "/usr/lib/x86_64-linux-gnu/libc.so.6", "/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2"},
		Checks:  []Command{{Argv: []string{"/usr/bin/hostname"}}},
		Version: &Version{Argv: []string{"/usr/bin/hostname", "--version"}, Pattern: `hostname (\S+)`},
	}
	image := build(t, openStore(t), r, Options{Progress: func(step string) { t.Log(step) }})
	if image.Labels[LabelVersion] == "" || !strings.Contains(image.Labels[LabelPackages], "\nhostname=") && !strings.HasPrefix(image.Labels[LabelPackages], "hostname=") {
		t.Errorf("labels %q", image.Labels)
	}
	for _, gone := range []string{"var", "usr/bin/sh", "usr/share/doc", "etc/apt"} {
		if _, err := os.Lstat(filepath.Join(image.Dir, gone)); err == nil {
			t.Errorf("/%s is in the image", gone)
		}
	}
	again := build(t, openStore(t), r, Options{})
	if again.Digest != image.Digest {
		t.Errorf("built again as %s from %q, first as %s from %q", again.Digest, again.Labels[LabelPackages], image.Digest, image.Labels[LabelPackages])
	}
}

// A build that is canceled ends mmdebstrap and what that started.
func TestCanceledBuildLeavesNothing(t *testing.T) {
	needRoot(t)
	s := openStore(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	r := Recipe{Name: "x", Suite: "trixie", Packages: []string{"hostname"}}
	_, err := s.Build(ctx, r, Options{Progress: func(step string) {
		if strings.Contains(step, "apt-get update") {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want canceled", err)
	}
	checkNoWork(t, s)
	commands, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range commands {
		if data, err := os.ReadFile(file); err == nil && strings.Contains(string(data), s.dir) {
			t.Errorf("still running: %q", data)
		}
	}
}

func TestBuildSaysWhatIsMissing(t *testing.T) {
	needRoot(t)
	r := Recipe{Name: "x", Suite: "trixie", Packages: []string{"hostname"}}
	_, err := openStore(t).Build(context.Background(), r, Options{Sources: []string{"deb http://127.0.0.1:9/debian trixie main"}})
	if err == nil || !strings.Contains(err.Error(), "127.0.0.1:9") || !strings.Contains(err.Error(), "is the network up") {
		t.Errorf("without a network: %v", err)
	}
	t.Setenv("PATH", t.TempDir())
	_, err = openStore(t).Build(context.Background(), r, Options{})
	if err == nil || !strings.Contains(err.Error(), "apt-get install mmdebstrap") {
		t.Errorf("without mmdebstrap: %v", err)
	}
}

func TestPruneRemovesWhatWasReplaced(t *testing.T) {
	needRoot(t)
	s := openStore(t)
	old := build(t, s, small, Options{})
	changed := small
	changed.Links = nil
	image := build(t, s, changed, Options{})
	if removed, err := s.Prune(context.Background()); err != nil || removed != 4 {
		t.Errorf("removed %d entries (%v), want a tree and three blobs", removed, err)
	}
	if _, err := os.Stat(old.Dir); err == nil {
		t.Error("the replaced tree is there")
	}
	if err := s.Verify(context.Background(), image); err != nil {
		t.Error(err)
	}
	if removed, err := s.Prune(context.Background()); err != nil || removed != 0 {
		t.Errorf("removed %d more entries (%v)", removed, err)
	}
}
