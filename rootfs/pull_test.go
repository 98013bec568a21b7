package rootfs

import (
	"archive/tar"
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	goruntime "runtime"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/registry"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
)

// serve starts a registry on loopback; the handler may be wrapped.
func serve(t *testing.T, wrap func(http.Handler) http.Handler) string {
	t.Helper()
	t.Setenv("DOCKER_CONFIG", t.TempDir()) // nobody's credentials
	server := httptest.NewServer(wrap(registry.New(registry.Logger(log.New(io.Discard, "", 0)))))
	t.Cleanup(server.Close)
	return strings.TrimPrefix(server.URL, "http://")
}

func plain(h http.Handler) http.Handler { return h }

// push makes an image of the layers, for this machine, and returns its reference.
func push(t *testing.T, host string, labels map[string]string, layers ...[]byte) string {
	t.Helper()
	config := &v1.ConfigFile{OS: "linux", Architecture: goruntime.GOARCH, Config: v1.Config{Labels: labels}}
	image, err := mutate.ConfigFile(empty.Image, config)
	if err != nil {
		t.Fatal(err)
	}
	for _, data := range layers {
		layer, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil })
		if err != nil {
			t.Fatal(err)
		}
		if image, err = mutate.AppendLayers(image, layer); err != nil {
			t.Fatal(err)
		}
	}
	return pushImage(t, host, image)
}

func pushImage(t *testing.T, host string, image v1.Image) string {
	t.Helper()
	tag, err := name.NewTag(host + "/some/image:latest")
	if err != nil {
		t.Fatal(err)
	}
	if err := remote.Write(tag, image); err != nil {
		t.Fatal(err)
	}
	digest, err := image.Digest()
	if err != nil {
		t.Fatal(err)
	}
	return tag.Repository.Name() + "@" + digest.String()
}

func TestPull(t *testing.T) {
	needRoot(t)
	ref := push(t, serve(t, plain), map[string]string{LabelLanguage: "x", LabelRecipe: "forged"},
		layerOf(t, entry{name: "usr/bin/tool", content: "tool", mode: 0o4755}, entry{name: "usr/bin/old", content: "old"}, entry{name: "tmp", content: "usr", kind: tar.TypeSymlink}),
		layerOf(t, entry{name: "usr/bin/.wh.old"}, entry{name: "etc/passwd", content: "root::0:0::/:/bin/sh\n"}, entry{name: "dev/sda", kind: tar.TypeBlock}))
	s := openStore(t)
	ctx := context.Background()
	image, err := s.Pull(ctx, "x-run", ref)
	if err != nil {
		t.Fatal(err)
	}
	if image.Labels[LabelSource] != ref || image.Labels[LabelLanguage] != "x" || image.Labels[LabelRecipe] != "" {
		t.Errorf("labels %q", image.Labels)
	}
	if info, err := os.Lstat(filepath.Join(image.Dir, "usr/bin/tool")); err != nil || info.Mode() != 0o755 {
		t.Errorf("tool has mode %v (%v)", info.Mode(), err)
	}
	for _, gone := range []string{"usr/bin/old", "dev/sda"} {
		if _, err := os.Lstat(filepath.Join(image.Dir, gone)); err == nil {
			t.Errorf("/%s is there", gone)
		}
	}
	if data, err := os.ReadFile(filepath.Join(image.Dir, "etc/passwd")); err != nil || string(data) != passwd {
		t.Errorf("/etc/passwd has %q (%v)", data, err)
	}
	if err := s.Verify(ctx, image); err != nil {
		t.Error(err)
	}
	if other, err := openStore(t).Pull(ctx, "x-run", ref); err != nil || other.Digest != image.Digest {
		t.Errorf("pulled again as %s (%v), first as %s", other.Digest, err, image.Digest)
	}
	checkNoWork(t, s)
}

