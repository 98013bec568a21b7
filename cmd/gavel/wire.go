package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"golang.org/x/sys/unix"

	"gavel/apparmor"
	"gavel/harness"
	"gavel/judge"
	"gavel/rootfs"
	"gavel/runtime"
	"gavel/runtime/control"
	"gavel/seccomp"
)

// storePath is the store's file, in a directory that only its owner may enter.
func (c *Config) storePath() string { return filepath.Join(c.Data, "store", "gavel.db") }

// images of one language by stage.
type stageImages map[judge.Stage]rootfs.Image

// catalogue is the languages together with the images they are judged in.
type catalogue struct {
	set    *harness.Set
	images map[string]stageImages // by language id
}

func (c *Config) harness() harness.Config {
	return harness.Config{Dir: c.Languages, CheckerFiles: c.CheckerFiles, Defaults: c.Defaults, Maxima: c.Maxima}
}

// readLanguages reads the definitions. What the images would tell of versions and
// digests is missing from it.
func readLanguages(c *Config) (*harness.Set, error) {
	return harness.New(c.harness())
}

// openCatalogue reads the definitions and finds their images, each checked.
func openCatalogue(c *Config) (*catalogue, error) {
	set, err := readLanguages(c)
	if err != nil {
		return nil, err
	}
	store, err := rootfs.Open(c.Images)
	if err != nil {
		return nil, err
	}
	images, versions, digests := map[string]stageImages{}, map[string]string{}, map[string]judge.Images{}
	var errs []error
	for _, language := range set.Languages() {
		id := language.ID
		found, err := findImages(store, set, id)
		if err != nil {
			errs = append(errs, fmt.Errorf("language %s: %w (gavel rootfs build %s)", id, err, id))
			continue
		}
		images[id] = found
		versions[id] = imageVersion(found, language.Version)
		digests[id] = judge.Images{Build: found[judge.StageBuild].Digest, Run: found[judge.StageRun].Digest}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	config := c.harness()
	config.Versions, config.Images = versions, digests
	set, err = harness.New(config)
	return &catalogue{set, images}, err
}

// findImages returns the image of every stage that the language has cells for. A
// stage without a recipe of its own uses the run image.
func findImages(store *rootfs.Store, set *harness.Set, id string) (stageImages, error) {
	recipes, err := parseRecipes(set, id)
	if err != nil {
		return nil, err
	}
	found := stageImages{}
	for stage := range set.Cells(id) {
		recipe, there := recipes[stage]
		if !there {
			recipe = recipes[judge.StageRun]
		}
		if found[stage], err = store.Get(recipe.Name); err != nil {
			return nil, err
		}
	}
	return found, nil
}

func parseRecipes(set *harness.Set, id string) (map[judge.Stage]rootfs.Recipe, error) {
	recipes := map[judge.Stage]rootfs.Recipe{}
	for stage, data := range set.Recipes(id) {
		recipe, err := rootfs.ParseRecipe(data)
		if err != nil {
			return nil, fmt.Errorf("%s image: %w", stage, err)
		}
		recipes[stage] = recipe
	}
	if _, there := recipes[judge.StageRun]; !there {
		return nil, errors.New("there is no recipe of a run image")
	}
	return recipes, nil
}

// imageVersion is what the images say, or else what the definition says.
func imageVersion(images stageImages, defined string) string {
	for _, stage := range []judge.Stage{judge.StageRun, judge.StageBuild} {
		if version := images[stage].Labels[rootfs.LabelVersion]; version != "" {
			return version
		}
	}
	return defined
}

// templates turn the catalogue and the profiles into what cells are made from.
// confined says that the AppArmor profiles are loaded.
func (k *catalogue) templates(confined bool, warm string) ([]runtime.Template, error) {
	profile, err := seccomp.Load("cell")
	if err != nil {
		return nil, err
	}
	cell := profile.Spec()
	var list []runtime.Template
	for _, language := range k.set.Languages() {
		for stage, needs := range k.set.Cells(language.ID) {
			t, err := template(stage, needs, k.images[language.ID][stage])
			if err != nil {
				return nil, fmt.Errorf("language %s: %w", language.ID, err)
			}
			t.Language, t.Seccomp = language.ID, cell
			if confined {
				t.AppArmor = apparmor.Profile(stage)
			}
			if w := needs.Warm; w != nil && warm != "off" {
				t.Warm = &runtime.Warm{Kind: control.WarmKind(w.Kind), Argv: w.Argv, Env: w.Env, Directories: w.Directories}
				if confined {
					t.Warm.ChildProfile = apparmor.ProgramProfile(stage)
				}
			}
			list = append(list, t)
		}
	}
	return list, nil
}

// openFiles is how many descriptors one process of a program may have.
const openFiles = 256

func template(stage judge.Stage, needs harness.Cell, image rootfs.Image) (runtime.Template, error) {
	if needs.Seccomp != "" || needs.AppArmor != "" {
		return runtime.Template{}, fmt.Errorf("%s cell: there are no additional profiles %q, %q", stage, needs.Seccomp, needs.AppArmor)
	}
	filter, err := compile(string(stage))
	return runtime.Template{
		Stage: stage, Filter: filter,
		Image:       runtime.Image{Name: image.Name, Digest: image.Digest, Dir: image.Dir, Layout: image.Layout},
		MemoryBytes: needs.MemoryBytes, Processes: needs.Processes, CPUs: float64(needs.CPUs),
		ScratchBytes: needs.TmpBytes, ScratchFiles: needs.TmpFiles,
		ProgramBytes: needs.BoxBytes, ProgramFiles: needs.BoxFiles, FileBytes: max(needs.TmpBytes, needs.BoxBytes),
		OpenFiles: openFiles, ArtefactBytes: needs.BoxBytes,
	}, err
}

// compile returns a profile as the program that the kernel takes.
func compile(name string) ([]byte, error) {
	profile, err := seccomp.Load(name)
	if err != nil {
		return nil, err
	}
	return profile.BPF()
}

// engine is all that judging needs below the queue.
type engine struct {
	*catalogue
	pool       *runtime.Pool
	containerd string          // its socket
	daemon     *runtime.Daemon // gavel's own containerd; nil where the host's is used, or none
	confined   bool            // cells name an AppArmor profile
}

// engineUse says what an engine is for. Its zero value serves all languages and
// may start a containerd of gavel's own.
type engineUse struct {
	languages []string // only these; nil: all
	passing   bool     // gone in a moment: no daemon is started for it, that of a server is used
}

// startEngine makes cells ready to be claimed.
func startEngine(ctx context.Context, c *Config, log *slog.Logger, use engineUse) (*engine, error) {
	if err := mayStart(); err != nil {
		return nil, err
	}
	unix.Umask(0o022) // what containers are made of says its modes on top of this one; what is secret says 0600 itself
	c, runsc, err := forGVisor(c, log)
	if err != nil {
		return nil, err
	}
	k, err := openCatalogue(c)
	if err != nil {
		return nil, err
	}
	confined, err := apparmor.Host{}.Prepare(ctx, apparmor.Mode(c.AppArmor))
	if err != nil {
		return nil, err
	}
	templates, err := k.templates(confined, c.Warm)
	if err != nil {
		return nil, err
	}
	if use.languages != nil {
		templates = slices.DeleteFunc(templates, func(t runtime.Template) bool { return !slices.Contains(use.languages, t.Language) })
	}
	e := &engine{catalogue: k, confined: confined}
	e.containerd, err = e.findContainerd(ctx, c, log, use.passing)
	if err != nil {
		return nil, err
	}
	e.pool, err = runtime.New(ctx, runtime.Config{
		Driver: c.Runtime, ContainerdAddress: e.containerd, ContainerdRuntime: c.ContainerdRuntime, Runsc: runsc,
		RunDir: c.RunDir, InitPath: c.Init, NoUserNamespaces: !c.UserNamespaces, IDBase: uint32(c.IDBase),
		Templates: templates, Ready: c.Pool, Memory: c.PoolMemory, MaxCells: c.Cells,
		Report: func(err error) { log.Error("cell", "error", err) },
	})
	if err != nil {
		return nil, errors.Join(err, e.stopDaemon())
	}
	return e, nil
}

// mayStart finds what no cell could be made without, before a pool tries.
func mayStart() error {
	switch {
	case os.Geteuid() != 0:
		return errors.New("this needs root: it makes containers, cgroups and mounts (sudo gavel …)")
	case !withFilters:
		return errors.New("this gavel was built without system call filters (go build -tags seccomp ./cmd/gavel, or make build)")
	}
	return nil
}

// findContainerd prefers the host's; where there is none that is recent enough,
// the one that the set-up built is started.
func (e *engine) findContainerd(ctx context.Context, c *Config, log *slog.Logger, passing bool) (string, error) {
	if c.Runtime == "runc" || hostContainerd(ctx, c.ContainerdAddress) {
		return c.ContainerdAddress, nil
	}
	if _, err := os.Stat(filepath.Join(c.Prefix, "containerd")); err != nil {
		return c.ContainerdAddress, nil
	}
	config := runtime.DaemonConfig{
		Dir: c.Prefix, Root: filepath.Join(c.Data, "containerd"), State: filepath.Join(c.RunDir, "containerd"),
		Log: filepath.Join(c.Data, "log", "containerd.log"),
	}
	if passing {
		return config.Address(), nil
	}
	daemon, err := runtime.StartDaemon(ctx, config, log)
	if err != nil && c.Runtime == "auto" {
		log.Warn("gavel's own containerd does not start", "error", err)
		return c.ContainerdAddress, nil
	}
	if err != nil {
		return "", err
	}
	e.daemon = daemon
	return daemon.Address(), nil
}

// hostContainerd tells whether one answers and is, as far as its program says,
// 1.7 or newer.
func hostContainerd(ctx context.Context, address string) bool {
	if !answers(address) {
		return false
	}
	v, err := programVersion(ctx, "containerd")
	return err != nil || !v.less(release{1, 7, 0})
}

// stop removes every cell, then ends what they were made by.
func (e *engine) stop() error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	return errors.Join(e.pool.Close(ctx), e.stopDaemon())
}

func (e *engine) stopDaemon() error {
	if e.daemon == nil {
		return nil
	}
	return e.daemon.Close()
}

// describe tells reports a language's version and image.
func (k *catalogue) describe() func(string) (judge.Language, bool) {
	byID := map[string]judge.Language{}
	for _, language := range k.set.Languages() {
		byID[language.ID] = language
	}
	return func(id string) (judge.Language, bool) {
		language, there := byID[id]
		return language, there
	}
}
