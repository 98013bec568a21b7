package main

import (
	"os"
	"path/filepath"
	"testing"

	"gavel/judge"
)

// TestOrdinaryProgramsAreAccepted judges the programs that the scan must never
// refuse: the jail, the limits and the languages must let them pass, too.
func TestOrdinaryProgramsAreAccepted(t *testing.T) {
	t.Parallel()
	s := startServer(t, "--runtime", "runc", "--workers", "2", "--pool", "2")
	files, err := filepath.Glob("../../scan/testdata/ordinary/*/*")
	if err != nil || len(files) < 300 {
		t.Fatalf("%d ordinary programs, want at least 300 (%v)", len(files), err)
	}
	programs := make([]program, len(files))
	for i, file := range files {
		code, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		language := filepath.Base(filepath.Dir(file))
		nothing := judge.Text("")
		programs[i] = program{
			name:       filepath.Join(language, filepath.Base(file)),
			submission: judge.Submission{Language: language, Code: code, Stdin: &nothing, Limits: judge.Limits{WallMillis: patience}},
			verdict:    judge.Accepted,
		}
	}
	s.judgeAll(t, programs)
}
