package harness

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"

	"gavel/judge"
)

// Config is what New needs. Its zero value gives the shipped languages and
// moderate limits.
type Config struct {
	// Dir is a folder of further languages, one sub-folder each, named by its
	// id; one with the id of a shipped language replaces it whole. "" means
	// none.
	Dir string

	// CheckerFiles is a folder of what custom checkers may include, one
	// sub-folder for each language: cpp/testlib.h is beside the source of every
	// checker in C++ when it is compiled. "" means none.
	CheckerFiles string

	// Defaults are the limits of a test whose request names none, before a
	// language's factors. A zero field means 2000 ms of CPU time, 256 MiB of
	// memory, 16 MiB of output, 64 processes; a zero WallMillis is derived
	// from the CPU limit, see Admit.
	Defaults judge.Limits

	// Maxima are the largest limits that a request may ask for, before a
	// language's factors. A zero field means 30 s of CPU time, 90 s of wall
	// time, 2 GiB of memory, 64 MiB of output, 512 processes, or the default
	// where that is more.
	Maxima judge.Limits

	// Versions and Images say, by language id, what the images in use hold and
	// what their digests are. A language that is not there shows the version of
	// its definition and no digest. Both are told by what Recipes leads to, so a
	// first Set may be made without them and a second one with them.
	Versions map[string]string
	Images   map[string]judge.Images
}

// Set is the languages of this host. It does not change and may be used by
// many goroutines at once. It is a judge.Languages.
type Set struct {
	languages map[string]*language
	defaults  judge.Limits
	maxima    judge.Limits
}

var _ judge.Languages = (*Set)(nil)

// New reads and checks the shipped languages and those in config.Dir. All
// faults it finds are in the error, each with its file and key.
func New(config Config) (*Set, error) {
	defaults, maxima, err := config.limits()
	if err != nil {
		return nil, err
	}
	set := &Set{languages: map[string]*language{}, defaults: defaults, maxima: maxima}
	embedded, err := fs.Sub(shipped, "languages")
	if err != nil {
		return nil, fmt.Errorf("shipped languages: %w", err)
	}
	if err := set.load(embedded, "harness/languages"); err != nil {
		return nil, err
	}
	if config.Dir != "" {
		if err := set.load(os.DirFS(config.Dir), config.Dir); err != nil {
			return nil, err
		}
	}
	if err := set.loadCheckerFiles(config.CheckerFiles); err != nil {
		return nil, err
	}
	return set, set.describe(config)
}

// load adds every folder of dir; name is what messages call dir.
func (s *Set) load(dir fs.FS, name string) error {
	entries, err := fs.ReadDir(dir, ".")
	if err != nil {
		return fmt.Errorf("languages in %s: %w", name, err)
	}
	var faults []error
	for _, entry := range entries {
		if !entry.IsDir() || entry.Name()[0] == '.' {
			continue
		}
		folder, err := fs.Sub(dir, entry.Name())
		if err != nil {
			return fmt.Errorf("languages in %s: %w", name, err)
		}
		l, err := loadLanguage(folder, path.Join(name, entry.Name()), entry.Name())
		if err != nil {
			faults = append(faults, err)
			continue
		}
		s.languages[l.id] = l
	}
	return errors.Join(faults...)
}

// describe notes versions and images.
func (s *Set) describe(config Config) error {
	for id, version := range config.Versions {
		l, ok := s.languages[id]
		if !ok {
			return fmt.Errorf("Config.Versions: %q is no language: there are %v", id, s.ids())
		}
		l.version = version
	}
	for id, images := range config.Images {
		l, ok := s.languages[id]
		if !ok {
			return fmt.Errorf("Config.Images: %q is no language: there are %v", id, s.ids())
		}
		l.images = images
	}
	return nil
}

func (s *Set) ids() []string { return slices.Sorted(maps.Keys(s.languages)) }

// Languages returns what a client may know, ordered by id. The limits are those
// of a request, before the language's factors; the commands are those of a
// submission that asks for nothing.
func (s *Set) Languages() []judge.Language {
	list := make([]judge.Language, 0, len(s.languages))
	for _, id := range s.ids() {
		l := s.languages[id]
		defaults := s.fill(l, judge.Limits{})
		list = append(list, judge.Language{
			ID: id, Name: l.Name, Version: l.version, SourceFile: l.Source.File,
			Compile: l.buildArgv(l.Source.File, nil), Run: l.exampleArgv(s.usual(l)),
			CompilerFlags: l.flagPatterns(), Defaults: defaults, Maxima: s.maxima, Images: l.images,
		})
	}
	return list
}

// Recipes returns the image recipes of a language, *.image.toml, as they are.
// Without one for judge.StageBuild the run image serves both stages. It returns
// nil for an unknown language.
func (s *Set) Recipes(id string) map[judge.Stage][]byte {
	l, ok := s.languages[id]
	if !ok {
		return nil
	}
	recipes := map[judge.Stage][]byte{}
	for stage, recipe := range l.recipes {
		recipes[stage] = slices.Clone(recipe)
	}
	return recipes
}

// Folder returns the folder that a language is made of: its definition, its
// recipes, and the files that those refer to, of which some are the same for all
// languages. It returns nil for an unknown language.
func (s *Set) Folder(id string) fs.FS {
	l, ok := s.languages[id]
	if !ok {
		return nil
	}
	return withWarmSource{l.folder}
}

// language returns a language by id, or a FieldError.
func (s *Set) language(id string) (*language, error) { return s.languageAt("/language", id) }

// languageAt names the field that asks for the language.
func (s *Set) languageAt(field, id string) (*language, error) {
	l, ok := s.languages[id]
	if !ok {
		return nil, judge.Invalid(field, "unknown language %.40q: this host has %v", id, s.ids())
	}
	return l, nil
}
