package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// arrows is the map of the house: which room may import which other room of
// gavel, and which modules. The standard library is open to all. A new arrow is
// a decision: draw it here, with its reason, or do without.
var arrows = map[string][]string{
	"judge": {}, // the vocabulary: the standard library and nothing else

	"api":     {"gavel/judge", "github.com/gorilla/mux", "github.com/go-json-experiment/json", "golang.org/x/net", "golang.org/x/sync"},
	"scan":    {"gavel/judge", "github.com/pelletier/go-toml/v2"},
	"store":   {"gavel/judge", "go.etcd.io/bbolt"},
	"harness": {"gavel/judge", "gavel/harness/internal", "github.com/pelletier/go-toml/v2"},
	"rootfs":  {"gavel/judge", "github.com/google/go-containerregistry", "github.com/pelletier/go-toml/v2", "golang.org/x/sys"},
	"seccomp": {"gavel/judge", "github.com/opencontainers/runtime-spec", "github.com/pelletier/go-toml/v2",
		"github.com/seccomp/libseccomp-golang", "golang.org/x/sys"},
	"apparmor": {"gavel/judge"},
	"runtime": {"gavel/judge", "gavel/runtime/control", "gavel/runtime/runc", "github.com/opencontainers/runtime-spec",
		"github.com/opencontainers/cgroups", "github.com/moby/sys/mountinfo",
		"github.com/containerd", "github.com/opencontainers/image-spec", "github.com/opencontainers/go-digest", "golang.org/x/sys"},
	"runtime/control": {"golang.org/x/sys"}, // what a cell's first process and its worker say to each other
	// what the in-process driver and the shim have in common
	"runtime/runc": {"github.com/opencontainers/runc", "github.com/opencontainers/cgroups", "github.com/opencontainers/runtime-spec",
		"github.com/moby/sys/capability", "golang.org/x/sys"},

	// containerd's runtime: its shim library, and what its interface is made of
	"runtime/shim": {"gavel/runtime/runc", "github.com/containerd", "github.com/opencontainers/runtime-spec", "golang.org/x/sys"},

	"cmd/containerd-shim-gavel-v1": {"gavel/runtime/shim"},
	"cmd/gavel-init":               {"gavel/runtime/control", "golang.org/x/sys"},
	"cmd/gavel": {"gavel/judge", "gavel/api", "gavel/scan", "gavel/store", "gavel/harness", "gavel/rootfs", "gavel/seccomp",
		"gavel/apparmor", "gavel/runtime", "github.com/spf13", "github.com/pelletier/go-toml/v2",
		"github.com/jedib0t/go-pretty/v6", "golang.org/x/sync", "golang.org/x/sys"},
	// a client of the program as it is served; judge for the JSON of requests and reports, containerd as a baseline
	"cmd/gavel/bench": {"gavel/judge", "github.com/containerd", "github.com/opencontainers/runtime-spec",
		"github.com/jedib0t/go-pretty/v6", "gonum.org/v1/plot", "golang.org/x/sys"},
}

// forTests are modules that any test may use.
var forTests = []string{"github.com/google/go-cmp", "github.com/google/go-containerregistry", "pgregory.net/rapid",
	"github.com/rogpeppe/go-internal", "golang.org/x/sys", "golang.org/x/sync"}

// homes are the technologies whose types stay in one room or file; the bench has
// a file of its own for what gavel is compared with.
var homes = map[string][]string{
	"github.com/containerd/containerd": {"cmd/gavel/bench/container.go", "runtime/containerd.go", "runtime/containerd_own.go",
		"runtime/gvisor.go", "runtime/shim"},
	"github.com/opencontainers/runc":       {"runtime/runc"},
	"github.com/seccomp/libseccomp-golang": {"seccomp/filter.go"},
}

// source is one file of the house and what it imports.
type source struct {
	room, path string
	imports    []string
}

func (s source) test() bool { return strings.HasSuffix(s.path, "_test.go") }

// house reads the imports of every Go file below the module's root.
func house(t *testing.T) (sources []source) {
	t.Helper()
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		name := entry.Name()
		if err == nil && entry.IsDir() && path != root && (strings.HasPrefix(name, ".") || name == "testdata" || name == "bin") {
			return filepath.SkipDir
		}
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, path)
		s := source{room: filepath.Dir(relative), path: relative}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			s.imports = append(s.imports, imported)
		}
		sources = append(sources, s)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sources
}

// under tells whether an import lies at or below one of these.
func under(imported string, prefixes ...string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool {
		return imported == p || strings.HasPrefix(imported, p+"/")
	})
}

