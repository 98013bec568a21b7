package rootfs

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// Recipe says how an image is built. Paths are absolute, slash-separated and
// clean. A pattern is a path whose elements are matched as by path.Match; it
// stands for what it matches and for everything below. What is put into /tmp is
// there for the commands and the checks, and not in the image.
type Recipe struct {
	Name     string    `toml:"name"`     // the image's name: "python-run"
	Language string    `toml:"language"` // label: the language's id
	Stage    string    `toml:"stage"`    // label: "build" or "run"
	Suite    string    `toml:"suite"`    // Debian suite; needed where there are packages
	Packages []string  `toml:"packages"` // extracted with all they depend on; none makes an empty image
	Files    []File    `toml:"file"`     // added after the packages
	Links    []Link    `toml:"link"`     // symbolic links, added after the files
	Commands []Command `toml:"command"`  // run in the tree, in order, before it is pruned
	Keep     []string  `toml:"keep"`     // patterns: what stays; empty keeps everything
	Drop     []string  `toml:"drop"`     // patterns: what goes, also from what is kept
	Checks   []Command `toml:"check"`    // run in the finished tree; one that fails stops the build
	Version  *Version  `toml:"version"`  // what the language calls its version
}

// File is one regular file of an image. It has either Content or Source.
type File struct {
	Path    string `toml:"path"`
	Content string `toml:"content"`
	Source  string `toml:"source"` // name of a file in Options.Files
	Mode    uint32 `toml:"mode"`   // 0o444 where it is 0
}

// Link is one symbolic link of an image.
type Link struct {
	Path   string `toml:"path"`
	Target string `toml:"target"`
}

// Command is executed with the tree as its root, without a shell, without a
// network, in a fixed environment to which Env (KEY=value) is added.
type Command struct {
	Argv  []string `toml:"argv"`
	Env   []string `toml:"env"`
	Stdin string   `toml:"stdin"`
}

// Version is how the language's version is found: group 1 of Pattern in the
// output of Argv, which is executed in the finished tree.
type Version struct {
	Argv    []string `toml:"argv"`
	Pattern string   `toml:"pattern"`
}

var (
	namePattern    = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,63}$`)
	suitePattern   = regexp.MustCompile(`^[a-z][a-z0-9-]{0,31}$`)
	packagePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9+.-]+(=[A-Za-z0-9.+~:-]+)?$`)
)

// ParseRecipe reads a recipe from TOML. Unknown keys and values that no build
// could use are refused, with the key in the message.
func ParseRecipe(data []byte) (Recipe, error) {
	var r Recipe
	if err := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields().Decode(&r); err != nil {
		var strict *toml.StrictMissingError
		if errors.As(err, &strict) && len(strict.Errors) > 0 {
			return Recipe{}, fmt.Errorf("parse recipe: unknown key %q", strings.Join(strict.Errors[0].Key(), "."))
		}
		return Recipe{}, fmt.Errorf("parse recipe: %w", err)
	}
	if err := r.validate(); err != nil {
		return Recipe{}, fmt.Errorf("recipe %q: %w", r.Name, err)
	}
	return r, nil
}

func (r Recipe) validate() error {
	if !namePattern.MatchString(r.Name) {
		return fmt.Errorf("name: want %s", namePattern)
	}
	if r.Language != "" && !namePattern.MatchString(r.Language) {
		return fmt.Errorf("language: want %s, got %q", namePattern, r.Language)
	}
	if r.Stage != "" && r.Stage != "build" && r.Stage != "run" {
		return fmt.Errorf("stage: want build or run, got %q", r.Stage)
	}
	if len(r.Packages) > 0 && !suitePattern.MatchString(r.Suite) {
		return fmt.Errorf("suite: packages need one (%s), got %q", suitePattern, r.Suite)
	}
	for _, name := range r.Packages {
		if !packagePattern.MatchString(name) {
			return fmt.Errorf("packages: %q is no package name", name)
		}
	}
	return errors.Join(r.validateTree(), r.validateCommands())
}

