package runtime

import (
	"archive/tar"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
	specs "github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"gavel/judge"
)

func TestMain(m *testing.M) {
	if text := os.Getenv(childEnv); text != "" {
		child(text)
	}
	if path := os.Getenv(openEnv); path != "" {
		openAndExit(path)
	}
	code := m.Run()
	if err := removeBuilt(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// needRoot skips a test that needs root, unless root tests were asked for: then
// a run that cannot do them fails.
func needRoot(t testing.TB) {
	t.Helper()
	if os.Geteuid() == 0 {
		return
	}
	if os.Getenv("GAVEL_ROOT_TESTS") == "1" {
		t.Fatal("root tests were asked for: run as root")
	}
	t.Skip("needs root")
}

// built holds what every test shares.
var built struct {
	dir, init string
	probe     []byte
	image     Image
	daemon    *Daemon // nil until a test uses it
}

func removeBuilt() (err error) {
	if built.daemon != nil {
		err = built.daemon.Close()
	}
	if built.dir != "" {
		err = errors.Join(err, os.RemoveAll(built.dir))
	}
	return err
}

// build builds them, once. It is for tests that need root.
func build(t testing.TB) {
	t.Helper()
	needRoot(t)
	if built.dir != "" {
		return
	}
	dir, err := os.MkdirTemp("", "gavel-runtime-test-")
	must(t, err)
	must(t, os.Chmod(dir, 0o711)) // the id 0 of a cell passes through
	built.dir, built.init = dir, filepath.Join(dir, "gavel-init")
	goBuild(t, built.init, "gavel/cmd/gavel-init")
	probe := filepath.Join(dir, "probe")
	goBuild(t, probe, "gavel/runtime/testdata/probe")
	built.probe, err = os.ReadFile(probe)
	must(t, err)
	built.image = makeImage(t, dir)
}

// goBuild builds a program, static unless the environment says else, or takes it from the directory that
// GAVEL_TEST_BIN names: a machine without Go has them brought along.
func goBuild(t testing.TB, to, pkg string, environ ...string) {
	t.Helper()
	if dir := os.Getenv("GAVEL_TEST_BIN"); dir != "" {
		data, err := os.ReadFile(filepath.Join(dir, filepath.Base(pkg)))
		must(t, err)
		must(t, os.WriteFile(to, data, 0o755))
		return
	}
	cmd := exec.Command("go", "build", "-trimpath", "-tags", "seccomp", "-o", to, pkg)
	cmd.Env = append(append(os.Environ(), "CGO_ENABLED=0"), environ...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("build %s: %v\n%s", pkg, err, out)
	}
}

// makeImage makes a small image, unpacked and as an OCI layout: the places that a
// cell needs, and the probe where a compiler would be.
func makeImage(t testing.TB, dir string) Image {
	t.Helper()
	image := Image{Name: "probe", Dir: filepath.Join(dir, "image"), Layout: filepath.Join(dir, "layout")}
	for _, dir := range []string{"box", "tmp", "proc", "dev", "run/gavel", "usr/bin"} {
		must(t, os.MkdirAll(filepath.Join(image.Dir, dir), 0o755))
	}
	must(t, os.Chmod(filepath.Join(image.Dir, "tmp"), 0o1777))
	for _, file := range []string{"init", "socket"} {
		must(t, os.WriteFile(filepath.Join(image.Dir, "run/gavel", file), nil, 0o555))
	}
	must(t, os.WriteFile(filepath.Join(image.Dir, "usr/bin/probe"), built.probe, 0o755))
	layer, err := tarball.LayerFromFile(archiveOf(t, image.Dir))
	must(t, err)
	made, err := mutate.AppendLayers(mutate.MediaType(empty.Image, types.OCIManifestSchema1), layer)
	must(t, err)
	path, err := layout.Write(image.Layout, empty.Index)
	must(t, err)
	must(t, path.AppendImage(made))
	digest, err := made.Digest()
	must(t, err)
	image.Digest = digest.String()
	return image
}

func archiveOf(t testing.TB, dir string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "layer.tar")
	f, err := os.Create(path)
	must(t, err)
	w := tar.NewWriter(f)
	must(t, w.AddFS(os.DirFS(dir)))
	must(t, errors.Join(w.Close(), f.Close()))
	return path
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// allowAll is the filter of tests that are not about filters: one instruction,
// return SECCOMP_RET_ALLOW.
func allowAll() []byte {
	return []byte{unix.BPF_RET | unix.BPF_K, 0, 0, 0, 0, 0, 0xff, 0x7f}
}

func testTemplate(stage judge.Stage) Template {
	return Template{
		Language:      "probe",
		Stage:         stage,
		Image:         built.image,
		Seccomp:       &specs.LinuxSeccomp{DefaultAction: specs.ActAllow, Architectures: []specs.Arch{specs.ArchX86_64}},
		Filter:        allowAll(),
		MemoryBytes:   512 << 20,
		Processes:     128,
		ScratchBytes:  64 << 20,
		ScratchFiles:  16384,
		ProgramBytes:  64 << 20,
		ProgramFiles:  16384,
		FileBytes:     64 << 20,
		OpenFiles:     256,
		ArtefactBytes: 16 << 20,
	}
}

// newTestPool makes a pool of its own and expects that it leaves nothing behind.
func newTestPool(t testing.TB, change func(*Config)) *Pool {
	t.Helper()
	build(t)
	c := Config{
		Driver:       "runc",
		RunDir:       filepath.Join(built.dir, "run"),
		CgroupParent: "/gavel-test",
		InitPath:     built.init,
		Templates:    []Template{testTemplate(judge.StageBuild), testTemplate(judge.StageRun)},
		Ready:        1,
		Report:       func(err error) { t.Error(err) },
	}
	if change != nil {
		change(&c)
	}
	p, err := New(t.Context(), c)
	must(t, err)
	t.Cleanup(func() {
		if err := p.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return p
}

// slow is by how much a machine is slower than a real one, GAVEL_TEST_SLOW: in an
// emulated one, whether something is enforced can be seen, not how fast.
func slow() time.Duration {
	n, _ := strconv.Atoi(os.Getenv("GAVEL_TEST_SLOW"))
	return time.Duration(max(n, 1))
}
