package harness

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"gavel/judge"
)

// checkerLimits are what a custom checker gets for one test, where the host's
// maxima are not below: its files lie in memory, beside what it needs itself.
var checkerLimits = judge.Limits{CPUMillis: 10_000, WallMillis: 30_000, MemoryBytes: 512 << 20, OutputBytes: 1 << 20, Processes: 64}

// RenderChecker turns a custom checker into a program, and says by what limits it
// runs. It sees the files of Config.CheckerFiles when it is compiled. The error is
// a *judge.FieldError where the checker is at fault.
func (s *Set) RenderChecker(custom judge.Custom) (judge.Program, judge.Limits, error) {
	l, err := s.language(custom.Language)
	if err != nil {
		return judge.Program{}, judge.Limits{}, err
	}
	asked := checkerLimits
	for _, field := range limitFields {
		value := field.of(&asked)
		*value = min(*value, *field.of(&s.maxima))
	}
	limits := l.limits(asked)
	program, err := s.Render(judge.Submission{Language: custom.Language, Code: custom.Code, Limits: limits})
	if err == nil && program.Build != nil {
		program.Build.Files = append(program.Build.Files, l.checkerFiles...)
	}
	return program, limits, err
}

// checkCustom refuses a custom checker in a language that is not there.
func (s *Set) checkCustom(base string, custom *judge.Custom) error {
	if custom == nil {
		return nil
	}
	_, err := s.languageAt(base+"/language", custom.Language)
	return err
}

// loadCheckerFiles reads DIR/LANGUAGE/* for every language. A folder is no file.
func (s *Set) loadCheckerFiles(dir string) error {
	if dir == "" {
		return nil
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return fmt.Errorf("files of checkers: want the directory %s: %w", dir, err)
	}
	for id, l := range s.languages {
		entries, err := os.ReadDir(filepath.Join(dir, id))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("files of checkers in %s: %w", id, err)
		}
		for _, entry := range entries {
			if entry.IsDir() {
				continue
			}
			data, err := os.ReadFile(filepath.Join(dir, id, entry.Name()))
			if err != nil {
				return fmt.Errorf("files of checkers in %s: %w", id, err)
			}
			l.checkerFiles = append(l.checkerFiles, judge.File{Path: entry.Name(), Mode: modeRead, Data: data})
		}
	}
	return nil
}
