package rootfs

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

func TestParseRecipe(t *testing.T) {
	full := `
name = "x-run"
language = "x"
stage = "run"
suite = "trixie"
packages = ["libc6", "g++-14", "hello=2.10-5"]
keep = ["/usr/bin/*"]
drop = ["/usr/share"]
file = [{path = "/etc/a", content = "1", mode = 0o444}]
link = [{path = "/usr/bin/y", target = "../lib/y"}]
command = [{argv = ["/usr/bin/true"], env = ["A=b"], stdin = "in"}]
check = [{argv = ["/usr/bin/true"]}]
version = {argv = ["/usr/bin/x", "-V"], pattern = 'x (\S+)'}
`
	r, err := ParseRecipe([]byte(full))
	if err != nil {
		t.Fatal(err)
	}
	if r.Name != "x-run" || r.Packages[2] != "hello=2.10-5" || r.Files[0].Mode != 0o444 || r.Commands[0].Stdin != "in" || r.Version.Argv[1] != "-V" {
		t.Errorf("got %+v", r)
	}
}

func TestParseRecipeRefuses(t *testing.T) {
	for name, c := range map[string]struct{ recipe, want string }{
		"no name":              {`stage = "run"`, "name"},
		"name with a slash":    {`name = "../x"`, "name"},
		"unknown key":          {"name = \"x\"\npackage = []", `unknown key "package"`},
		"unknown key inside":   {"name = \"x\"\n[[command]]\nargs = []", `unknown key "command.args"`},
		"no TOML":              {`name = `, "parse recipe"},
		"stage":                {"name = \"x\"\nstage = \"test\"", "stage"},
		"packages, no suite":   {"name = \"x\"\npackages = [\"libc6\"]", "suite"},
		"option as a package":  {"name = \"x\"\nsuite = \"trixie\"\npackages = [\"--foo\"]", "packages"},
		"two in one package":   {"name = \"x\"\nsuite = \"trixie\"\npackages = [\"a1,b1\"]", "packages"},
		"relative pattern":     {"name = \"x\"\nkeep = [\"usr\"]", `"usr"`},
		"climbing pattern":     {"name = \"x\"\ndrop = [\"/usr/../..\"]", "clean"},
		"bad pattern":          {"name = \"x\"\ndrop = [\"/usr/[\"]", "syntax error"},
		"relative file":        {"name = \"x\"\nfile = [{path = \"a\"}]", "file"},
		"file with both":       {"name = \"x\"\nfile = [{path = \"/a\", content = \"1\", source = \"b\"}]", "want one"},
		"source that climbs":   {"name = \"x\"\nfile = [{path = \"/a\", source = \"../b\"}]", "source"},
		"setuid file":          {"name = \"x\"\nfile = [{path = \"/a\", mode = 0o4755}]", "mode"},
		"link that climbs":     {"name = \"x\"\nlink = [{path = \"/a/b\", target = \"../../c\"}]", "climbs"},
		"command from PATH":    {"name = \"x\"\ncommand = [{argv = [\"true\"]}]", "absolute"},
		"empty check":          {"name = \"x\"\ncheck = [{argv = []}]", "absolute"},
		"environment":          {"name = \"x\"\ncommand = [{argv = [\"/t\"], env = [\"A\"]}]", "KEY=value"},
		"version of nothing":   {"name = \"x\"\nversion = {pattern = \"(a)\"}", "version"},
		"version not captured": {"name = \"x\"\nversion = {argv = [\"/t\"], pattern = \"a\"}", "no group"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := ParseRecipe([]byte(c.recipe)); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got error %v, want one with %q", err, c.want)
			}
		})
	}
}

// The recipes that are shipped parse, and their sources are there.
func TestShippedRecipes(t *testing.T) {
	files, err := filepath.Glob("../harness/languages/*/*.image.toml")
	if err != nil || len(files) < 5 {
		t.Fatalf("found %d recipes (%v), want at least 5", len(files), err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r, err := ParseRecipe(data)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		if _, err := r.id(sources(filepath.Dir(file)), nil); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		if want := r.Language + "-" + r.Stage; r.Name != want || filepath.Base(file) != r.Stage+".image.toml" {
			t.Errorf("%s: name %s, want %s", file, r.Name, want)
		}
	}
}

// sources is a language's folder, where warm/ is what all languages share.
type sources string

func (dir sources) Open(name string) (fs.File, error) {
	if strings.HasPrefix(name, "warm/") {
		return os.DirFS("../harness").Open(name)
	}
	return os.DirFS(string(dir)).Open(name)
}

func TestRecipeIDNamesAllInputs(t *testing.T) {
	base := Recipe{Name: "x", Files: []File{{Path: "/a", Source: "s"}}}
	id := func(r Recipe, content string, sources ...string) string {
		got, err := r.id(fstest.MapFS{"s": {Data: []byte(content)}}, sources)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	first := id(base, "1")
	if again := id(base, "1"); again != first {
		t.Errorf("the same recipe has ids %s and %s", first, again)
	}
	if id(base, "2") == first {
		t.Error("a change of a source does not show")
	}
	if id(base, "1", "deb http://mirror x main") == first {
		t.Error("a change of the package sources does not show")
	}
	other := base
	other.Drop = []string{"/b"}
	if id(other, "1") == first {
		t.Error("a change of the recipe does not show")
	}
	if _, err := base.id(nil, nil); err == nil {
		t.Error("a missing source is no error")
	}
}

func FuzzParseRecipe(f *testing.F) {
	f.Add([]byte("name = \"x\"\nsuite = \"trixie\"\npackages = [\"libc6\"]\nkeep = [\"/a\"]"))
	f.Add([]byte("name = \"x\"\n[[file]]\npath = \"/a\"\nmode = 0o444"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := ParseRecipe(data)
		if err != nil {
			return
		}
		for _, p := range append(append([]string(nil), r.Keep...), r.Drop...) {
			if !strings.HasPrefix(p, "/") || strings.Contains(p+"/", "/../") {
				t.Errorf("accepted pattern %q", p)
			}
		}
		for _, p := range r.Packages {
			if strings.HasPrefix(p, "-") || strings.ContainsAny(p, ", \n") {
				t.Errorf("accepted package %q", p)
			}
		}
	})
}
