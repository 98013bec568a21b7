package rootfs

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	goruntime "runtime"
	"strings"

	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/remote"
)

const (
	maxLayers     = 128
	maxLabels     = 64
	maxLabelBytes = 64 << 10
)

// Pull takes an image from a registry and makes it the store's image of that
// name. Ref must name the image by digest, "HOST/REPOSITORY@sha256:…", so that
// a registry cannot hand out another one. The registry is reached by https, and
// by http only on this machine; credentials are those of docker login.
//
// What is pulled is flattened into one layer: whiteouts applied, devices, setuid
// and setgid bits and extended attributes left out, all files root's, the
// skeleton of doc.go added. So Digest is another one than ref's, always the same
// for the same ref; LabelSource says what was pulled, the image's own labels are
// kept. Where it was pulled before, it is only checked as Get does.
func (s *Store) Pull(ctx context.Context, imageName, ref string) (Image, error) {
	image, err := s.pull(ctx, imageName, ref)
	if err != nil {
		return Image{}, fmt.Errorf("pull %s: %w", ref, err)
	}
	return image, nil
}

func (s *Store) pull(ctx context.Context, imageName, ref string) (Image, error) {
	if !namePattern.MatchString(imageName) {
		return Image{}, fmt.Errorf("image name %q: want %s", imageName, namePattern)
	}
	pinned, err := parseRef(ref)
	if err != nil {
		return Image{}, err
	}
	if image, err := s.Get(imageName); err == nil && image.Labels[LabelSource] == pinned.String() {
		return image, nil
	}
	if os.Geteuid() != 0 {
		return Image{}, errors.New("pulling an image needs root: its files are root's")
	}
	lock, err := s.lockName(ctx, imageName, func(string) {})
	if err != nil {
		return Image{}, err
	}
	defer lock.Close()
	w, err := s.newWork(ctx)
	if err != nil {
		return Image{}, err
	}
	image, err := s.fetch(ctx, w, imageName, pinned)
	return image, errors.Join(err, w.remove())
}

// parseRef accepts a reference by digest only.
func parseRef(ref string) (name.Digest, error) {
	repository, digest, ok := strings.Cut(ref, "@")
	if !ok {
		return name.Digest{}, errors.New("the image must be named by its digest, as in HOST/REPOSITORY@sha256:…: a tag may mean another image tomorrow")
	}
	if hash, err := v1.NewHash(digest); err != nil || hash.Algorithm != "sha256" {
		return name.Digest{}, fmt.Errorf("%q is no digest: want sha256: and 64 hexadecimal digits", digest)
	}
	pinned, err := name.NewDigest(repository + "@" + digest)
	if err != nil {
		return name.Digest{}, fmt.Errorf("image reference: %w", err)
	}
	return pinned, nil
}

func (s *Store) fetch(ctx context.Context, w *work, imageName string, ref name.Digest) (Image, error) {
	remoteImage, err := remote.Image(ref, remote.WithContext(ctx), remote.WithTransport(loopbackOnly{remote.DefaultTransport}),
		remote.WithAuthFromKeychain(authn.DefaultKeychain), remote.WithPlatform(v1.Platform{OS: "linux", Architecture: goruntime.GOARCH}))
	if err != nil {
		return Image{}, fmt.Errorf("get manifest: %w (is the registry up, and the digest right?)", err)
	}
	config, err := remoteImage.ConfigFile()
	if err != nil {
		return Image{}, fmt.Errorf("get configuration: %w", err)
	}
	if config.OS != "linux" || config.Architecture != goruntime.GOARCH {
		return Image{}, fmt.Errorf("the image is for %s/%s, this machine is linux/%s", config.OS, config.Architecture, goruntime.GOARCH)
	}
	labels, err := pulledLabels(config.Config.Labels, ref)
	if err != nil {
		return Image{}, err
	}
	tree := w.path("tree")
	if err := flatten(remoteImage, tree); err != nil {
		return Image{}, err
	}
	if err := addSkeleton(tree); err != nil {
		return Image{}, err
	}
	return s.seal(ctx, w, imageName, tree, labels, func(string) {})
}

func pulledLabels(own map[string]string, ref name.Digest) (map[string]string, error) {
	labels, size := map[string]string{}, 0
	for key, value := range own {
		labels[key] = value
		size += len(key) + len(value)
	}
	if len(labels) > maxLabels || size > maxLabelBytes {
		return nil, fmt.Errorf("the image has %d labels of %d bytes, at most %d of %d are taken", len(labels), size, maxLabels, maxLabelBytes)
	}
	delete(labels, LabelRecipe) // it was not built here
	labels[LabelSource] = ref.String()
	return labels, nil
}

// flatten extracts all layers into a new tree.
func flatten(image v1.Image, tree string) error {
	layers, err := image.Layers()
	if err != nil {
		return fmt.Errorf("list layers: %w", err)
	}
	if len(layers) > maxLayers {
		return fmt.Errorf("the image has %d layers, at most %d are taken", len(layers), maxLayers)
	}
	if err := os.Mkdir(tree, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(tree)
	if err != nil {
		return err
	}
	defer root.Close()
	x := newExtractor(root, defaultBounds)
	for i, layer := range layers {
		if err := x.remoteLayer(layer); err != nil {
			return fmt.Errorf("layer %d of %d: %w", i+1, len(layers), err)
		}
	}
	return x.finish()
}

// remoteLayer extracts a layer and only then knows its digests; what it made is
// thrown away where they are not those of the manifest and the configuration.
func (x *extractor) remoteLayer(layer v1.Layer) error {
	want, err := layer.DiffID()
	if err != nil {
		return fmt.Errorf("digest of the content: %w", err)
	}
	content, err := layer.Uncompressed()
	if err != nil {
		return err
	}
	defer content.Close()
	sum := sha256.New()
	// Twice the content and 4 KiB for each entry are more than any honest layer has.
	bounded := &boundedReader{from: io.TeeReader(content, sum), left: 2*x.left.bytes + 4096*x.left.entries}
	if err := x.layer(bounded); err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, bounded); err != nil { // what follows the archive's end is hashed too
		return fmt.Errorf("read layer: %w", err)
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != want.Hex {
		return fmt.Errorf("content hashes to sha256:%s, the configuration says %s", got, want)
	}
	return nil
}

// boundedReader fails where more comes than is left.
type boundedReader struct {
	from io.Reader
	left int64
}

func (b *boundedReader) Read(p []byte) (int, error) {
	n, err := b.from.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return n, errors.New("layer is larger than an image may be")
	}
	return n, err
}

// loopbackOnly refuses plain http to any other machine, wherever the address
// comes from: the reference, a redirect or a token service.
type loopbackOnly struct{ next http.RoundTripper }

func (t loopbackOnly) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Scheme != "https" && !isLoopback(r.URL.Hostname()) {
		return nil, fmt.Errorf("%s: plain http is for registries on this machine only; serve it by https", r.URL.Redacted())
	}
	return t.next.RoundTrip(r)
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
