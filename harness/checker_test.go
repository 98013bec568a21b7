package harness

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"gavel/judge"
)

// A checker is a whole program of its language, with limits of its own, and what
// the host has for checkers to include is beside it when it is compiled.
func TestRenderChecker(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "cpp"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "cpp", "testlib.h"), []byte("// a header"), 0o644); err != nil {
		t.Fatal(err)
	}
	set := newSet(t, Config{CheckerFiles: dir, Maxima: judge.Limits{CPUMillis: 4000}})
	for language, files := range map[string][]string{"cpp": {"main.cpp", "testlib.h"}, "python": {"main.py", "check.py"}} {
		program, limits, err := set.RenderChecker(judge.Custom{Language: language, Code: judge.Text("source")})
		if err != nil {
			t.Fatal(err)
		}
		if limits.CPUMillis != 4000 || limits.MemoryBytes < checkerLimits.MemoryBytes {
			t.Errorf("%s: limits %+v", language, limits)
		}
		var got []string
		for _, file := range program.Build.Files {
			got = append(got, file.Path)
		}
		if !slices.Equal(got, files) || program.Run.Results {
			t.Errorf("%s is built from %v, want %v", language, got, files)
		}
	}
	_, _, err := set.RenderChecker(judge.Custom{Language: "cobol"})
	wantField(t, "checker", err, "/language", judge.ErrInvalid)
	_, err = set.Admit(judge.Submission{Language: "cpp", Compare: judge.Compare{Kind: "custom", Custom: &judge.Custom{Language: "cobol"}}})
	wantField(t, "checker", err, "/compare/language", judge.ErrInvalid)
	if _, err := New(Config{CheckerFiles: filepath.Join(dir, "nowhere")}); err == nil {
		t.Error("a folder that is not there is taken")
	}
}
