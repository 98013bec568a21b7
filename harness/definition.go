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
	Limits   factors            `toml:"limits"`
	Uncaught []uncaughtPatterns `toml:"uncaught"`
}

type buildStage struct {
	Argv       []string    `toml:"argv"`
	Env        []string    `toml:"env"`
	Flags      []string    `toml:"flags"`
	Files      []string    `toml:"files"`
	Artefacts  string      `toml:"artefacts"`
	Executable bool        `toml:"executable"`
	Limits     buildLimits `toml:"limits"`
	Cell       cellSize    `toml:"cell"`
}

type runStage struct {
	Argv  []string `toml:"argv"`
	Env   []string `toml:"env"`
	Entry string   `toml:"entry"`
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
	version  string // of what is in the image
	images   judge.Images
	flags    []*regexp.Regexp
	uncaught []judge.Uncaught
	support  []judge.File // Build.Files
	recipes  map[judge.Stage][]byte
	canary   []byte // source; nil: there is none
}

const definitionFile = "language.toml"

// loadLanguage reads the folder id of dir; name is what messages call dir.
func loadLanguage(dir fs.FS, name, id string) (*language, error) {
	file := path.Join(name, id, definitionFile)
	data, err := fs.ReadFile(dir, path.Join(id, definitionFile))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	l := &language{id: id, recipes: map[judge.Stage][]byte{}}
	if err := decode(data, &l.definition); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	l.version = l.Version
	if err := l.check(file); err != nil {
		return nil, err
	}
	if err := l.loadSupport(dir); err != nil {
		return nil, fmt.Errorf("%s: build.files: %w", file, err)
	}
	if err := l.loadCanary(dir, path.Join(name, id)); err != nil {
		return nil, err
	}
	return l, l.loadRecipes(dir, path.Join(name, id))
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

func (l *language) loadSupport(dir fs.FS) error {
	if l.Build == nil {
		return nil
	}
	for _, file := range l.Build.Files {
		data, err := fs.ReadFile(dir, path.Join(l.id, file))
		if err != nil {
			return err
		}
		l.support = append(l.support, judge.File{Path: file, Mode: modeRead, Data: data})
	}
	return nil
}

func (l *language) loadRecipes(dir fs.FS, name string) error {
	for _, stage := range []judge.Stage{judge.StageBuild, judge.StageRun} {
		file := string(stage) + ".image.toml"
		recipe, err := fs.ReadFile(dir, path.Join(l.id, file))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case err != nil:
			return fmt.Errorf("%s: %w", path.Join(name, file), err)
		}
		l.recipes[stage] = recipe
	}
	return nil
}
