package harness

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"text/template"

	"gavel/harness/internal/cpp"
	"gavel/judge"
)

// templateSuffix marks a driver's files that are rendered for each submission,
// under the name without it.
const templateSuffix = ".tmpl"

// unit is what a template sees: the fields of the signature, and the source.
type unit struct {
	Signature *signature
	File      string // the source's file name
	Code      string
}

// The signature's fields, so that a template need not name it.
func (u unit) Class() string            { return u.Signature.Class }
func (u unit) Design() bool             { return u.Signature.Design }
func (u unit) Constructor() []parameter { return u.Signature.Constructor }
func (u unit) Methods() []method        { return u.Signature.Methods }
func (u unit) Result() judge.Type       { return u.Signature.Result }
func (u unit) Output() int              { return u.Signature.Output }
func (u unit) Size() string             { return u.Signature.Size }
func (u unit) Cycle() int               { return u.Signature.Cycle }

// Uses tells whether the signature has values of a kind.
func (u unit) Uses(kind string) bool { return u.Signature.Uses(judge.Kind(kind)) }

// templates are the parsed ones of a language, by file name.
type templates map[string]*template.Template

// functions is what templates may call.
var functions = template.FuncMap{
	// json VALUE is the value as JSON in one line.
	"json": func(v any) (string, error) {
		text, err := json.Marshal(v)
		return string(text), err
	},
	// add A B is A + B.
	"add": func(a, b int) int { return a + b },
	// defines CODE NAME tells whether a source of C++ defines a class.
	"defines": cpp.Defines,
}

func (t templates) render(name string, u unit) ([]byte, error) {
	var text bytes.Buffer
	if err := t[name].Execute(&text, u); err != nil {
		return nil, fmt.Errorf("render %s: %w", name, err)
	}
	return text.Bytes(), nil
}

// loadDrivers reads the files that function.build_files and function.run_files
// name.
func (l *language) loadDrivers() error {
	l.drivers, l.templates = map[string][]byte{}, templates{}
	if l.Function == nil {
		return nil
	}
	for _, name := range slices.Concat(l.Function.BuildFiles, l.Function.RunFiles) {
		if name == placeholderSource {
			continue
		}
		data, err := fs.ReadFile(l.folder, name)
		if err != nil {
			return err
		}
		l.drivers[name] = data
		if !strings.HasSuffix(name, templateSuffix) {
			continue
		}
		if l.templates[name], err = template.New(name).Funcs(functions).Option("missingkey=error").Parse(string(data)); err != nil {
			return err
		}
	}
	return nil
}
