package scan

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

//go:embed rules/*.toml
var embedded embed.FS

// The severities of a rule.
const (
	Reject = "reject" // under policy enforce the source is not run
	Report = "report" // the finding is only shown
)

// Rule is one rule, as it stands in a rules file.
type Rule struct {
	ID       string   `toml:"id"`       // lower-case words and dashes; the verdict's reason is "scan:<id>"
	Severity string   `toml:"severity"` // reject or report
	Reason   string   `toml:"reason"`   // one sentence for the author: why, and what to use instead
	Imports  []string `toml:"imports"`  // headers, modules or packages, with all below them; * stands for any characters
	Names    []string `toml:"names"`    // dotted names after imports and aliases are resolved, with all below them
	Tokens   []string `toml:"tokens"`   // token sequences; in an element | separates choices, * at an end stands for any characters
	Calls    []Call   `toml:"calls"`
	Match    []string `toml:"match"` // sources that the rule must name
	Clean    []string `toml:"clean"` // sources that it must not name
}

// Call is a name, followed by parentheses.
type Call struct {
	Name     string `toml:"name"`     // as an element of Tokens, without *
	Argument string `toml:"argument"` // expression that the strings in the parentheses, a line each, must match; "" is any
	Member   bool   `toml:"member"`   // also after . and ->
}

// file is a rules file.
type file struct {
	Languages []string `toml:"languages"` // ids of the languages that the rules are for
	Syntax    string   `toml:"syntax"`    // cpp, java or python
	Mode      string   `toml:"mode"`      // in a file of one's own: extend (the default) or replace the built-in rules
	Disable   []string `toml:"disable"`   // ids of built-in rules to leave out
	Rules     []Rule   `toml:"rule"`
}

// ruleset is the rules of one syntax, ready to match.
type ruleset struct {
	rules       []Rule
	syntax      string
	separator   string // between the parts of an import's name
	imports     table
	importGlobs []importGlob
	names       table
	leading     map[string]bool       // names that some entry of names is below
	simple      map[string]bool       // last parts of names and of leading
	sequences   map[string][]sequence // by the first element's text
	anyFirst    []sequence            // those whose first element is a pattern
	calls       map[string][]call
}

type importGlob struct {
	rule *Rule
	glob glob
}

type sequence struct {
	rule     *Rule
	elements []element
}

type call struct {
	rule     *Rule
	argument *regexp.Regexp
	member   bool
}

// load returns the rule sets by language: the built-in ones, and over them those
// of the file or directory at path, if it is not "".
func load(path string) (map[string]*ruleset, error) {
	files, err := parseAll(embedded, "rules")
	if err != nil {
		return nil, err
	}
	own, err := ownFiles(path)
	if err != nil {
		return nil, err
	}
	byLanguage := map[string]*file{}
	for _, f := range files {
		for _, language := range f.Languages {
			byLanguage[language] = &f
		}
	}
	for _, f := range own {
		for _, language := range f.Languages {
			merged := merged(byLanguage[language], f)
			byLanguage[language] = &merged
		}
	}
	sets := map[string]*ruleset{}
	for language, f := range byLanguage {
		if sets[language], err = compile(f); err != nil {
			return nil, fmt.Errorf("rules of %s: %w", language, err)
		}
	}
	return sets, nil
}

func ownFiles(path string) ([]file, error) {
	if path == "" {
		return nil, nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("scan rules: %w", err)
	}
	if info.IsDir() {
		return parseAll(os.DirFS(path), ".")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("scan rules: %w", err)
	}
	f, err := parse(path, data)
	return []file{f}, err
}

func parseAll(fsys fs.FS, dir string) ([]file, error) {
	pattern := "*.toml"
	if dir != "." {
		pattern = dir + "/*.toml"
	}
	names, err := fs.Glob(fsys, pattern)
	if err != nil {
		return nil, fmt.Errorf("scan rules: %w", err)
	}
	var files []file
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("scan rules: %w", err)
		}
		f, err := parse(name, data)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

func parse(name string, data []byte) (file, error) {
	var f file
	dec := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields()
	if err := dec.Decode(&f); err != nil {
		detail := err.Error()
		if strict, ok := err.(*toml.StrictMissingError); ok {
			detail = strict.String()
		}
		return f, fmt.Errorf("scan rules %s: %s", name, detail)
	}
	if err := f.check(); err != nil {
		return f, fmt.Errorf("scan rules %s: %w", name, err)
	}
	return f, nil
}

var idForm = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

