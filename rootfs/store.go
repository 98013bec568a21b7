package rootfs

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"gavel/judge"
)

// Store is a directory of images. Several processes may use one directory.
//
//	oci/                    OCI image layout
//	    oci-layout
//	    index.json          name (org.opencontainers.image.ref.name) to manifest
//	    blobs/sha256/HEX    manifests, configurations, layers (uncompressed tar)
//	unpacked/HEX/           of the manifest with this digest
//	    rootfs/             the tree
//	    record              what lstat said of every file when it was unpacked
//	work/RANDOM/            one build or pull under way
//	locks/                  see lock.go
type Store struct{ dir string }

// Image is one verified image.
type Image struct {
	Name   string
	Digest string            // of the manifest: "sha256:…"
	Dir    string            // the unpacked tree; mount it read-only
	Layout string            // the OCI layout that has Digest
	Labels map[string]string // see the Label constants
	Size   int64             // bytes of the layer, uncompressed
}

// Labels of an image's configuration. Those a recipe does not ask for are absent.
const (
	LabelLanguage = "gavel.language" // the language's id
	LabelStage    = "gavel.stage"    // "build" or "run"
	LabelVersion  = "gavel.version"  // the language's own version: "3.13.5"
	LabelPackages = "gavel.packages" // what was extracted: "package=version", one a line, sorted
	LabelRecipe   = "gavel.recipe"   // the hash of what it was built by
	LabelSource   = "gavel.source"   // what it was pulled from: "REF@sha256:…"
)

const (
	refName      = "org.opencontainers.image.ref.name"
	maxIndex     = 1 << 20
	maxManifest  = 1 << 20
	layoutMarker = `{"imageLayoutVersion":"1.0.0"}`
)

// ErrDamaged is in the error of an image whose files are not what its digest
// says. Building or pulling it again repairs it.
var ErrDamaged = errors.New("image is damaged")

// Open opens the store in dir, and makes an empty one where there is none. Dir
// and its parents must let any user traverse them (mode 0711): the root of a
// container in a user namespace is not the host's root.
func Open(dir string) (*Store, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open images %s: %w", dir, err)
	}
	s := &Store{dir: abs}
	for _, d := range []struct {
		name string
		mode fs.FileMode
	}{{"", 0o711}, {"oci", 0o755}, {"oci/blobs", 0o755}, {"oci/blobs/sha256", 0o755}, {"unpacked", 0o711}, {"work", 0o700}, {"locks", 0o700}} {
		if err := makeDir(s.path(d.name), d.mode); err != nil {
			return nil, fmt.Errorf("open images %s: %w", dir, err)
		}
	}
	if err := s.initLayout(); err != nil {
		return nil, fmt.Errorf("open images %s: %w", dir, err)
	}
	return s, nil
}

// makeDir makes a directory of exactly the mode, whatever the umask is, and
// leaves one that exists as it is.
func makeDir(dir string, mode fs.FileMode) error {
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		return nil
	}
	if parent := filepath.Dir(dir); parent != dir {
		if err := makeDir(parent, 0o711); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, mode); errors.Is(err, fs.ErrExist) {
		return nil // somebody else was faster
	} else if err != nil {
		return err
	}
	return os.Chmod(dir, mode)
}

func (s *Store) initLayout() error {
	if _, err := os.Stat(s.path("oci", "index.json")); err == nil {
		return nil
	}
	lock, err := s.lockStore(context.Background())
	if err != nil {
		return err
	}
	defer lock.Close()
	if _, err := os.Stat(s.path("oci", "index.json")); err == nil {
		return nil
	}
	if err := writeFile(s.path("oci", "oci-layout"), []byte(layoutMarker)); err != nil {
		return err
	}
	return s.writeIndex(&v1.IndexManifest{SchemaVersion: 2, MediaType: types.OCIImageIndex, Manifests: []v1.Descriptor{}})
}

func (s *Store) path(elements ...string) string {
	return filepath.Join(append([]string{s.dir}, elements...)...)
}

func (s *Store) blob(h v1.Hash) string { return s.path("oci", "blobs", h.Algorithm, h.Hex) }

