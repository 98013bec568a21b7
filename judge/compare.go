package judge

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
)

// The kinds of comparisons. A double is compared with a tolerance by all of
// them, as problem statements of this kind expect; everything else is exact.
const (
	CompareExact         = "exact"          // doubles to within CompareTolerance; the default
	CompareFloat         = "float"          // doubles to within the tolerances given, DefaultTolerance where none is
	CompareUnordered     = "unordered"      // as exact, the elements of the outermost array in any order
	CompareUnorderedDeep = "unordered_deep" // as exact, the elements of every array in any order
	CompareAnyOf         = "any_of"         // as exact; expected is an array of answers, any of which is right
)

// CompareTolerance is how far a double may be from the expected one, absolute or
// relative, where no tolerance is given: what LeetCode's statements allow.
const CompareTolerance = 1e-5

var compareKinds = []string{CompareExact, CompareFloat, CompareUnordered, CompareUnorderedDeep, CompareAnyOf, CheckCustom}

// Validate says whether the comparison can be used, as that of a [Checker] does.
// It returns nil or a *FieldError below /compare.
func (c Compare) Validate() error {
	if c.Kind != "" && !slices.Contains(compareKinds, c.Kind) {
		return Invalid("/compare/kind", "%q is no comparison; use one of %s", cut(c.Kind), strings.Join(compareKinds, ", "))
	}
	for name, value := range map[string]*float64{"absolute": c.Absolute, "relative": c.Relative} {
		field := "/compare/" + name
		switch {
		case value == nil:
		case c.Kind != CompareFloat:
			return Invalid(field, "only the comparison float has a tolerance")
		case math.IsNaN(*value) || math.IsInf(*value, 0) || *value < 0:
			return Invalid(field, "a tolerance is a finite number from 0 upwards, got %v", *value)
		}
	}
	return validCustom("/compare", c.Kind, c.Custom)
}

func (c Compare) tolerance() tolerance {
	if c.Kind == CompareFloat {
		return Checker{Absolute: c.Absolute, Relative: c.Relative}.tolerance()
	}
	return tolerance{CompareTolerance, CompareTolerance}
}

// compare returns nil where a result is right. Both values are in normal form and
// of the shape. It takes time linear in them, times a logarithm where the order
// does not count.
func (c Compare) compare(s shape, want, got []byte) *mismatch {
	switch {
	case c.Kind == CompareAnyOf:
		return c.anyOf(s, want, got)
	case bytes.Equal(want, got):
		return nil
	}
	m := &matcher{tolerance: c.tolerance()}
	switch c.Kind {
	case CompareUnordered:
		m.unordered = 1
	case CompareUnorderedDeep:
		m.unordered = maxNesting + 1
	}
	if m.shape(s, want, got) {
		return nil
	}
	return m.found
}

// anyOf compares with each answer. The difference that is told is the one from
// the first.
func (c Compare) anyOf(s shape, answers, got []byte) *mismatch {
	var first *mismatch
	count := 0
	for answer := range elementsOf(answers) {
		count++
		if count > 1 {
			if sameAs(s, answer, got) {
				return nil
			}
		} else if first = (Compare{}).compare(s, answer, got); first == nil {
			return nil
		}
	}
	if count > 1 {
		first.message = fmt.Sprintf("none of the %d answers; unlike the first one, %s", count, first.message)
	}
	return first
}

// sameAs tells whether a result is one of many answers. It looks at no more of it
// than that answer is long: all together, what a result costs does not grow with
// their number.
func sameAs(s shape, answer, got []byte) bool {
	m := &matcher{tolerance: Compare{}.tolerance(), silent: true}
	return bytes.Equal(answer, got) || m.shape(s, answer, got)
}

// matcher compares two values and remembers the first difference.
type matcher struct {
	tolerance tolerance
	silent    bool  // the difference is not wanted
	unordered int   // how many levels of arrays may be in any order
	path      []int // where it is
	operation string
	found     *mismatch
}