func TestPullTwiceAsksOnce(t *testing.T) {
	needRoot(t)
	var requests atomic.Int64
	host := serve(t, func(h http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { requests.Add(1); h.ServeHTTP(w, r) })
	})
	ref := push(t, host, nil, layerOf(t, entry{name: "a", content: "a"}))
	s := openStore(t)
	for i := range 2 {
		before := requests.Load()
		if _, err := s.Pull(context.Background(), "x", ref); err != nil {
			t.Fatal(err)
		}
		if asked := requests.Load() > before; asked != (i == 0) {
			t.Errorf("pull %d: %d requests", i+1, requests.Load()-before)
		}
	}
}

func TestPullRefuses(t *testing.T) {
	needRoot(t)
	host := serve(t, plain)
	ref := push(t, host, nil, layerOf(t, entry{name: "a", content: "a"}))
	evil := push(t, host, nil, layerOf(t, entry{name: "../../a", content: "a"}))
	foreign, err := mutate.ConfigFile(empty.Image, &v1.ConfigFile{OS: "linux", Architecture: "sparc"})
	if err != nil {
		t.Fatal(err)
	}
	repository, digest, _ := strings.Cut(ref, "@")
	s := openStore(t)
	for name, c := range map[string]struct{ image, ref, want string }{
		"a tag":            {"x", repository + ":latest", "by its digest"},
		"nothing":          {"x", "", "by its digest"},
		"a short digest":   {"x", repository + "@sha256:12", "no digest"},
		"another digest":   {"x", repository + "@sha256:" + strings.Repeat("0", 64), "get manifest"},
		"a name with dots": {"../x", ref, "image name"},
		"a climbing layer": {"x", evil, ".. element"},
		"another machine":  {"x", pushImage(t, host, foreign), "linux/sparc"},
		"http elsewhere":   {"x", "10.255.255.1:5000/a@" + digest, "plain http"},
	} {
		if _, err := s.Pull(context.Background(), c.image, c.ref); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got error %v, want one with %q", name, err, c.want)
		}
	}
	checkNoWork(t, s)
	if list, err := s.List(); err != nil || len(list) != 0 {
		t.Errorf("list has %+v (%v)", list, err)
	}
}

// A registry that hands out something else than what was named is found out.
func TestPullFromALiar(t *testing.T) {
	needRoot(t)
	for _, kind := range []string{"/manifests/", "/blobs/"} {
		lie := false
		host := serve(t, func(h http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if !lie || r.Method != http.MethodGet || !strings.Contains(r.URL.Path, kind) {
					h.ServeHTTP(w, r)
					return
				}
				honest := httptest.NewRecorder()
				h.ServeHTTP(honest, r)
				body := honest.Body.Bytes()
				body[len(body)/2] ^= 1
				w.Header().Set("Content-Type", honest.Header().Get("Content-Type"))
				w.Header().Set("Content-Length", fmt.Sprint(len(body)))
				w.Write(body)
			})
		})
		ref := push(t, host, nil, layerOf(t, entry{name: "a", content: strings.Repeat("abcdefg", 100)}))
		lie = true
		s := openStore(t)
		if _, err := s.Pull(context.Background(), "x", ref); err == nil {
			t.Errorf("%s: a changed answer was accepted", kind)
		}
		checkNoWork(t, s)
	}
}

func TestPlainHTTPStaysOnThisMachine(t *testing.T) {
	for url, refused := range map[string]bool{
		"http://127.0.0.1:5000/v2/": false, "http://[::1]:5000/v2/": false, "http://localhost:5000/v2/": false, "https://registry.example/v2/": false,
		"http://registry.example/v2/": true, "http://192.168.1.1/v2/": true, "http://printer.local/v2/": true, "http://localhost.example/v2/": true,
	} {
		r, err := http.NewRequest(http.MethodGet, url, nil)
		if err != nil {
			t.Fatal(err)
		}
		passed := false
		next := roundTrip(func(*http.Request) (*http.Response, error) { passed = true; return nil, nil })
		_, err = loopbackOnly{next}.RoundTrip(r)
		if passed == refused || (err != nil) != refused {
			t.Errorf("%s: passed %v, error %v", url, passed, err)
		}
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
