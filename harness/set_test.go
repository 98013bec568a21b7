package harness

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gavel/judge"
)

// folder writes a language of its own and returns Config.Dir.
func folder(t *testing.T, id string, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, id), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, id, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func shippedDefinition(t *testing.T, id string) string {
	t.Helper()
	data, err := shipped.ReadFile("languages/" + id + "/" + definitionFile)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestAFolderReplacesAShippedLanguage(t *testing.T) {
	text := strings.Replace(shippedDefinition(t, "cpp"), `"-O2"`, `"-O1"`, 1)
	text = regexp.MustCompile(`(?s)\[function\].*?\n\n\[`).ReplaceAllString(text, "[") // whose files are not there
	set := newSet(t, Config{Dir: folder(t, "cpp", map[string]string{definitionFile: text, "run.image.toml": "x"})})
	argv := render(t, set, judge.Submission{Language: "cpp"}).Build.Command.Argv
	if argv[1] != "-O1" || len(set.Languages()) != 3 {
		t.Errorf("compiles with %v, of %d languages", argv, len(set.Languages()))
	}
	if recipes := set.Recipes("cpp"); len(recipes) != 1 || string(recipes[judge.StageRun]) != "x" {
		t.Errorf("the recipes are %q, want those of the folder alone", recipes)
	}
}

func TestShippedLanguagesAreComplete(t *testing.T) {
	set := newSet(t, Config{})
	for _, language := range set.Languages() {
		if len(set.Recipes(language.ID)[judge.StageRun]) == 0 {
			t.Errorf("%s has no recipe for its run image", language.ID)
		}
		if data, err := fs.ReadFile(set.Folder(language.ID), definitionFile); err != nil || string(data) != shippedDefinition(t, language.ID) {
			t.Errorf("%s: its folder is another: %v", language.ID, err)
		}
		canary, ok := set.Canary(language.ID)
		if !ok || canary.Tests[0].Expected == nil {
			t.Fatalf("%s has no canary with an answer", language.ID)
		}
		render(t, set, canary)
	}
}

func TestUnknownLanguagesHaveNothing(t *testing.T) {
	set := newSet(t, Config{Dir: testLanguages})
	if _, ok := set.Canary("awk"); ok {
		t.Error("a language without a canary has one")
	}
	if _, ok := set.Canary("cobol"); ok || set.Cells("cobol") != nil || set.Recipes("cobol") != nil || set.Folder("cobol") != nil {
		t.Error("an unknown language has a canary, cells, recipes or a folder")
	}
}

func TestDirIsReadAsItIs(t *testing.T) {
	dir := folder(t, ".git", nil)
	if err := os.WriteFile(filepath.Join(dir, "README"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if set := newSet(t, Config{Dir: dir}); len(set.Languages()) != 3 {
		t.Errorf("got %d languages", len(set.Languages()))
	}
	for name, dir := range map[string]string{
		"no such folder":              filepath.Join(dir, "none"),
		"d/language.toml: open":       folder(t, "d", nil),
		"check.py: no such file":      folder(t, "python", map[string]string{definitionFile: shippedDefinition(t, "python")}),
		"the folder's name: \"C++\" ": folder(t, "C++", map[string]string{definitionFile: shippedDefinition(t, "cpp")}),
	} {
		if _, err := New(Config{Dir: dir}); err == nil || name != "no such folder" && !strings.Contains(err.Error(), strings.TrimSpace(name)) {
			t.Errorf("%s: got error %v", name, err)
		}
	}
}

// Every message names the file and the key; all faults are told at once.
func TestDefinitionFaults(t *testing.T) {
	for _, test := range []struct{ name, old, new, want string }{
		{"unknown key", "[source]", "[source]\nfiles = 3", "unknown key source.files (line "},
		{"unknown table", "[limits]", "[limit]", "unknown key limit"},
		{"no TOML", "[source]", "[source", "line 4 column "},
		{"wrong type", `executable = true`, `executable = "yes"`, "executable"},
		{"no name", `name    = "C++ (GCC)"`, "", "name: is missing"},
		{"no version", `version = "14"`, "", "version: is missing"},
		{"source elsewhere", `"main.cpp"`, `"../main.cpp"`, `source.file: "../main.cpp"`},
		{"unknown naming", `file = "main.cpp"`, "file = \"main.cpp\"\nnamed_after = \"moon\"", `source.named_after: "moon"`},
		{"unknown entry", `argv = ["/box/main"]`, "argv = [\"/box/main\"]\nentry = \"exe\"", `run.entry: "exe"`},
		{"entry unused", `argv = ["/box/main"]`, "argv = [\"/box/main\"]\nentry = \"class-with-main\"", "run.argv: has no {{entry}}"},
		{"no argv", `argv = ["/box/main"]`, "argv = []", "run.argv: is missing"},
		{"relative argv", `argv = ["/box/main"]`, `argv = ["main"]`, `run.argv: "main"`},
		{"unknown placeholder", `argv = ["/box/main"]`, `argv = ["/box/main", "{{stdin}}"]`, "run.argv[1]: {{stdin}} is not known here"},
		{"placeholder of another stage", `argv = ["/box/main"]`, `argv = ["/box/main", "{{flags}}"]`, "run.argv[1]: {{flags}}"},
		{"flags in an element", `"{{flags}}"`, `"-x{{flags}}"`, "build.argv[8]: {{flags}} stands for a list"},
		{"flags unused", `"{{flags}}", `, "", "build.argv: has no {{flags}}"},
		{"environment", `"HOME=/tmp"`, `"HOME"`, `build.env[1]: "HOME"`},
		{"placeholder in the environment", `"HOME=/tmp"`, `"HOME={{source}}"`, "build.env[1]: {{source}}"},
		{"bad flag pattern", `'-g[0-3]?|-s'`, `'-g['`, "build.flags[2]: error parsing regexp"},
		{"artefact elsewhere", `artefacts  = "main"`, `artefacts  = "/etc/passwd"`, "build.artefacts: \"/etc/passwd\""},
		{"no time to build", "cpu_ms       = 15_000", "cpu_ms = 0", "build.limits.cpu_ms: 0 is not between 1 and 86400000"},
		{"no size", "box_files = 64", "", "build.cell.box_files: 0"},
		{"factor", "[limits]", "[limits]\ncpu_factor = nan", "limits.cpu_factor: NaN is not between 0.1 and 100"},
		{"processes", "processes = 16", "processes = -1", "limits.processes: -1"},
		{"pattern without a group", "(terminate)", "terminate", "uncaught[1].pattern: has 0 groups"},
		{"signal", `signal  = "SIGABRT"`, `signal = "6"`, `uncaught[0].signal: "6"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			good := shippedDefinition(t, "cpp")
			if !strings.Contains(good, test.old) {
				t.Fatalf("cpp's definition has no %q", test.old)
			}
			dir := folder(t, "bad", map[string]string{definitionFile: strings.Replace(good, test.old, test.new, 1)})
			_, err := New(Config{Dir: dir})
			if err == nil || !strings.Contains(err.Error(), filepath.Join(dir, "bad", definitionFile)+": ") || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v, want one that names the file and says %q", err, test.want)
			}
		})
	}
}

func TestConfigFaults(t *testing.T) {
	for _, test := range []struct {
		config Config
		want   string
	}{
		{Config{Defaults: judge.Limits{CPUMillis: 5000}, Maxima: judge.Limits{CPUMillis: 3000}}, "Config.Defaults.CPUMillis: 5000 is above the maximum, 3000"},
		{Config{Defaults: judge.Limits{MemoryBytes: 5}}, "Config.Defaults.MemoryBytes: 5 is below 4194304"},
		{Config{Defaults: judge.Limits{Processes: -1}}, "Config.Defaults.Processes: -1"},
		{Config{Maxima: judge.Limits{OutputBytes: -1}}, "Config.Maxima.OutputBytes: -1 is not between"},
		{Config{Maxima: judge.Limits{WallMillis: 1 << 60}}, "Config.Maxima.WallMillis: 1152921504606846976 is not between"},
		{Config{Versions: map[string]string{"cobol": "1"}}, `Config.Versions: "cobol"`},
		{Config{Images: map[string]judge.Images{"cobol": {}}}, `Config.Images: "cobol"`},
	} {
		if _, err := New(test.config); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("got error %v, want one that says %q", err, test.want)
		}
	}
}
