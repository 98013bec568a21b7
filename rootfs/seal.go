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
	goruntime "runtime"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"
	"golang.org/x/sys/unix"
)

// blob is a small piece of an image on its way into the layout.
type blob struct {
	hash v1.Hash
	data []byte
}

func newBlob(value any) (blob, error) {
	data, err := json.Marshal(value)
	sum := sha256.Sum256(data)
	return blob{v1.Hash{Algorithm: "sha256", Hex: hex.EncodeToString(sum[:])}, data}, err
}

// seal turns a finished tree into an image of the store: packed, described,
// unpacked again from what was packed, and published under the name.
func (s *Store) seal(ctx context.Context, w *work, name, tree string, labels map[string]string, progress func(string)) (Image, error) {
	progress("pack")
	layer := w.path("layer.tar")
	hash, size, err := pack(tree, layer)
	if err != nil {
		return Image{}, err
	}
	config, manifest, err := describeImage(hash, size, labels)
	if err != nil {
		return Image{}, err
	}
	if err := ctx.Err(); err != nil {
		return Image{}, err
	}
	progress("unpack")
	if err := unpack(layer, w.path("unpacked")); err != nil {
		return Image{}, err
	}
	lock, err := s.lockStore(ctx)
	if err != nil {
		return Image{}, err
	}
	defer lock.Close()
	if err := s.publish(w, hash, config, manifest); err != nil {
		return Image{}, fmt.Errorf("publish: %w", err)
	}
	if err := s.point(name, v1.Descriptor{MediaType: types.OCIManifestSchema1, Digest: manifest.hash, Size: int64(len(manifest.data))}); err != nil {
		return Image{}, fmt.Errorf("publish: %w", err)
	}
	return s.Get(name)
}

func describeImage(layer v1.Hash, size int64, labels map[string]string) (config, manifest blob, err error) {
	config, err = newBlob(v1.ConfigFile{
		Architecture: goruntime.GOARCH,
		OS:           "linux",
		Created:      v1.Time{Time: epoch},
		RootFS:       v1.RootFS{Type: "layers", DiffIDs: []v1.Hash{layer}},
		Config:       v1.Config{Labels: labels},
	})
	if err != nil {
		return blob{}, blob{}, err
	}
	manifest, err = newBlob(v1.Manifest{
		SchemaVersion: 2,
		MediaType:     types.OCIManifestSchema1,
		Config:        v1.Descriptor{MediaType: types.OCIConfigJSON, Size: int64(len(config.data)), Digest: config.hash},
		Layers:        []v1.Descriptor{{MediaType: types.OCIUncompressedLayer, Size: size, Digest: layer}},
	})
	return config, manifest, err
}

// unpack makes dir with the layer's tree and its record.
func unpack(layer, dir string) error {
	tree := filepath.Join(dir, "rootfs")
	if err := errors.Join(os.Mkdir(dir, 0o711), os.Mkdir(tree, 0o755), os.Chmod(dir, 0o711), os.Chmod(tree, 0o755)); err != nil {
		return fmt.Errorf("unpack: %w", err)
	}
	root, err := os.OpenRoot(tree)
	if err != nil {
		return fmt.Errorf("unpack: %w", err)
	}
	defer root.Close()
	f, err := os.Open(layer)
	if err != nil {
		return fmt.Errorf("unpack: %w", err)
	}
	defer f.Close()
	x := newExtractor(root, defaultBounds)
	if err := errors.Join(x.layer(f), x.finish()); err != nil {
		return fmt.Errorf("unpack: %w", err)
	}
	return writeRecord(dir)
}

// publish moves everything to its place; the caller holds the store's lock. What
// a crash leaves behind is not yet named by the index, and thus no image.
func (s *Store) publish(w *work, layer v1.Hash, config, manifest blob) error {
	if err := syncTree(w.path("unpacked")); err != nil {
		return err
	}
	if err := os.Rename(w.path("layer.tar"), s.blob(layer)); err != nil {
		return err
	}
	for _, b := range []blob{config, manifest} {
		if err := writeFile(s.blob(b.hash), b.data); err != nil {
			return err
		}
	}
	final := s.unpacked(manifest.hash)
	if checkRecord(final) == nil {
		return nil // there already, unchanged: cells may be using it
	}
	if err := os.Rename(final, w.path("damaged")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(w.path("unpacked"), final); err != nil {
		return err
	}
	return syncDir(filepath.Dir(final))
}

// point makes the name mean the manifest.
func (s *Store) point(name string, d v1.Descriptor) error {
	index, err := s.readIndex()
	if err != nil {
		return err
	}
	d.Annotations = map[string]string{refName: name}
	others := index.Manifests[:0]
	for _, m := range index.Manifests {
		if m.Annotations[refName] != name {
			others = append(others, m)
		}
	}
	index.Manifests = append(others, d)
	return s.writeIndex(index)
}

func (s *Store) writeIndex(index *v1.IndexManifest) error {
	data, err := json.MarshalIndent(index, "", "  ")
	if err != nil {
		return err
	}
	return writeFile(s.path("oci", "index.json"), data)
}

// syncTree makes everything written to the file system of dir durable.
func syncTree(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(unix.Syncfs(int(d.Fd())), d.Close())
}
