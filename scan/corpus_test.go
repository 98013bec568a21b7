package scan

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func sources(t testing.TB, dir string) map[string]map[string][]byte {
	t.Helper()
	out := map[string]map[string][]byte{}
	for _, language := range []string{"cpp", "java", "python"} {
		out[language] = map[string][]byte{}
		paths, err := filepath.Glob(filepath.Join("testdata", dir, language, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			out[language][path] = data
		}
	}
	return out
}

func TestOrdinaryProgramsAreNeverRefused(t *testing.T) {
	s := newScanner(t, Config{})
	total, reported := 0, 0
	for language, files := range sources(t, "ordinary") {
		if len(files) < 95 {
			t.Errorf("%s has %d ordinary programs, want at least 95", language, len(files))
		}
		for path, source := range files {
			total++
			got := s.Scan(language, source)
			if got.Action == "reject" {
				t.Errorf("%s is refused: %+v", path, got.Findings)
			}
			if got.Action == "report" {
				reported++
				t.Logf("%s: %s, %q", path, got.Findings[0].Rule, got.Findings[0].Text)
			}
		}
	}
	if total < 300 {
		t.Errorf("%d ordinary programs, want at least 300", total)
	}
	if reported*20 > total {
		t.Errorf("%d of %d ordinary programs are reported, want at most one in twenty", reported, total)
	}
	t.Logf("%d ordinary programs, none refused, %d reported", total, reported)
}

// A hostile source's first line says which rules must name it, "expect: rule
// rule", or why none does, "missed: reason".
func TestHostileSourcesAreNamed(t *testing.T) {
	s := newScanner(t, Config{})
	expected, missed := 0, 0
	for language, files := range sources(t, "hostile") {
		for path, source := range files {
			found := map[string]bool{}
			for _, f := range s.Scan(language, source).Findings {
				found[f.Rule] = true
			}
			first, _, _ := strings.Cut(string(source), "\n")
			_, rules, ok := strings.Cut(first, "expect: ")
			if !ok {
				checkMissed(t, path, first, found)
				missed++
				continue
			}
			expected++
			for rule := range strings.FieldsSeq(rules) {
				if !found[rule] {
					t.Errorf("%s: not named %s; found %v", path, rule, found)
				}
			}
		}
	}
	if expected < 60 {
		t.Errorf("%d hostile sources are to be named, want at least 60", expected)
	}
	t.Logf("%d of %d hostile sources are named: %.1f %%; %d are known to get past",
		expected, expected+missed, 100*float64(expected)/float64(max(expected+missed, 1)), missed)
}

func checkMissed(t *testing.T, path, first string, found map[string]bool) {
	t.Helper()
	if !strings.Contains(first, "missed: ") {
		t.Errorf("%s says neither what it expects nor why it is missed", path)
	}
	if len(found) > 0 {
		t.Errorf("%s is named by %v now: let it expect that", path, found)
	}
}
