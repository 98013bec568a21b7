package scan

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gavel/judge"
)

func newScanner(t testing.TB, config Config) *Scanner {
	t.Helper()
	s, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func named(s judge.Scan, rule string) bool {
	return slices.ContainsFunc(s.Findings, func(f judge.Finding) bool { return f.Rule == rule })
}

func TestRuleExamples(t *testing.T) {
	s := newScanner(t, Config{})
	for language, rules := range s.Rules() {
		for _, r := range rules {
			if len(r.Match) == 0 || len(r.Clean) == 0 {
				t.Errorf("%s %s: it has no examples", language, r.ID)
			}
			for _, source := range r.Match {
				got := s.Scan(language, []byte(source))
				if !named(got, r.ID) {
					t.Errorf("%s: %s does not name it; found %v", language, r.ID, got.Findings)
				}
				if want := map[string]string{Reject: "reject", Report: "report"}[r.Severity]; want == "reject" && got.Action != want {
					t.Errorf("%s: action is %s, want %s, for\n%s", r.ID, got.Action, want, source)
				}
			}
			for _, source := range r.Clean {
				if got := s.Scan(language, []byte(source)); got.Action == "reject" || named(got, r.ID) {
					t.Errorf("%s: action is %s with %v for\n%s", r.ID, got.Action, got.Findings, source)
				}
			}
		}
	}
}

const refused = "import ctypes\nimport os\nos.system('ls')\n"

func TestPolicies(t *testing.T) {
	for policy, want := range map[Policy]string{"": "reject", PolicyEnforce: "reject", PolicyReport: "report", PolicyOff: "allow"} {
		got := newScanner(t, Config{Policy: policy}).Scan("python", []byte(refused))
		if got.Action != want || got.Findings == nil || (len(got.Findings) == 0) != (policy == PolicyOff) {
			t.Errorf("policy %q: %+v, want action %s", policy, got, want)
		}
	}
	if got := newScanner(t, Config{}).Scan("python", []byte("print(1)")); got.Action != "allow" || got.Findings == nil {
		t.Errorf("clean source: %+v", got)
	}
	if got := newScanner(t, Config{}).Scan("cobol", []byte(refused)); got.Action != "allow" || got.Findings == nil {
		t.Errorf("unknown language: %+v", got)
	}
}

func TestFindingThatRefusesComesFirst(t *testing.T) {
	got := newScanner(t, Config{}).Scan("python", []byte("import os\nos.system('ls')\nimport ctypes\n"))
	if len(got.Findings) != 2 || got.Findings[0].Rule != "python-ctypes" || got.Findings[1].Rule != "python-shell" {
		t.Errorf("got %+v", got.Findings)
	}
}

func writeRules(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "own.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const ownRule = `
[[rule]]
id = "own-turtle"
severity = "reject"
reason = "There is no screen."
imports = ["turtle"]
`

func TestOwnRules(t *testing.T) {
	cases := map[string]struct {
		head               string
		ctypes, turtle, os bool
	}{
		"extend":  {"", true, true, true},
		"replace": {`mode = "replace"`, false, true, false},
		"disable": {`disable = ["python-ctypes"]`, false, true, true},
	}
	for name, c := range cases {
		path := writeRules(t, "languages = [\"python\"]\nsyntax = \"python\"\n"+c.head+ownRule)
		for _, path := range []string{path, filepath.Dir(path)} {
			s := newScanner(t, Config{Rules: path})
			got := s.Scan("python", []byte(refused+"import turtle\n"))
			if named(got, "python-ctypes") != c.ctypes || named(got, "own-turtle") != c.turtle || named(got, "python-shell") != c.os {
				t.Errorf("%s: %+v", name, got.Findings)
			}
			if got := s.Scan("cpp", []byte("#include <dlfcn.h>")); got.Action != "reject" {
				t.Errorf("%s: other languages changed: %+v", name, got)
			}
		}
	}
}

func TestOwnRuleTakesTheBuiltInsPlace(t *testing.T) {
	path := writeRules(t, `
languages = ["python"]
syntax = "python"
[[rule]]
id = "python-ctypes"
severity = "report"
reason = "Allowed here."
imports = ["ctypes"]
`)
	got := newScanner(t, Config{Rules: path}).Scan("python", []byte("import ctypes"))
	if got.Action != "report" || len(got.Findings) != 1 || got.Findings[0].Reason != "Allowed here." {
		t.Errorf("got %+v", got)
	}
}

func TestRulesForAFourthLanguage(t *testing.T) {
	path := writeRules(t, "languages = [\"pypy\"]\nsyntax = \"python\""+ownRule)
	if got := newScanner(t, Config{Rules: path}).Scan("pypy", []byte("import turtle")); got.Action != "reject" {
		t.Errorf("got %+v", got)
	}
}

func TestNewRefuses(t *testing.T) {
	head := "languages = [\"python\"]\nsyntax = \"python\"\n"
	rule := func(s string) string { return head + "[[rule]]\n" + s }
	cases := map[string]string{
		head + "sintax = 1":    "sintax",
		"syntax = \"python\"":  "languages is empty",
		`languages = ["x"]`:    `syntax is ""`,
		head + `mode = "over"`: `mode is "over"`,
		rule(`id = "A b"`):     `id is "A b"`,
		rule("id = \"scan-incomplete\"\nseverity=\"report\"\nreason=\"r\"\nnames=[\"x\"]"):          "taken",
		rule("id = \"a\"\nseverity=\"deny\""):                                                       `severity is "deny"`,
		rule("id = \"a\"\nseverity=\"report\""):                                                     "reason is empty",
		rule("id = \"a\"\nseverity=\"report\"\nreason=\"r\""):                                       "none of",
		rule("id = \"a\"\nseverity=\"report\"\nreason=\"r\"\ntokens=[\" \"]"):                       "empty sequence",
		rule("id = \"a\"\nseverity=\"report\"\nreason=\"r\"\ncalls=[{name=\"\"}]"):                  "empty name",
		rule("id = \"a\"\nseverity=\"report\"\nreason=\"r\"\ncalls=[{name=\"f\", argument=\"(\"}]"): "argument",
	}
	for text, want := range cases {
		if _, err := New(Config{Rules: writeRules(t, text)}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error is %v, want it to name %q, for\n%s", err, want, text)
		}
	}
	if _, err := New(Config{Policy: "maybe"}); err == nil || !strings.Contains(err.Error(), `"maybe"`) {
		t.Errorf("policy: %v", err)
	}
	if _, err := New(Config{Rules: "/nowhere/rules.toml"}); err == nil {
		t.Error("a missing file is taken")
	}
}

func TestRulesNameEveryLanguage(t *testing.T) {
	got := fmt.Sprint(slices.Sorted(maps.Keys(newScanner(t, Config{}).Rules())))
	if got != "[c cpp java python]" {
		t.Errorf("languages are %s", got)
	}
}
