package rootfs

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// buildFormat is part of a recipe's hash: it changes when the same recipe
// would make another image.
const buildFormat = 1

// Options of a build. The zero value builds what is not built yet, from
// Debian's own archive, silently.
type Options struct {
	Files    fs.FS             // where a recipe's sources are; needed where it has any
	Sources  []string          // lines of a sources.list, for a mirror or a snapshot; nil: the suite's own
	Force    bool              // build even where the recipe is built already, to get newer packages
	Progress func(step string) // called for each step; may be nil
}

// Build makes the recipe's image and returns it. Where the image is there
// already, built from the same recipe, it only checks it as Get does; a damaged
// one is built anew. It needs root, mmdebstrap and, where the recipe has
// packages, the network. The same recipe and the same package versions
// (LabelPackages) give the same digest.
func (s *Store) Build(ctx context.Context, r Recipe, o Options) (Image, error) {
	if err := r.validate(); err != nil {
		return Image{}, fmt.Errorf("build %s: %w", r.Name, err)
	}
	if o.Sources == nil && len(r.Packages) > 0 {
		o.Sources = defaultSources(r.Suite)
	}
	if o.Progress == nil {
		o.Progress = func(string) {}
	}
	image, err := s.build(ctx, r, o)
	if err != nil {
		return Image{}, fmt.Errorf("build %s: %w", r.Name, err)
	}
	return image, nil
}

func (s *Store) build(ctx context.Context, r Recipe, o Options) (Image, error) {
	id, err := r.id(o.Files, o.Sources)
	if err != nil {
		return Image{}, err
	}
	if image, ok := s.built(r, id, o); ok {
		return image, nil
	}
	if os.Geteuid() != 0 {
		return Image{}, errors.New("building an image needs root: its files are root's")
	}
	lock, err := s.lockName(ctx, r.Name, o.Progress)
	if err != nil {
		return Image{}, err
	}
	defer lock.Close()
	if image, ok := s.built(r, id, o); ok {
		return image, nil // by whoever held the lock
	}
	w, err := s.newWork(ctx)
	if err != nil {
		return Image{}, err
	}
	image, err := s.make(ctx, w, r, id, o)
	return image, errors.Join(err, w.remove())
}

// built returns the image that an earlier build of the same recipe made.
func (s *Store) built(r Recipe, id string, o Options) (Image, bool) {
	if o.Force {
		return Image{}, false
	}
	image, err := s.Get(r.Name)
	return image, err == nil && image.Labels[LabelRecipe] == id
}

func (s *Store) make(ctx context.Context, w *work, r Recipe, id string, o Options) (Image, error) {
	tree := w.path("tree")
	if err := os.Mkdir(tree, 0o755); err != nil {
		return Image{}, err
	}
	labels := map[string]string{LabelRecipe: id}
	if len(r.Packages) > 0 {
		packages, err := extractPackages(ctx, w, tree, r, o.Sources, o.Progress)
		if err != nil {
			return Image{}, err
		}
		labels[LabelPackages] = strings.Join(packages, "\n")
	}
	if err := furnish(ctx, tree, r, o); err != nil {
		return Image{}, err
	}
	if err := trim(tree, r); err != nil {
		return Image{}, err
	}
	if err := examine(ctx, tree, r, labels, o.Progress); err != nil {
		return Image{}, err
	}
	if err := errors.Join(addSkeleton(tree), normalise(tree)); err != nil {
		return Image{}, err
	}
	return s.seal(ctx, w, r.Name, tree, labels, o.Progress)
}

// furnish adds what the packages do not bring, and runs the recipe's commands.
func furnish(ctx context.Context, tree string, r Recipe, o Options) error {
	if err := errors.Join(addSkeleton(tree), mergeUsr(tree)); err != nil {
		return err
	}
	if err := addFiles(tree, r, o.Files); err != nil {
		return err
	}
	if err := normalise(tree); err != nil {
		return err
	}
	for _, c := range r.Commands {
		o.Progress("run " + strings.Join(c.Argv, " "))
		if _, err := runIn(ctx, tree, c); err != nil {
			return err
		}
	}
	return nil
}

