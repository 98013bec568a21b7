package harness

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gavel/judge"
)

// compiled is what a build left behind.
type compiled struct {
	outcome judge.Outcome
	program []byte
}

// compile builds a submission in C++ with further options and files.
func compile(t *testing.T, submission judge.Submission, files []judge.File, options ...string) compiled {
	t.Helper()
	build := render(t, newSet(t, Config{}), submission).Build
	cell, err := images(t).Claim(t.Context(), "cpp", judge.StageBuild)
	if err != nil {
		t.Fatal(err)
	}
	if err := cell.Put(t.Context(), append(build.Files, files...)); err != nil {
		t.Fatal(err)
	}
	command := build.Command
	command.Argv = append(command.Argv, options...)
	outcome, err := cell.Run(t.Context(), command, nil, build.Limits)
	if err != nil {
		t.Fatal(err)
	}
	made, err := cell.Collect(t.Context(), build.Artefacts)
	if err != nil || len(made) == 0 {
		return compiled{outcome: outcome}
	}
	return compiled{outcome, made[0].Data}
}

// written is how a program ends, and what it writes when it reads two lines.
func written(t *testing.T, program []byte) judge.Outcome {
	t.Helper()
	cell, err := images(t).Claim(t.Context(), "cpp", judge.StageRun)
	if err != nil {
		t.Fatal(err)
	}
	if err := cell.Put(t.Context(), []judge.File{{Path: "main", Mode: modeExecute, Data: program}}); err != nil {
		t.Fatal(err)
	}
	outcome, err := cell.Run(t.Context(), judge.Command{Argv: []string{"/box/main"}}, []byte("5\nline\n"), judge.Limits{WallMillis: 10_000})
	if err != nil {
		t.Fatal(err)
	}
	return outcome
}

// included is what -H says of a precompiled header that is taken, and for which
// standard it was made.
var included = regexp.MustCompile(`(?m)^! (\S+)\.gch/(\S+)$`)

// Precompiled headers change nothing but the time: without them, which a
// declaration before the first header brings about, the messages are the same, byte
// for byte, and so is what the program writes. (Its functions may stand in another
// order.)
func TestPrecompiledHeadersChangeNothing(t *testing.T) {
	images(t)
	nothing := judge.Text("")
	for _, test := range []struct {
		file  string
		flags []string
		fails bool
	}{
		{"ordinary.cpp", nil, false},
		{"ordinary.cpp", []string{"-O3", "-Wall", "-Wextra", "-fwrapv", "-fshort-enums", "-DLOCAL"}, false},
		{"stream.cpp", nil, false},
		{"stream.cpp", []string{"-std=gnu++17", "-fno-strict-aliasing"}, false},
		{"stream.cpp", []string{"-std=c++23"}, false},
		{"faults.cpp", nil, true},
		{"faults.cpp", []string{"-std=gnu++17", "-Wall", "-Wextra", "-Wno-format"}, true}, // which points at the whole format
	} {
		t.Run(test.file, func(t *testing.T) {
			code, err := os.ReadFile(filepath.Join("testdata", "precompiled", test.file))
			if err != nil {
				t.Fatal(err)
			}
			submission := judge.Submission{Language: "cpp", Code: code, CompilerFlags: test.flags, Stdin: &nothing}
			if shown := compile(t, submission, nil, "-H", "-fsyntax-only").outcome.Stderr.Data; !included.Match(shown) {
				t.Fatalf("no precompiled header is taken:\n%s", cutAt(string(shown), 2000))
			}
			fast := compile(t, submission, nil)
			slow := compile(t, submission, []judge.File{{Path: "before.h", Mode: modeRead, Data: []byte("extern int before;\n")}}, "-include", "before.h")
			if a, b := string(fast.outcome.Stderr.Data), string(slow.outcome.Stderr.Data); a != b {
				t.Errorf("messages differ (-with precompiled headers +without):\n%s", cmp.Diff(a, b))
			}
			if test.fails != (fast.program == nil) || test.fails != (slow.program == nil) {
				t.Fatalf("programs of %d and %d bytes, want none: %v", len(fast.program), len(slow.program), test.fails)
			}
			if test.fails {
				return
			}
			a, b := written(t, fast.program), written(t, slow.program)
			if a.ExitCode != b.ExitCode || !bytes.Equal(a.Stdout.Data, b.Stdout.Data) || !bytes.Equal(a.Stderr.Data, b.Stderr.Data) {
				t.Errorf("with precompiled headers it ends with %d and writes\n%s%s\nwithout with %d and\n%s%s",
					a.ExitCode, a.Stdout.Data, a.Stderr.Data, b.ExitCode, b.Stdout.Data, b.Stderr.Data)
			}
		})
	}
}

// Both headers are there for the standards that most programs are written in.
func TestPrecompiledHeadersOfStandards(t *testing.T) {
	images(t)
	nothing := judge.Text("")
	for _, version := range []string{"17", "20", "23"} {
		for _, dialect := range []string{"c", "gnu"} {
			for _, header := range []string{"bits/stdc++.h", "iostream"} {
				standard := dialect + "++" + version
				code := "#include <" + header + ">\nint main() { std::cout << __cplusplus; }\n"
				submission := judge.Submission{Language: "cpp", Code: judge.Text(code), CompilerFlags: []string{"-std=" + standard}, Stdin: &nothing}
				shown := compile(t, submission, nil, "-H", "-fsyntax-only").outcome.Stderr.Data
				if taken := included.FindSubmatch(shown); taken == nil || !bytes.HasSuffix(taken[1], []byte("/"+header)) || string(taken[2]) != standard {
					t.Errorf("%s: <%s> is not taken precompiled:\n%s", standard, header, cutAt(string(shown), 500))
				}
			}
		}
	}
}

// What makes a header mean something else keeps GCC from taking a precompiled one.
func TestPrecompiledHeadersGiveWay(t *testing.T) {
	images(t)
	nothing := judge.Text("")
	const header = "#include <bits/stdc++.h>\nint main() {}\n"
	for _, test := range []struct {
		name, code string
		flags      []string
	}{
		{"library macro", "#define _GLIBCXX_DEBUG\n" + header, nil},
		{"keyword macro", "#define private public\n" + header, nil},
		{"NDEBUG", "#define NDEBUG\n" + header, nil},
		{"after a declaration", "int a;\n" + header, nil},
		{"target", "#pragma GCC target(\"avx2\")\n" + header, nil},
		{"library flag", header, []string{"-D_GLIBCXX_DEBUG"}},
		{"no optimisation", header, []string{"-O0"}},
		{"instructions", header, []string{"-mavx2"}},
		{"no exceptions", header, []string{"-fno-exceptions"}},
		{"fast-math", header, []string{"-ffast-math"}},
		{"threads", header, []string{"-pthread"}},
		{"other standard", header, []string{"-std=c++14"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			submission := judge.Submission{Language: "cpp", Code: judge.Text(test.code), CompilerFlags: test.flags, Stdin: &nothing}
			shown := compile(t, submission, nil, "-H", "-fsyntax-only").outcome.Stderr.Data
			if taken := included.FindSubmatch(shown); taken != nil {
				t.Errorf("the precompiled %s is taken", taken[1])
			}
		})
	}
}