func (r Recipe) validateTree() error {
	for _, pattern := range append(append([]string(nil), r.Keep...), r.Drop...) {
		if err := checkPath(pattern); err != nil {
			return fmt.Errorf("keep and drop: %w", err)
		}
		if _, err := path.Match(pattern, ""); err != nil {
			return fmt.Errorf("keep and drop: %q: %w", pattern, err)
		}
	}
	for _, f := range r.Files {
		if err := checkPath(f.Path); err != nil {
			return fmt.Errorf("file: %w", err)
		}
		if f.Content != "" && f.Source != "" {
			return fmt.Errorf("file %s: has content and source, want one", f.Path)
		}
		if f.Source != "" && !fs.ValidPath(f.Source) {
			return fmt.Errorf("file %s: source %q is no relative, clean path", f.Path, f.Source)
		}
		if f.Mode&^0o777 != 0 {
			return fmt.Errorf("file %s: mode %#o has bits beside 0o777", f.Path, f.Mode)
		}
	}
	for _, l := range r.Links {
		if err := checkPath(l.Path); err != nil {
			return fmt.Errorf("link: %w", err)
		}
		if err := checkLink(l.Path[1:], l.Target); err != nil {
			return fmt.Errorf("link: %w", err)
		}
	}
	return nil
}

func (r Recipe) validateCommands() error {
	for _, c := range append(append([]Command(nil), r.Commands...), r.Checks...) {
		if len(c.Argv) == 0 || !path.IsAbs(c.Argv[0]) {
			return fmt.Errorf("command and check: argv must begin with an absolute path, got %q", c.Argv)
		}
		for _, pair := range c.Env {
			if key, _, ok := strings.Cut(pair, "="); !ok || key == "" {
				return fmt.Errorf("command and check: env %q is not KEY=value", pair)
			}
		}
	}
	if r.Version == nil {
		return nil
	}
	if len(r.Version.Argv) == 0 || !path.IsAbs(r.Version.Argv[0]) {
		return fmt.Errorf("version: argv must begin with an absolute path, got %q", r.Version.Argv)
	}
	if re, err := regexp.Compile(r.Version.Pattern); err != nil {
		return fmt.Errorf("version: pattern: %w", err)
	} else if re.NumSubexp() < 1 {
		return fmt.Errorf("version: pattern %q has no group, want one around the version", r.Version.Pattern)
	}
	return nil
}

// checkPath accepts absolute clean paths other than the root itself.
func checkPath(p string) error {
	if !path.IsAbs(p) || path.Clean(p) != p || p == "/" || strings.ContainsRune(p, 0) {
		return fmt.Errorf("%q is no absolute, clean path below /", p)
	}
	return nil
}

// id names a build's inputs other than the state of the package archive: the
// recipe, the files it refers to, the sources, and the way this package builds.
func (r Recipe) id(files fs.FS, sources []string) (string, error) {
	sum := sha256.New()
	enc := json.NewEncoder(sum)
	if err := enc.Encode(struct {
		Format  int
		Recipe  Recipe
		Sources []string
	}{buildFormat, r, sources}); err != nil {
		return "", fmt.Errorf("hash recipe %s: %w", r.Name, err)
	}
	for _, f := range r.Files {
		if f.Source == "" {
			continue
		}
		data, err := f.read(files)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(sum, "%s %d\n%s", f.Source, len(data), data)
	}
	return "sha256:" + hex.EncodeToString(sum.Sum(nil)), nil
}

func (f File) read(files fs.FS) ([]byte, error) {
	if f.Source == "" {
		return []byte(f.Content), nil
	}
	if files == nil {
		return nil, fmt.Errorf("file %s: source %s needs Options.Files, the folder of the recipe", f.Path, f.Source)
	}
	data, err := fs.ReadFile(files, f.Source)
	if err != nil {
		return nil, fmt.Errorf("file %s: %w", f.Path, err)
	}
	return data, nil
}
