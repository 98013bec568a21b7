package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	goruntime "runtime"
	"strconv"
)

// baselines hold what bare starts need: a root of every image, and the programs
// compiled.
type baselines struct {
	run   map[string][]*root           // by language; as many as there are processors
	build map[string]*root             // by language
	boxes map[string]map[string][]byte // files of the tiny program, by language
}

// openBaselines mounts the roots and compiles the tiny programs.
func (r *run) openBaselines() error {
	r.bare = baselines{run: map[string][]*root{}, build: map[string]*root{}, boxes: map[string]map[string][]byte{}}
	for _, id := range languages {
		if err := r.openBaseline(id); err != nil {
			return fmt.Errorf("bare starts of %s: %w", id, err)
		}
	}
	return nil
}

func (r *run) openBaseline(id string) (err error) {
	l := r.options.Languages[id]
	for range goruntime.NumCPU() {
		made, err := r.newRoot(l.RunRoot)
		if err != nil {
			return err
		}
		r.bare.run[id] = append(r.bare.run[id], made)
	}
	if l.compiler(id) != nil {
		if r.bare.build[id], err = r.newRoot(l.BuildRoot); err != nil {
			return err
		}
	}
	if r.bare.boxes[id], err = r.filesOf(tiny(id)); err != nil {
		return err
	}
	for _, root := range r.bare.run[id] {
		if err := root.replace("box", r.bare.boxes[id]); err != nil {
			return err
		}
	}
	return r.writeBox(id)
}

func (r *run) newRoot(image string) (*root, error) {
	made, err := openRoot(image, filepath.Join(r.place.run, "root", strconv.Itoa(len(r.roots))))
	if err == nil {
		r.roots = append(r.roots, made)
	}
	return made, err
}

// filesOf are the files that a program is run from, compiled bare.
func (r *run) filesOf(p program) (map[string][]byte, error) {
	build := r.bare.build[p.language]
	if build == nil {
		return map[string][]byte{p.file(): []byte(p.source)}, nil
	}
	if _, err := r.compileBare(r.ctx, p); err != nil {
		return nil, err
	}
	return build.box()
}

// compileBare runs the compiler in a root of the build image.
func (r *run) compileBare(ctx context.Context, p program) (used, error) {
	build := r.bare.build[p.language]
	if err := build.replace("box", map[string][]byte{p.file(): []byte(p.source)}); err != nil {
		return used{}, err
	}
	_, u, err := build.start(ctx, r.options.Languages[p.language].compiler(p.language), "")
	return u, err
}

// startBare runs a program that lies in a root's /box.
func (r *run) startBare(ctx context.Context, in *root, p program) (used, error) {
	stdout, u, err := in.start(ctx, r.options.Languages[p.language].command(p.language), p.stdin)
	if err == nil && !p.right(stdout) {
		err = fmt.Errorf("a bare start of the %s program printed %q", p.language, stdout)
	}
	return u, err
}

// writeBox puts the tiny program where containers can mount it.
func (r *run) writeBox(language string) error {
	dir := r.boxDir(language)
	err := os.MkdirAll(dir, 0o755)
	for name, data := range r.bare.boxes[language] {
		err = errors.Join(err, os.WriteFile(filepath.Join(dir, name), data, 0o755))
	}
	return err
}

func (r *run) boxDir(language string) string { return filepath.Join(r.place.data, "box", language) }
