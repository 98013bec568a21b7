package judge

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"slices"
)

// maxNamedBytes bounds the arrays that are sorted to name the first element that
// is not as expected. Above it a wrong result is as wrong, only told less exactly.
const maxNamedBytes = 4 << 20

// item is one element of an array whose order does not count.
type item struct {
	form []byte // its arrays sorted too, as deep as their order does not count
	size float64
	at   int // its index
}

// multiset compares two arrays of t in any order; deeper is how many levels of
// arrays in their elements may be in any order too. Arrays without doubles are
// equal where their sums are, see compareUnordered. With doubles they are sorted by
// value and then compared pair by pair, each double within the tolerance.
func (m *matcher) multiset(t Type, want, got []byte, deeper int) bool {
	if t.Uses(KindDouble) {
		return m.pairs(t, want, got, deeper)
	}
	keys := newSumKeys()
	wanted, given := sumElements(t, want, deeper, keys), sumElements(t, got, deeper, keys)
	switch {
	case wanted == given:
		return true
	case len(want)+len(got) > maxNamedBytes:
		return m.say("", fmt.Sprintf("expected %s, got %d, and not the same ones", plural(wanted.count, "element"), given.count), want, got)
	}
	return m.nameItem(sortedItems(t, want, deeper), sortedItems(t, got, deeper))
}

// sumElements stands for the elements of an array, in whatever order.
func sumElements(t Type, array []byte, deeper int, keys sumKeys) (sum multisetSum) {
	for element := range elementsOf(array) {
		if deeper > 0 && t.sequence() {
			inner := sumElements(*t.Elem, element, deeper-1, keys)
			element = inner.bytes()
		}
		sum.add(element, keys)
	}
	return sum
}

// nameItem tells of the first element that is not expected (so often), or else of
// one that is missing. One of the two there is.
func (m *matcher) nameItem(wanted, given []item) bool {
	var missing, extra []item
	for len(wanted) > 0 || len(given) > 0 {
		order := 0
		if len(wanted) > 0 && len(given) > 0 {
			order = bytes.Compare(wanted[0].form, given[0].form)
		}
		switch {
		case len(given) == 0 || order < 0:
			missing, wanted = append(missing, wanted[0]), wanted[1:]
		case len(wanted) == 0 || order > 0:
			extra, given = append(extra, given[0]), given[1:]
		default:
			wanted, given = wanted[1:], given[1:]
		}
	}
	byIndex := func(a, b item) int { return cmp.Compare(a.at, b.at) }
	if len(extra) > 0 {
		first := slices.MinFunc(extra, byIndex)
		m.path = append(m.path, first.at)
		return m.say("", "not expected, or not so often: got "+show(excerpt(first.form, 0)), nil, first.form)
	}
	first := slices.MinFunc(missing, byIndex)
	return m.say("", "an element is missing: expected "+show(excerpt(first.form, 0)), first.form, nil)
}

// pairs compares elements with doubles in the order of their size. It sorts only
// what has as many elements as expected: a program may return any number of them.
func (m *matcher) pairs(t Type, want, got []byte, deeper int) bool {
	if w, g := countOf(want), countOf(got); w != g {
		return m.say("", fmt.Sprintf("expected %s, got %d", plural(w, "element"), g), want, got)
	}
	wanted, given := sortedItems(t, want, deeper), sortedItems(t, got, deeper)
	for i := range wanted {
		inner := matcher{tolerance: m.tolerance}
		if !inner.value(t, wanted[i].form, given[i].form, 0) {
			m.path = append(m.path, given[i].at)
			return m.say("", fmt.Sprintf("the elements sorted, number %d: expected %s, got %s", i+1,
				show(excerpt(wanted[i].form, 0)), show(excerpt(given[i].form, 0))), wanted[i].form, given[i].form)
		}
	}
	return true
}

// sortedItems returns the elements of an array, sorted.
func sortedItems(t Type, array []byte, deeper int) []item {
	items := make([]item, 0, countOf(array))
	for element := range elementsOf(array) {
		one := item{form: sortedForm(t, element, deeper), at: len(items)}
		if t.Kind == KindDouble {
			one.size = doubleOf(element)
		}
		items = append(items, one)
	}
	slices.SortFunc(items, func(a, b item) int {
		switch {
		case t.Kind == KindDouble:
			return cmp.Compare(a.size, b.size)
		case t.Uses(KindDouble):
			return orderValues(t, a.form, b.form)
		}
		return bytes.Compare(a.form, b.form)
	})
	return items
}

// sortedForm is a value with its arrays sorted, as many levels as are asked for.
func sortedForm(t Type, value []byte, levels int) []byte {
	if levels == 0 || !t.sequence() || len(value) == len("[]") {
		return value
	}
	form := append(make([]byte, 0, len(value)), '[')
	for i, one := range sortedItems(*t.Elem, value, levels-1) {
		form = append(appendComma(form, i), one.form...)
	}
	return append(form, ']')
}

// orderValues orders values that hold doubles: by size, arrays element by element.
func orderValues(t Type, a, b []byte) int {
	if !t.sequence() {
		return cmp.Compare(doubleOf(a), doubleOf(b))
	}
	left, right := cursor{data: a, at: 1}, cursor{data: b, at: 1}
	for left.more() && right.more() {
		if order := orderValues(*t.Elem, left.next(), right.next()); order != 0 {
			return order
		}
	}
	switch { // what is left over is not counted: it may be long, and this is asked again and again
	case left.more():
		return 1
	case right.more():
		return -1
	}
	return 0
}

// doubleOf reads a double in normal form; NaN comes before all numbers.
func doubleOf(text []byte) float64 {
	if name, there := specials[string(text)]; there {
		text = []byte(name)
	}
	value, ok := number(text)
	if !ok {
		return math.NaN()
	}
	return value
}