func (f *file) check() error {
	if len(f.Languages) == 0 {
		return fmt.Errorf("languages is empty, want at least one language id")
	}
	if _, ok := readers[f.Syntax]; !ok {
		return fmt.Errorf("syntax is %q, want cpp, java or python", f.Syntax)
	}
	if f.Mode != "" && f.Mode != "extend" && f.Mode != "replace" {
		return fmt.Errorf("mode is %q, want extend or replace", f.Mode)
	}
	seen := map[string]bool{}
	for i, r := range f.Rules {
		switch {
		case !idForm.MatchString(r.ID):
			return fmt.Errorf("rule %d: id is %q, want lower-case words and dashes", i+1, r.ID)
		case seen[r.ID] || r.ID == incompleteRule.ID:
			return fmt.Errorf("rule %s: the id is taken", r.ID)
		case r.Severity != Reject && r.Severity != Report:
			return fmt.Errorf("rule %s: severity is %q, want %s or %s", r.ID, r.Severity, Reject, Report)
		case r.Reason == "":
			return fmt.Errorf("rule %s: reason is empty", r.ID)
		case len(r.Imports)+len(r.Names)+len(r.Tokens)+len(r.Calls) == 0:
			return fmt.Errorf("rule %s: it has none of imports, names, tokens, calls", r.ID)
		}
		seen[r.ID] = true
	}
	return nil
}

// merged puts a file of one's own over the built-in one: a rule with the id of a
// built-in one takes its place.
func merged(base *file, own file) file {
	if base == nil || own.Mode == "replace" {
		return own
	}
	out := file{Languages: own.Languages, Syntax: own.Syntax}
	for _, r := range base.Rules {
		replaced := slices.ContainsFunc(own.Rules, func(o Rule) bool { return o.ID == r.ID })
		if !replaced && !slices.Contains(own.Disable, r.ID) {
			out.Rules = append(out.Rules, r)
		}
	}
	out.Rules = append(out.Rules, own.Rules...)
	return out
}

func compile(f *file) (*ruleset, error) {
	s := &ruleset{
		rules: f.Rules, syntax: f.Syntax, separator: ".",
		imports: table{}, names: table{}, leading: map[string]bool{}, simple: map[string]bool{},
		sequences: map[string][]sequence{}, calls: map[string][]call{},
	}
	if f.Syntax == "cpp" {
		s.separator = "/"
	}
	for i := range f.Rules {
		if err := s.add(&f.Rules[i]); err != nil {
			return nil, fmt.Errorf("rule %s: %w", f.Rules[i].ID, err)
		}
	}
	return s, nil
}

func (s *ruleset) add(r *Rule) error {
	for _, name := range r.Imports {
		if strings.Contains(name, "*") {
			s.importGlobs = append(s.importGlobs, importGlob{r, newGlob(name)})
			continue
		}
		s.imports.add(name, r)
	}
	for _, name := range r.Names {
		s.addName(name, r)
	}
	for _, tokens := range r.Tokens {
		q := sequence{rule: r}
		for e := range strings.FieldsSeq(tokens) {
			q.elements = append(q.elements, newElement(e))
		}
		if len(q.elements) == 0 {
			return fmt.Errorf("tokens has an empty sequence")
		}
		s.addSequence(q)
	}
	for _, c := range r.Calls {
		if c.Name == "" {
			return fmt.Errorf("calls has an empty name")
		}
		one := call{rule: r, member: c.Member}
		if c.Argument != "" {
			var err error
			if one.argument, err = regexp.Compile(c.Argument); err != nil {
				return fmt.Errorf("calls %s: argument: %w", c.Name, err)
			}
		}
		for name := range strings.SplitSeq(c.Name, "|") {
			s.calls[name] = append(s.calls[name], one)
		}
	}
	return nil
}

// addName adds a name and notes what leads to it.
func (s *ruleset) addName(name string, r *Rule) {
	s.names.add(name, r)
	start := 0
	for i := range len(name) + 1 {
		switch {
		case i < len(name) && name[i] != '.' && name[i] != '(':
			continue
		case i < len(name):
			s.leading[name[:i]] = true
		}
		s.simple[name[start:i]] = true
		start = i + 1
	}
}

func (s *ruleset) addSequence(q sequence) {
	for _, g := range q.elements[0] {
		if g.wild {
			s.anyFirst = append(s.anyFirst, q)
			return
		}
	}
	for _, g := range q.elements[0] {
		s.sequences[g.pieces[0]] = append(s.sequences[g.pieces[0]], q)
	}
}