func addFiles(tree string, r Recipe, files fs.FS) error {
	root, err := os.OpenRoot(tree)
	if err != nil {
		return err
	}
	defer root.Close()
	for _, f := range r.Files {
		data, err := f.read(files)
		if err != nil {
			return err
		}
		mode := fs.FileMode(f.Mode)
		if mode == 0 {
			mode = 0o444
		}
		if err := replaceFile(root, f.Path[1:], mode, data); err != nil {
			return fmt.Errorf("add file %s: %w", f.Path, err)
		}
	}
	for _, l := range r.Links {
		if err := errors.Join(root.RemoveAll(l.Path[1:]), root.Symlink(l.Target, l.Path[1:])); err != nil {
			return fmt.Errorf("add link %s: %w", l.Path, err)
		}
	}
	return nil
}

// mergeUsr makes the links of the merged /usr, which Debian makes by a package's
// script: one for each of the folders that /usr has.
func mergeUsr(tree string) error {
	for _, name := range []string{"bin", "lib", "lib64", "sbin"} {
		link := filepath.Join(tree, name)
		if err := os.Remove(link); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("merge /usr: %w", err)
		}
		if _, err := os.Lstat(filepath.Join(tree, "usr", name)); err != nil {
			continue
		}
		if err := os.Symlink("usr/"+name, link); err != nil {
			return fmt.Errorf("merge /usr: %w", err)
		}
	}
	return nil
}

// trim leaves in the tree what the image will have, and /tmp for the checks.
func trim(tree string, r Recipe) error {
	keep := r.Keep
	if len(keep) > 0 {
		keep = append(skeletonPaths(), keep...)
	}
	if err := prune(tree, keep, append(append([]string(nil), litter...), r.Drop...)); err != nil {
		return err
	}
	if err := mergeUsr(tree); err != nil {
		return err
	}
	lost, err := danglers(tree)
	if err != nil {
		return fmt.Errorf("look for links that lead nowhere: %w", err)
	}
	if len(lost) > 0 {
		return fmt.Errorf("%d links lead nowhere, the first ones are %s: keep what they name, or drop them",
			len(lost), strings.Join(lost[:min(len(lost), 10)], " "))
	}
	return normalise(tree)
}

// examine runs the checks and asks for the version. They may write into /tmp,
// which is emptied, and nowhere else.
func examine(ctx context.Context, tree string, r Recipe, labels map[string]string, progress func(string)) error {
	before, err := witness(tree)
	if err != nil {
		return fmt.Errorf("check: %w", err)
	}
	for i, c := range r.Checks {
		progress(fmt.Sprintf("check %d of %d", i+1, len(r.Checks)))
		if _, err := runIn(ctx, tree, c); err != nil {
			return fmt.Errorf("check: %w", err)
		}
	}
	if err := addVersion(ctx, tree, r, labels); err != nil {
		return err
	}
	after, err := witness(tree)
	if err != nil {
		return fmt.Errorf("check: %w", err)
	}
	if !bytes.Equal(before, after) {
		return fmt.Errorf("check: changed the tree: %w", firstDifference(before, after))
	}
	return nil
}

// witness is the record of everything but /tmp.
func witness(tree string) ([]byte, error) {
	record, err := lstatAll(tree)
	var out []byte
	for line := range bytes.Lines(record) {
		if !bytes.HasPrefix(line, []byte(`"/tmp`)) {
			out = append(out, line...)
		}
	}
	return out, err
}

func addVersion(ctx context.Context, tree string, r Recipe, labels map[string]string) error {
	if r.Language != "" {
		labels[LabelLanguage] = r.Language
	}
	if r.Stage != "" {
		labels[LabelStage] = r.Stage
	}
	if r.Version == nil {
		return nil
	}
	out, err := runIn(ctx, tree, Command{Argv: r.Version.Argv})
	if err != nil {
		return fmt.Errorf("version: %w", err)
	}
	found := regexp.MustCompile(r.Version.Pattern).FindStringSubmatch(out)
	if found == nil {
		return fmt.Errorf("version: %s does not match %q", r.Version.Pattern, out)
	}
	labels[LabelVersion] = found[1]
	return nil
}
