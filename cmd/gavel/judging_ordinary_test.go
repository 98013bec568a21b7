package main

import (
	"os"
	"path/filepath"
	"testing"

	"gavel/judge"
)

// refusedByCompiler are programs that are right and that this GCC cannot compile:
// its own <vector> is refused after a target pragma, for a destructor that is made
// later and without that target. Once it can, this test says so.
var refusedByCompiler = map[string]string{"cpp/pragma_opt.cpp": "compile"}

// TestOrdinaryProgramsAreAccepted judges the programs that the scan must never
// refuse: the jail, the limits and the languages must let them pass, too.
func TestOrdinaryProgramsAreAccepted(t *testing.T) {
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
		p := program{
			name:       filepath.Join(language, filepath.Base(file)),
			submission: judge.Submission{Language: language, Code: code, Stdin: &nothing},
			verdict:    judge.Accepted,
		}
		if reason, known := refusedByCompiler[p.name]; known {
			p.verdict, p.reason = judge.CompileError, reason
		}
		programs[i] = p
	}
	s.judgeAll(t, programs)
}
