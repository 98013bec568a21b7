package harness

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gavel/judge"
)

var update = flag.Bool("update", false, "write the golden files anew")

const testLanguages = "testdata/languages"

func newSet(t testing.TB, config Config) *Set {
	t.Helper()
	set, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// render admits and renders a submission.
func render(t testing.TB, set *Set, submission judge.Submission) judge.Program {
	t.Helper()
	admitted, err := set.Admit(submission)
	if err != nil {
		t.Fatal(err)
	}
	program, err := set.Render(admitted)
	if err != nil {
		t.Fatal(err)
	}
	return program
}

// golden compares value, as JSON, with testdata/golden/NAME.json.
func golden(t *testing.T, name string, value any) {
	t.Helper()
	var text strings.Builder
	enc := json.NewEncoder(&text)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", "golden", name+".json")
	if *update {
		if err := os.WriteFile(file, []byte(text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), text.String()); diff != "" {
		t.Errorf("%s differs, -want +got (go test -update writes it):\n%s", file, diff)
	}
}

func TestRenderedPrograms(t *testing.T) {
	set := newSet(t, Config{Dir: testLanguages})
	for id, submission := range map[string]judge.Submission{
		"python": {Code: judge.Text("print(1)\n")},
		"cpp":    {Code: judge.Text("int main() {}\n"), CompilerFlags: []string{"-std=gnu++23", "-O3"}},
		"java": {Code: judge.Text("package a; public class Solution {}\n"), CompilerFlags: []string{"-Xlint:all"},
			Limits: judge.Limits{MemoryBytes: 512 << 20}},
		"awk": {Code: judge.Text("BEGIN { print 1 }\n")},
	} {
		t.Run(id, func(t *testing.T) {
			submission.Language = id
			golden(t, "program-"+id, render(t, set, submission))
		})
	}
}

func TestLanguagesAndCells(t *testing.T) {
	set := newSet(t, Config{
		Dir:      testLanguages,
		Versions: map[string]string{"python": "3.13.5"},
		Images:   map[string]judge.Images{"cpp": {Build: "sha256:b", Run: "sha256:a"}},
	})
	golden(t, "languages", set.Languages())
	cells := map[string]map[judge.Stage]Cell{}
	for _, language := range set.Languages() {
		cells[language.ID] = set.Cells(language.ID)
	}
	golden(t, "cells", cells)
}

// An expected output never enters a cell, and neither do the other tests.
func TestRenderLeavesTestsOut(t *testing.T) {
	secret, set := judge.Text("a-secret-answer"), newSet(t, Config{})
	for _, language := range set.Languages() {
		program := render(t, set, judge.Submission{Language: language.ID, Code: judge.Text("x"), Stdin: &secret,
			Tests: []judge.Test{{Name: string(secret), Stdin: secret, Expected: &secret}}})
		data, err := json.Marshal(program)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), string(secret)) {
			t.Errorf("%s: the tests are in the program", language.ID)
		}
	}
}

func TestRenderRefusesWhatWasNotAdmitted(t *testing.T) {
	set := newSet(t, Config{})
	for name, test := range map[string]struct {
		submission judge.Submission
		field      string
	}{
		"unknown language":     {judge.Submission{Language: "cobol"}, "/language"},
		"flags never admitted": {judge.Submission{Language: "cpp", CompilerFlags: []string{"-B/tmp"}, Limits: builtinMaxima}, "/compiler_flags/0"},
		"limits not effective": {judge.Submission{Language: "java", Limits: judge.Limits{MemoryBytes: 300 << 20}}, "/limits/memory_bytes"},
		"no limits":            {judge.Submission{Language: "python"}, "/limits/memory_bytes"},
	} {
		_, err := set.Render(test.submission)
		wantField(t, name, err, test.field, judge.ErrInvalid)
	}
}

// wantField checks that err is a FieldError at the field, of the class.
func wantField(t *testing.T, name string, err error, field string, class error) {
	t.Helper()
	fault, ok := errors.AsType[*judge.FieldError](err)
	if !ok || fault.Field != field || !errors.Is(err, class) {
		t.Errorf("%s: got error %v, want one at %s that is %q", name, err, field, class)
	}
}

// TestFlagsForASource renders what GCC 14 refuses without help: a target pragma
// before the headers.
func TestFlagsForASource(t *testing.T) {
	set := newSet(t, Config{})
	for _, test := range []struct {
		name, code string
		want       bool
	}{
		{"pragma", "#pragma GCC optimize(\"O3\")\n #  pragma GCC target(\"avx2\")\n#include <vector>\nint main() {}", true},
		{"none", "#include <vector>\nint main() {}", false},
		{"optimize only", "#pragma GCC optimize(\"O3\")\nint main() {}", false},
		{"debug mode", "#define _GLIBCXX_DEBUG\n#pragma GCC target(\"avx2\")\nint main() {}", false},
	} {
		admitted, err := set.Admit(judge.Submission{Language: "cpp", Code: judge.Text(test.code), CompilerFlags: []string{"-O3"}})
		if err != nil {
			t.Fatal(err)
		}
		program, err := set.Render(admitted)
		if err != nil {
			t.Fatal(err)
		}
		argv := program.Build.Command.Argv
		at := slices.Index(argv, "-include")
		if (at >= 0) != test.want || test.want && (argv[at+1] != "bits/allocator.h" || argv[at+2] != "-O3") {
			t.Errorf("%s: argv %q", test.name, argv)
		}
	}
}
