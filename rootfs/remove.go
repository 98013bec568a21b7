package rootfs

import (
	"context"
	"errors"
	"fmt"
	"os"
)

// Prune removes the blobs and the unpacked trees that no image of the index
// needs, and returns how many entries it removed. Call it only while nothing
// has a tree of this store mounted: an image that was replaced may still be in use.
func (s *Store) Prune(ctx context.Context) (int, error) {
	lock, err := s.lockStore(ctx)
	if err != nil {
		return 0, fmt.Errorf("prune images: %w", err)
	}
	defer lock.Close()
	index, err := s.readIndex()
	if err != nil {
		return 0, fmt.Errorf("prune images: %w", err)
	}
	trees, blobs := map[string]bool{}, map[string]bool{}
	for _, d := range index.Manifests {
		manifest, _, err := s.metadata(d.Digest)
		if err != nil {
			return 0, fmt.Errorf("prune images: image %s: %w (%w): build it again first", d.Annotations[refName], ErrDamaged, err)
		}
		trees[d.Digest.Hex] = true
		for _, hex := range []string{d.Digest.Hex, manifest.Config.Digest.Hex, manifest.Layers[0].Digest.Hex} {
			blobs[hex] = true
		}
	}
	fromTrees, treesErr := removeOthers(s.path("unpacked"), trees)
	fromBlobs, blobsErr := removeOthers(s.path("oci", "blobs", "sha256"), blobs)
	if err := errors.Join(treesErr, blobsErr); err != nil {
		return fromTrees + fromBlobs, fmt.Errorf("prune images: %w", err)
	}
	return fromTrees + fromBlobs, nil
}

// removeOthers removes all entries of a directory but those to keep.
func removeOthers(dir string, keep map[string]bool) (int, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return 0, err
	}
	defer root.Close()
	entries, err := os.ReadDir(dir)
	if err != nil {
		return 0, err
	}
	removed := 0
	for _, entry := range entries {
		if keep[entry.Name()] {
			continue
		}
		if err := root.RemoveAll(entry.Name()); err != nil {
			return removed, err
		}
		removed++
	}
	return removed, nil
}