func (m *matcher) shape(s shape, want, got []byte) bool {
	if s.many == nil {
		return m.value(s.one, want, got, m.unordered)
	}
	w, g := cursor{data: want, at: 1}, cursor{data: got, at: 1}
	m.path = append(m.path, 0)
	for i, t := range s.many {
		m.path[0], m.operation = i, s.operations[i]
		if !m.value(t, w.next(), g.next(), m.unordered) {
			return false
		}
	}
	return true
}

// value compares two values of one type; unordered is how many levels of arrays
// from here may be in any order.
func (m *matcher) value(t Type, want, got []byte, unordered int) bool {
	switch {
	case bytes.Equal(want, got):
		return true
	case t.Kind == KindTreeNode:
		return m.tree(want, got)
	case t.Kind == KindListNode:
		return m.elements(Type{Kind: KindInteger}, "node", want, got)
	case !t.sequence():
		if t.Kind == KindDouble && m.tolerance.same(want, got) {
			return true
		}
		if m.silent {
			return false
		}
		return m.differ("", want, got)
	case unordered > 0:
		return m.multiset(*t.Elem, want, got, unordered-1)
	}
	return m.elements(*t.Elem, "element", want, got)
}

// elements compares two arrays in order.
func (m *matcher) elements(t Type, what string, want, got []byte) bool {
	w, g := cursor{data: want, at: 1}, cursor{data: got, at: 1}
	depth := len(m.path)
	m.path = append(m.path, 0)
	i := 0
	for ; w.more() && g.more(); i++ {
		m.path[depth] = i
		if !m.value(t, w.next(), g.next(), 0) {
			return false
		}
	}
	m.path = m.path[:depth]
	if !w.more() && !g.more() {
		return true
	}
	if m.silent {
		return false
	}
	return m.say("", fmt.Sprintf("expected %s, got %d", plural(i+w.count(), what), i+g.count()), want, got)
}

// tree compares two trees, node by node.
func (m *matcher) tree(want, got []byte) bool {
	w, g := cursor{data: want, at: 1}, cursor{data: got, at: 1}
	for i := 0; ; i++ {
		wanted, given := w.node(), g.node()
		if bytes.Equal(wanted, given) {
			continue // both cannot be at their end: the trees differ
		}
		if m.silent {
			return false
		}
		name := treePath(want, i)
		if string(wanted) != "null" && string(given) != "null" {
			name += ".val"
		}
		return m.differ(name, wanted, given)
	}
}

// maxTreePath is how many steps down a tree a message spells out.
const maxTreePath = 16

// treePath names the i-th element of a tree's array by the way from the root.
func treePath(tree []byte, i int) string {
	parents := []int{-1} // of each place, twice the parent's index, and 1 more on its right
	c := cursor{data: tree, at: 1}
	for j := 0; len(parents) <= i; j++ {
		if string(c.node()) != "null" {
			parents = append(parents, 2*j, 2*j+1)
		}
	}
	var steps []string
	for at := parents[i]; at >= 0; at = parents[at/2] {
		steps = append(steps, []string{".left", ".right"}[at%2])
	}
	if len(steps) > maxTreePath {
		return fmt.Sprintf("[%d]", i)
	}
	slices.Reverse(steps)
	return strings.Join(steps, "")
}

// differ notes a difference between two scalars.
func (m *matcher) differ(name string, want, got []byte) bool {
	at := common(want, got)
	shown := [2]string{string(excerpt(want, at)), string(excerpt(got, at))}
	for i, s := range shown {
		if name, special := specials[s]; special {
			shown[i] = name
		}
	}
	return m.say(name, fmt.Sprintf("expected %s, got %s", shown[0], shown[1]), want, got)
}

// say notes a difference at this place and returns false.
func (m *matcher) say(name, message string, want, got []byte) bool {
	path := (&valueError{path: m.path}).name("result") + name
	at := common(want, got)
	where := path
	if m.operation != "" {
		where += " (" + m.operation + ")"
	}
	m.found = &mismatch{
		message: where + ": " + message,
		diff:    &Diff{Path: path, Expected: excerpt(want, min(at, len(want))), Got: excerpt(got, min(at, len(got)))},
	}
	return false
}
