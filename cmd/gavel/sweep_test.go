package main

import (
	"archive/tar"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
	"golang.org/x/sys/unix"

	"gavel/judge"
	"gavel/runtime"
)

// TestSweepInCells makes every system call of the kernel's table in a cell of each
// language and stage, with both drivers, and compares with the lists that the
// filters' own tests keep. The cells are those of a server in all but the image,
// where the program that makes the calls stands in the place of a compiler.
func TestSweepInCells(t *testing.T) {
	t.Parallel()
	needRoot(t)
	image := probeImage(t)
	for _, driver := range attackDrivers {
		t.Run(driver, func(t *testing.T) {
			pool, templates := probePool(t, driver, image)
			for _, template := range templates {
				t.Run(template.Language+"/"+string(template.Stage), func(t *testing.T) {
					cell, err := pool.Claim(t.Context(), template.Language, template.Stage)
					if err != nil {
						t.Fatal(err)
					}
					defer cell.Destroy()
					wantSweep(t, template.Stage, probed(t, cell, "sweep"))
					if text := probed(t, cell, "sweep-foreign"); text != "" && has32Bit(t, image) {
						t.Errorf("calls of other architectures that were not killed:\n%s", text)
					}
				})
			}
		})
	}
}

// probeImage is an image with nothing but the places that a cell needs and the
// probe of the runtime's tests.
func probeImage(t *testing.T) runtime.Image {
	t.Helper()
	dir := shortDir(t)
	image := runtime.Image{Name: "probe", Dir: filepath.Join(dir, "image"), Layout: filepath.Join(dir, "layout")}
	for _, place := range []string{"box", "tmp", "proc", "dev", "run/gavel", "usr/bin"} {
		must(t, os.MkdirAll(filepath.Join(image.Dir, place), 0o755))
	}
	must(t, os.Chmod(filepath.Join(image.Dir, "tmp"), 0o1777))
	for _, name := range []string{"init", "socket"} {
		must(t, os.WriteFile(filepath.Join(image.Dir, "run/gavel", name), nil, 0o555))
	}
	build := exec.Command("go", "build", "-trimpath", "-o", filepath.Join(image.Dir, "usr/bin/probe"), "gavel/runtime/testdata/probe")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	archive := filepath.Join(dir, "layer.tar")
	f, err := os.Create(archive)
	must(t, err)
	w := tar.NewWriter(f)
	must(t, errors.Join(w.AddFS(os.DirFS(image.Dir)), w.Close(), f.Close()))
	layer, err := tarball.LayerFromFile(archive)
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

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// probePool makes cells by a server's templates, but for the image.
func probePool(t *testing.T, driver string, image runtime.Image) (*runtime.Pool, []runtime.Template) {
	t.Helper()
	dir, err := built()
	must(t, err)
	c := defaultConfig()
	c.Images = filepath.Join(dataDir(), "images")
	k, err := openCatalogue(c)
	must(t, err)
	templates, err := k.templates(false, "off")
	must(t, err)
	for i := range templates {
		templates[i].Image, templates[i].Warm = image, nil
	}
	config := runtime.Config{
		Driver: driver, RunDir: shortDir(t), CgroupParent: "/gavel-sweep", InitPath: filepath.Join(dir, "gavel-init"),
		Templates: templates, Report: func(err error) { t.Error(err) },
	}
	if driver == "containerd" {
		home := shortDir(t)
		daemon, err := runtime.StartDaemon(t.Context(), runtime.DaemonConfig{
			Dir: filepath.Join(dataDir(), "bin"), Root: filepath.Join(home, "root"), State: filepath.Join(home, "state"), Log: filepath.Join(home, "log"),
		}, slog.New(slog.NewTextHandler(io.Discard, nil)))
		must(t, err)
		t.Cleanup(func() { must(t, daemon.Close()) })
		config.ContainerdAddress = daemon.Address()
	}
	pool, err := runtime.New(t.Context(), config)
	must(t, err)
	t.Cleanup(func() { must(t, pool.Close(context.Background())) })
	return pool, templates
}

func probed(t *testing.T, cell judge.Cell, word string) string {
	t.Helper()
	limits := patient(judge.Limits{CPUMillis: 60_000, WallMillis: 120_000, OutputBytes: 1 << 20})
	out, err := cell.Run(t.Context(), judge.Command{Argv: []string{"/usr/bin/probe", word}}, nil, limits)
	must(t, err)
	if out.ExitCode != 0 || out.Signal != "" || out.Killed != "" {
		t.Fatalf("exit code %d, signal %q, killed for %q: %s", out.ExitCode, out.Signal, out.Killed, out.Stderr.Data)
	}
	return string(out.Stdout.Data)
}

// wantSweep compares the answers that calls got with what the filter says of them:
// a refused call has the filter's error, an allowed one came to the kernel, which
// says something else.
func wantSweep(t *testing.T, stage judge.Stage, text string) {
	t.Helper()
	golden, err := os.ReadFile(fmt.Sprintf("../../seccomp/testdata/%s.sweep", stage))
	must(t, err)
	answers := map[string]string{}
	for line := range strings.Lines(text) {
		number, answer, _ := strings.Cut(strings.TrimSpace(line), " ")
		answers[number] = answer
	}
	calls := 0
	for line := range strings.Lines(string(golden)) {
		fields := strings.Fields(line) // number, name, answer of the filter
		calls++
		got, made := answers[fields[0]]
		if n, err := strconv.Atoi(got); err == nil && n != 0 {
			got = unix.ErrnoName(syscall.Errno(n))
		}
		filtered := got == "EPERM" || got == "EAFNOSUPPORT" || got == "EOPNOTSUPP" || got == "ENOSYS" || got == "SIGSYS"
		filtered = filtered && fields[1] != "mlock" // the kernel says EPERM too, where nothing may be locked
		if !made || fields[2] == "allow" && filtered || fields[2] != "allow" && got != fields[2] {
			t.Errorf("call %s %s: %q, and the filter says %s", fields[0], fields[1], got, fields[2])
		}
	}
	if calls < 500 || len(answers) < calls {
		t.Errorf("%d calls in the list, %d were made", calls, len(answers))
	}
}

// has32Bit tells whether this kernel has a gate for 32-bit programs at all.
func has32Bit(t *testing.T, image runtime.Image) bool {
	t.Helper()
	out, err := exec.Command(filepath.Join(image.Dir, "usr/bin/probe"), "has-32-bit").Output()
	must(t, err)
	return string(out) == "true\n"
}
