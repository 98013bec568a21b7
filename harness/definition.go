package harness

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"gavel/judge"
)

// definition is language.toml. doc.go describes its keys.
type definition struct {
	Name    string `toml:"name"`
	Version string `toml:"version"`
	Source  struct {
		File       string `toml:"file"`
		NamedAfter string `toml:"named_after"`
	} `toml:"source"`
	Build    *buildStage        `toml:"build"`
	Run      runStage           `toml:"run"`
	Function *functionStage     `toml:"function"`
	Limits   factors            `toml:"limits"`
	Uncaught []uncaughtPatterns `toml:"uncaught"`
}

type buildStage struct {
	Argv       []string      `toml:"argv"`
	Env        []string      `toml:"env"`
	Flags      []string      `toml:"flags"`
	When       []sourceFlags `toml:"when"`
	Files      []string      `toml:"files"`
	Artefacts  string        `toml:"artefacts"`
	Executable bool          `toml:"executable"`
	Warm       *warm         `toml:"warm"`
	Limits     buildLimits   `toml:"limits"`
	Cell       cellSize      `toml:"cell"`
}

// sourceFlags are further compiler flags for sources that a pattern describes.
type sourceFlags struct {
	Source string   `toml:"source"`
	Unless string   `toml:"unless"`
	Flags  []string `toml:"flags"`
}

type runStage struct {
	Argv  []string `toml:"argv"`
	Env   []string `toml:"env"`
	Entry string   `toml:"entry"`
	Warm  *warm    `toml:"warm"`
	Cell  cellSize `toml:"cell"`
}

type buildLimits struct {
	CPUMillis   int64 `toml:"cpu_ms"`
	WallMillis  int64 `toml:"wall_ms"`
	MemoryBytes int64 `toml:"memory_bytes"`
	OutputBytes int64 `toml:"output_bytes"`
	Processes   int64 `toml:"processes"`
}

type cellSize struct {
	CPUs     int64  `toml:"cpus"`
	BoxBytes int64  `toml:"box_bytes"`
	BoxFiles int64  `toml:"box_files"`
	TmpBytes int64  `toml:"tmp_bytes"`
	TmpFiles int64  `toml:"tmp_files"`
	Seccomp  string `toml:"seccomp"`
	AppArmor string `toml:"apparmor"`
}

type factors struct {
	CPUFactor        float64 `toml:"cpu_factor"`
	CPUExtraMillis   int64   `toml:"cpu_extra_ms"`
	MemoryFactor     float64 `toml:"memory_factor"`
	MemoryExtraBytes int64   `toml:"memory_extra_bytes"`
	Processes        int64   `toml:"processes"`
	ProcessesExtra   int64   `toml:"processes_extra"`
}

type uncaughtPatterns struct {
	Pattern string   `toml:"pattern"`
	Signal  string   `toml:"signal"`
	Memory  []string `toml:"memory"`
}

// language is a definition that was found good, and what stands beside it.
type language struct {
	definition
	id       string
	folder   fs.FS
	version  string // of what is in the image
	images   judge.Images
	flags    []*regexp.Regexp
	when     []conditional
	uncaught []judge.Uncaught
	support  []judge.File // Build.Files
	recipes  map[judge.Stage][]byte
	canary   []byte // source; nil: there is none

	checkerFiles []judge.File // of Config.CheckerFiles

	drivers   map[string][]byte // files of Function, by name
	templates templates         // those of them that are rendered
}

const definitionFile = "language.toml"

// loadLanguage reads a folder; at is what messages call it.
func loadLanguage(folder fs.FS, at, id string) (*language, error) {
	file := path.Join(at, definitionFile)
	data, err := fs.ReadFile(folder, definitionFile)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	l := &language{id: id, folder: folder, recipes: map[judge.Stage][]byte{}}
	if err := decode(data, &l.definition); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	l.version = l.Version
	if err := l.check(file); err != nil {
		return nil, err
	}
	if err := l.loadSupport(); err != nil {
		return nil, fmt.Errorf("%s: build.files: %w", file, err)
	}
	if err := l.loadDrivers(); err != nil {
		return nil, fmt.Errorf("%s: function: %w", file, err)
	}
	if err := errors.Join(l.loadCanary(), l.loadRecipes()); err != nil {
		return nil, fmt.Errorf("%s: %w", at, err)
	}
	return l, nil
}

// loadOptional reads a file of the folder; nil where there is none.
func (l *language) loadOptional(file string) ([]byte, error) {
	data, err := fs.ReadFile(l.folder, file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}

// decode refuses keys that it does not know and names all of them.
func decode(data []byte, into *definition) error {
	err := toml.NewDecoder(strings.NewReader(string(data))).DisallowUnknownFields().Decode(into)
	if strict, ok := errors.AsType[*toml.StrictMissingError](err); ok {
		var keys []string
		for _, e := range strict.Errors {
			line, _ := e.Position()
			keys = append(keys, fmt.Sprintf("%s (line %d)", strings.Join(e.Key(), "."), line))
		}
		return fmt.Errorf("unknown key %s", strings.Join(keys, ", "))
	}
	if bad, ok := errors.AsType[*toml.DecodeError](err); ok {
		line, column := bad.Position()
		return fmt.Errorf("line %d column %d, key %q: %w", line, column, strings.Join(bad.Key(), "."), bad)
	}
	return err
}

func (l *language) loadSupport() error {
	if l.Build == nil {
		return nil
	}
	for _, file := range l.Build.Files {
		data, err := fs.ReadFile(l.folder, file)
		if err != nil {
			return err
		}
		l.support = append(l.support, judge.File{Path: file, Mode: modeRead, Data: data})
	}
	return nil
}

func (l *language) loadRecipes() error {
	for _, stage := range []judge.Stage{judge.StageBuild, judge.StageRun} {
		recipe, err := l.loadOptional(string(stage) + ".image.toml")
		if err != nil {
			return err
		}
		if recipe != nil {
			l.recipes[stage] = recipe
		}
	}
	return nil
}
