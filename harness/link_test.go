package harness

import (
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"gavel/judge"
)

func class(t *testing.T, path, name string) judge.File {
	t.Helper()
	data, err := os.ReadFile("internal/java/testdata/classes/" + name + ".class")
	if err != nil {
		t.Fatal(err)
	}
	return judge.File{Path: path, Mode: 0o644, Data: data}
}

func TestLinkFindsTheMainClass(t *testing.T) {
	set := newSet(t, Config{})
	program := render(t, set, judge.Submission{Language: "java", Code: judge.Text("class Inst {} class Base {}")})
	linked, err := set.Link(program, []judge.File{class(t, "out/Inst.class", "Inst"), class(t, "out/Base.class", "Base")})
	if err != nil {
		t.Fatal(err)
	}
	if argv := linked.Run.Argv; argv[len(argv)-1] != "Base" {
		t.Errorf("runs %q, want Base", argv[len(argv)-1])
	}
	if !slices.Contains(program.Run.Argv, placeholderEntry) {
		t.Error("Link changed the program that it was given")
	}
	if len(linked.Files) != 2 || linked.Files[0].Path != "out/Inst.class" || linked.Files[0].Mode != modeRead {
		t.Errorf("the files are %+v", linked.Files)
	}
}

func TestLinkTakesArtefacts(t *testing.T) {
	set := newSet(t, Config{Dir: testLanguages})
	for _, test := range []struct {
		language, path string
		mode           uint32
	}{{"cpp", "main", modeExecute}, {"python", "main.py", modeRead}, {"awk", "main.awk", modeRead}} {
		program := render(t, set, judge.Submission{Language: test.language, Code: judge.Text("x")})
		linked, err := set.Link(program, []judge.File{{Path: test.path, Mode: 0o755, Data: []byte("x")}})
		if err != nil {
			t.Fatal(err)
		}
		if len(linked.Files) != 1 || linked.Files[0].Path != test.path || linked.Files[0].Mode != test.mode {
			t.Errorf("%s: the files are %+v, want %s with mode %o", test.language, linked.Files, test.path, test.mode)
		}
	}
}

func TestLinkSaysThatThereIsNothingToRun(t *testing.T) {
	set := newSet(t, Config{})
	for _, test := range []struct {
		language  string
		artefacts []judge.File
		want      string
	}{
		{"cpp", nil, "no program"},
		{"java", nil, "Main.java declares no class"},
		{"java", []judge.File{class(t, "out/Returns.class", "Returns")}, "no class in Main.java has a main method"},
	} {
		program := render(t, set, judge.Submission{Language: test.language, Code: judge.Text(";")})
		_, err := set.Link(program, test.artefacts)
		nothing, ok := errors.AsType[*judge.NothingToRun](err)
		if !ok || !strings.Contains(nothing.Message, test.want) {
			t.Errorf("%s: got error %v, want one that says %q", test.language, err, test.want)
		}
	}
}

func TestLinkFailuresOfOurs(t *testing.T) {
	set := newSet(t, Config{})
	program := render(t, set, judge.Submission{Language: "java", Code: judge.Text(";")})
	_, err := set.Link(program, []judge.File{{Path: "out/A.class", Data: []byte("no class")}})
	if err == nil || !strings.Contains(err.Error(), "out/A.class") {
		t.Errorf("got error %v of a damaged class file", err)
	}
	if _, err := set.Link(judge.Program{Language: "cobol"}, nil); err == nil {
		t.Error("a program of an unknown language was linked")
	}
}
