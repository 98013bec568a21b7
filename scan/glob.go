package scan

import (
	"slices"
	"strings"
)

// glob is a text in which * stands for any characters.
type glob struct {
	pieces []string // between the stars
	wild   bool     // it has a star
}

func newGlob(pattern string) glob {
	return glob{strings.Split(pattern, "*"), strings.Contains(pattern, "*")}
}

func (g glob) match(s string) bool {
	if !g.wild {
		return s == g.pieces[0]
	}
	s, ok := strings.CutPrefix(s, g.pieces[0])
	if !ok {
		return false
	}
	last := len(g.pieces) - 1
	for _, piece := range g.pieces[1:last] {
		i := strings.Index(s, piece)
		if i < 0 {
			return false
		}
		s = s[i+len(piece):]
	}
	return strings.HasSuffix(s, g.pieces[last])
}

// element is one element of a token sequence: its choices.
type element []glob

func newElement(pattern string) element {
	var e element
	for choice := range strings.SplitSeq(pattern, "|") {
		e = append(e, newGlob(choice))
	}
	return e
}

func (e element) match(s string) bool {
	for _, g := range e {
		if g.match(s) {
			return true
		}
	}
	return false
}

// table finds rules by a name in parts: an entry stands for itself and all below it.
type table map[string][]*Rule

func (t table) add(name string, r *Rule) { t[name] = append(t[name], r) }

// find returns the rules of name and of whatever is above it; a call's
// parenthesis ends a part too.
func (t table) find(name, separator string) []*Rule {
	if len(name) > maxPath {
		name = name[:maxPath]
	}
	found := t[name]
	for i := 0; i+1 < len(name); i++ {
		if name[i:i+1] == separator || name[i] == '(' {
			if rules := t[name[:i]]; rules != nil {
				found = append(slices.Clip(found), rules...)
			}
		}
	}
	return found
}
