package harness

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"gavel/judge"
)

// rendered is the program of a function that the drivers' harder parts take part
// in.
func rendered(t *testing.T, language, code string) judge.Program {
	t.Helper()
	return render(t, newSet(t, Config{}), judge.Submission{
		Language: language, Code: judge.Text(code),
		Function: function(t, `{"name":"pick","params":[{"name":"head","type":"ListNode"},{"name":"pos","type":"integer"},
			{"name":"names","type":"list<string>"},{"name":"grid","type":"integer[][]"}],"return":{"type":"integer"},
			"output":{"paramindex":3,"size":"ret"}}`),
	})
}

// What is made for one signature, as it is compiled or read.
func TestRenderedDrivers(t *testing.T) {
	for language, name := range map[string]string{"python": "signature.json", "cpp": "main.cpp", "java": "GavelMain.java"} {
		program := rendered(t, language, "class Solution {};")
		if !program.Run.Results || program.Build == nil {
			t.Fatalf("%s: no channel for results, or no build", language)
		}
		found := false
		for _, file := range append(program.Files, program.Build.Files...) {
			if file.Path == name {
				found = true
				golden(t, "driver-"+language, strings.Split(string(file.Data), "\n"))
			}
		}
		if !found {
			t.Errorf("%s: no file %s", language, name)
		}
	}
}

// All lines keep their numbers, and what stands before them is on the first.
func TestThePreludeMovesNoLine(t *testing.T) {
	code := "\xef\xbb\xbfpackage a.b;\n\nclass Solution {\n}\n"
	for _, language := range []string{"python", "cpp", "java"} {
		source := rendered(t, language, code).Build.Files[0].Data
		if got, want := bytes.Count(source, []byte("\n")), strings.Count(code, "\n"); got != want {
			t.Errorf("%s: %d lines, want %d", language, got, want)
		}
		if language == "java" && (bytes.Contains(source, []byte("package")) || !bytes.HasPrefix(source, []byte("import java.util.*;"))) {
			t.Errorf("java: %q", source)
		}
	}
}

// A class of nodes of the person's own takes the place of ours.
func TestOwnNodesInCpp(t *testing.T) {
	for code, want := range map[string]int{
		"struct ListNode { int val; ListNode* next; };\nclass Solution {};": 1,
		"/* struct ListNode { int val; }; */\nclass Solution {};":           2, // ours, and the comment
		"class Solution {};": 1,
	} {
		for _, file := range rendered(t, "cpp", code).Build.Files {
			if file.Path == "main.cpp" {
				if got := bytes.Count(file.Data, []byte("struct ListNode {")); got != want {
					t.Errorf("%q: %d definitions, want %d", code, got, want)
				}
			}
		}
	}
}

func TestALanguageWithoutFunctions(t *testing.T) {
	set := newSet(t, Config{Dir: testLanguages})
	signature := function(t, `{"name":"f","params":[],"return":{"type":"integer"}}`)
	_, err := set.Admit(judge.Submission{Language: "awk", Function: signature})
	wantField(t, "admit", err, "/language", judge.ErrInvalid)
	submission, err := set.Admit(judge.Submission{Language: "awk"})
	if err != nil {
		t.Fatal(err)
	}
	submission.Function = signature
	_, err = set.Render(submission)
	wantField(t, "render", err, "/language", judge.ErrInvalid)
}

// TestWarmProcessesServeFunctions: the commands of a function begin as those of a
// program do wherever a language has warm processes.
func TestWarmProcessesServeFunctions(t *testing.T) {
	set := newSet(t, Config{})
	for _, id := range set.ids() {
		l := set.languages[id]
		if l.Function == nil {
			continue
		}
		program, cells := rendered(t, id, "class Solution {}"), set.Cells(id)
		if w := cells[judge.StageRun].Warm; w != nil && (program.Run.Warm == nil || !slices.Equal(program.Run.Boot, w.Argv)) {
			t.Errorf("%s: run %q is not served by %q", id, program.Run.Argv, w.Argv)
		}
		if w := cells[judge.StageBuild].Warm; w != nil && (program.Build.Command.Warm == nil || !slices.Equal(program.Build.Command.Boot, w.Argv)) {
			t.Errorf("%s: build %q is not served by %q", id, program.Build.Command.Argv, w.Argv)
		}
	}
}
