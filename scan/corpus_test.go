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

// The rules that a hostile source must be named by stand in its first line:
// "expect: rule rule".
func TestHostileSourcesAreNamed(t *testing.T) {
	s := newScanner(t, Config{})
	total, named := 0, 0
	for language, files := range sources(t, "hostile") {
		for path, source := range files {
			first, _, _ := strings.Cut(string(source), "\n")
			_, rules, ok := strings.Cut(first, "expect:")
			if !ok || strings.TrimSpace(rules) == "" {
				t.Errorf("%s does not say what it expects", path)
				continue
			}
			found := map[string]bool{}
			for _, f := range s.Scan(language, source).Findings {
				found[f.Rule] = true
			}
			total++
			missing := ""
			for _, rule := range strings.Fields(strings.TrimSuffix(strings.TrimSpace(rules), "*/")) {
				if !found[rule] {
					missing += " " + rule
				}
			}
			if missing != "" {
				t.Errorf("%s: not named:%s; found %v", path, missing, found)
				continue
			}
			named++
		}
	}
	if total < 60 {
		t.Errorf("%d hostile sources, want at least 60", total)
	}
	t.Logf("%d of %d hostile sources named: %.1f %%", named, total, 100*float64(named)/float64(max(total, 1)))
}