func standard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return !strings.Contains(first, ".") && first != "gavel"
}

// roomOf finds the room on the map that a folder belongs to: itself, or the room
// whose inner folder it is.
func roomOf(folder string) (string, bool) {
	for room := folder; room != "."; room = filepath.Dir(room) {
		if _, there := arrows[room]; there {
			return room, true
		}
	}
	return "", false
}

func TestNoNewArrow(t *testing.T) {
	for _, s := range house(t) {
		room, there := roomOf(s.room)
		if !there {
			t.Errorf("%s is in a room that is not on the map", s.path)
			continue
		}
		allowed := append(slices.Clone(arrows[room]), "gavel/"+room)
		if s.test() {
			allowed = append(allowed, forTests...)
		}
		for _, imported := range s.imports {
			if !standard(imported) && !under(imported, allowed...) {
				t.Errorf("%s imports %s: no arrow on the map leads from %s there", s.path, imported, room)
			}
		}
	}
}

// TestNoStaleArrow keeps the map from promising less than the house holds.
func TestNoStaleArrow(t *testing.T) {
	used := map[string]bool{}
	for _, s := range house(t) {
		room, _ := roomOf(s.room)
		for _, arrow := range arrows[room] {
			if !s.test() && slices.ContainsFunc(s.imports, func(i string) bool { return under(i, arrow) }) {
				used[room+" → "+arrow] = true
			}
		}
	}
	for room, list := range arrows {
		for _, arrow := range list {
			if !used[room+" → "+arrow] {
				t.Errorf("the map has an arrow that nothing draws: %s → %s", room, arrow)
			}
		}
	}
}

func TestATechnologyStaysAtHome(t *testing.T) {
	lived := map[string]bool{}
	for _, s := range house(t) {
		if s.test() {
			continue
		}
		for technology, home := range homes {
			if !slices.ContainsFunc(s.imports, func(i string) bool { return under(i, technology) }) {
				continue
			}
			at := slices.IndexFunc(home, func(h string) bool { return under(s.path, h) })
			if at < 0 {
				t.Errorf("%s imports %s, whose home is %v", s.path, technology, home)
				continue
			}
			lived[home[at]] = true
		}
	}
	for technology, home := range homes {
		for _, h := range home {
			if !lived[h] {
				t.Errorf("%s is not at home in %s", technology, h)
			}
		}
	}
}

// TestEveryRoomSaysWhatItOwns wants a doc.go with a package comment.
func TestEveryRoomSaysWhatItOwns(t *testing.T) {
	for room := range arrows {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join("..", "..", room, "doc.go"), nil, parser.ParseComments)
		if err != nil {
			t.Errorf("%s: %v", room, err)
			continue
		}
		if len(file.Doc.Text()) < 200 {
			t.Errorf("%s/doc.go does not say what the room owns and does not own", room)
		}
	}
}

// TestNoShell is invariant 12 as far as it can be read off the source: no room
// names a shell to execute.
func TestNoShell(t *testing.T) {
	shell := regexp.MustCompile(`"(?:/usr)?(?:/bin/)?(?:sh|bash|dash|busybox)"`)
	for _, s := range house(t) {
		if s.test() || !slices.Contains(s.imports, "os/exec") {
			continue
		}
		data, err := os.ReadFile(filepath.Join("..", "..", s.path))
		if err != nil {
			t.Fatal(err)
		}
		if found := shell.Find(data); found != nil {
			t.Errorf("%s executes programs and names %s", s.path, found)
		}
	}
}

// TestInvariantsHaveTests wants a test named after each of judge's invariants.
func TestInvariantsHaveTests(t *testing.T) {
	wanted := []string{"ExactlyOneEnd", "NoAnswersInside", "VerdictsAreValues", "TheFirstReasonStands", "NothingOutlivesItsCell",
		"SameInputsSameSpecBytes", "FailClosed", "StateAndQueueMoveTogether", "SwapNeverExtendsMemory", "ACellIsClaimedOnce",
		"TestsDoNotLeakIntoEachOther", "NoShell"}
	var all strings.Builder
	for _, s := range house(t) {
		if s.test() {
			data, err := os.ReadFile(filepath.Join("..", "..", s.path))
			if err != nil {
				t.Fatal(err)
			}
			all.Write(data)
		}
	}
	for n, name := range wanted {
		if !strings.Contains(all.String(), "func TestInvariant"+name) && !strings.Contains(all.String(), "func Test"+name) {
			t.Errorf("invariant %d has no test func Test%s", n+1, name)
		}
	}
}
