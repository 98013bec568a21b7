package harness

import (
	"path"

	"gavel/judge"
)

// loadCanary reads canary.EXT, where EXT is that of the language's source files:
// a program that reads two integers and prints their product.
func (l *language) loadCanary() (err error) {
	l.canary, err = l.loadOptional("canary" + path.Ext(l.Source.File))
	return err
}

// Canary returns the submission by which a host finds out whether it can judge
// the language, and false where the language has none. It is not admitted yet.
func (s *Set) Canary(id string) (judge.Submission, bool) {
	l, there := s.languages[id]
	if !there || l.canary == nil {
		return judge.Submission{}, false
	}
	expected := judge.Text("42\n")
	return judge.Submission{
		Language: id, Code: l.canary,
		Tests: []judge.Test{{Name: "canary", Stdin: judge.Text("6 7\n"), Expected: &expected}},
	}, true
}