// List returns the images by name, each checked as Get does. Images that fail
// the check are left out and joined in the error.
func (s *Store) List() ([]Image, error) {
	index, err := s.readIndex()
	if err != nil {
		return nil, err
	}
	var images []Image
	var errs []error
	for _, d := range index.Manifests {
		image, err := s.load(d)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		images = append(images, image)
	}
	slices.SortFunc(images, func(a, b Image) int { return strings.Compare(a.Name, b.Name) })
	return images, errors.Join(errs...)
}

// Get returns the image of that name, after the check made at every start: the
// manifest and the configuration hash to their digests, the layer has its size,
// and lstat says of every unpacked file what it said when it was unpacked (some
// milliseconds). Where lstat says something else, Get reads everything as Verify
// does. The error is of class judge.ErrNotFound where there is no such image, and
// has ErrDamaged where the check failed.
func (s *Store) Get(name string) (Image, error) {
	index, err := s.readIndex()
	if err != nil {
		return Image{}, err
	}
	for _, d := range index.Manifests {
		if d.Annotations[refName] == name {
			return s.load(d)
		}
	}
	return Image{}, fmt.Errorf("image %s: %w: build it with \"gavel rootfs build\"", name, judge.ErrNotFound)
}

func (s *Store) load(d v1.Descriptor) (Image, error) {
	name := d.Annotations[refName]
	image, err := s.describe(d)
	if err == nil && checkRecord(s.unpacked(d.Digest)) != nil {
		err = s.verify(context.Background(), d.Digest)
	}
	if err != nil {
		return Image{}, fmt.Errorf("image %s: %w: %w: building or pulling it again repairs it", name, ErrDamaged, err)
	}
	return image, nil
}

func (s *Store) unpacked(digest v1.Hash) string { return s.path("unpacked", digest.Hex) }

// describe reads an image's metadata and checks it against the digests.
func (s *Store) describe(d v1.Descriptor) (Image, error) {
	manifest, config, err := s.metadata(d.Digest)
	if err != nil {
		return Image{}, err
	}
	image := Image{
		Name:   d.Annotations[refName],
		Digest: d.Digest.String(),
		Dir:    filepath.Join(s.unpacked(d.Digest), "rootfs"),
		Layout: s.path("oci"),
		Labels: config.Config.Labels,
		Size:   manifest.Layers[0].Size,
	}
	info, err := os.Stat(s.blob(manifest.Layers[0].Digest))
	if err != nil {
		return Image{}, fmt.Errorf("layer: %w", err)
	}
	if info.Size() != image.Size {
		return Image{}, fmt.Errorf("layer %s has %d bytes, the manifest says %d", manifest.Layers[0].Digest, info.Size(), image.Size)
	}
	return image, nil
}

func (s *Store) metadata(digest v1.Hash) (*v1.Manifest, *v1.ConfigFile, error) {
	var manifest v1.Manifest
	if err := s.readBlob(digest, &manifest); err != nil {
		return nil, nil, fmt.Errorf("manifest: %w", err)
	}
	if len(manifest.Layers) != 1 {
		return nil, nil, fmt.Errorf("manifest %s has %d layers, images of this store have 1", digest, len(manifest.Layers))
	}
	var config v1.ConfigFile
	if err := s.readBlob(manifest.Config.Digest, &config); err != nil {
		return nil, nil, fmt.Errorf("configuration: %w", err)
	}
	if len(config.RootFS.DiffIDs) != 1 || config.RootFS.DiffIDs[0] != manifest.Layers[0].Digest {
		return nil, nil, fmt.Errorf("configuration %s names other layers than its manifest", manifest.Config.Digest)
	}
	return &manifest, &config, nil
}

// readBlob reads a small JSON blob whose content must hash to its name.
func (s *Store) readBlob(digest v1.Hash, into any) error {
	data, err := readBounded(s.blob(digest), maxManifest)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	if got := hex.EncodeToString(sum[:]); digest.Algorithm != "sha256" || got != digest.Hex {
		return fmt.Errorf("blob %s hashes to sha256:%s", digest, got)
	}
	return json.Unmarshal(data, into)
}

func (s *Store) readIndex() (*v1.IndexManifest, error) {
	data, err := readBounded(s.path("oci", "index.json"), maxIndex)
	if err != nil {
		return nil, fmt.Errorf("read image index: %w", err)
	}
	var index v1.IndexManifest
	if err := json.Unmarshal(data, &index); err != nil {
		return nil, fmt.Errorf("read image index %s: %w", s.path("oci", "index.json"), err)
	}
	return &index, nil
}
