package harness

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"text/template"

	"gavel/judge"
)

// starterFile is the template of a language's starter code, in its folder.
const starterFile = "starter.tmpl"

// starterData is what a template is given; exactly one of the two is set.
type starterData struct {
	Function *judge.Function
	Design   *judge.Design
}

// Starter returns the code that a solution to a function or a design problem
// begins with, as LeetCode shows it: classes of nodes that the signature uses as
// comments, then the class with empty bodies. It fails with judge.ErrNotFound
// where there is no such language, the language has no starter code, or the
// problem has no signature.
func (s *Set) Starter(language string, problem judge.Problem) ([]byte, error) {
	l, there := s.languages[language]
	if !there {
		return nil, fmt.Errorf("language %.40q: %w", language, judge.ErrNotFound)
	}
	if problem.Function == nil && problem.Design == nil {
		return nil, fmt.Errorf("starter code of %s, which is no function or design problem: %w", problem.ID, judge.ErrNotFound)
	}
	text, err := fs.ReadFile(l.folder, starterFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("starter code in %s: %w", language, judge.ErrNotFound)
	}
	if err != nil {
		return nil, fmt.Errorf("starter code in %s: %w", language, err)
	}
	return renderStarter(language, string(text), starterData{problem.Function, problem.Design})
}

func renderStarter(language, text string, data starterData) ([]byte, error) {
	tmpl, err := template.New(language + "/" + starterFile).Funcs(template.FuncMap{"list": list, "inc": func(i int) int { return i + 1 }}).Parse(text)
	if err != nil {
		return nil, fmt.Errorf("starter code: %w", err)
	}
	var code bytes.Buffer
	if err := tmpl.Execute(&code, data); err != nil {
		return nil, fmt.Errorf("starter code: %w", err)
	}
	return code.Bytes(), nil
}

// list gives a template the words of a text, to look a name up among them.
func list(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// Uses tells whether a type of this kind is in the signature.
func (d starterData) Uses(kind string) bool {
	for _, t := range d.types() {
		if t.Uses(judge.Kind(kind)) {
			return true
		}
	}
	return false
}

// types are all types that the person's code sees.
func (d starterData) types() (types []judge.Type) {
	add := func(params []judge.Param) {
		for _, p := range params {
			types = append(types, p.Type)
		}
	}
	if d.Function != nil {
		add(d.Function.Called())
		return append(types, d.Function.Return.Type)
	}
	add(d.Design.Constructor.Params)
	for _, m := range d.Design.Methods {
		add(m.Params)
		types = append(types, m.Return.Type)
	}
	return types
}
