package judge

import "iter"

// cursor walks along the elements of an array in normal form. It begins after the
// bracket.
type cursor struct {
	data []byte
	at   int
}

// more tells whether there is another element.
func (c *cursor) more() bool { return c.at < len(c.data) && c.data[c.at] != ']' }

// next returns the next element; there must be more.
func (c *cursor) next() []byte {
	start := c.at
	c.skip()
	element := c.data[start:c.at:c.at]
	if c.at < len(c.data) && c.data[c.at] == ',' {
		c.at++
	}
	return element
}

// count counts the elements from here on, and passes them.
func (c *cursor) count() int {
	n := 0
	for c.more() {
		c.next()
		n++
	}
	return n
}

// node returns the next node of a tree, and null ever after its end.
func (c *cursor) node() []byte {
	if !c.more() {
		return []byte("null")
	}
	return c.next()
}

// skip passes one value: to the comma or the bracket after it.
func (c *cursor) skip() {
	for depth := 0; c.at < len(c.data); c.at++ {
		switch c.data[c.at] {
		case '"':
			c.skipString()
		case '[':
			depth++
		case ']':
			if depth == 0 {
				return
			}
			depth--
		case ',':
			if depth == 0 {
				return
			}
		}
	}
}

// skipString passes a string up to its last quote.
func (c *cursor) skipString() {
	for c.at++; c.at < len(c.data) && c.data[c.at] != '"'; c.at++ {
		if c.data[c.at] == '\\' {
			c.at++
		}
	}
}

// elementsOf yields the elements of an array in normal form.
func elementsOf(array []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for c := (cursor{data: array, at: 1}); c.more(); {
			if !yield(c.next()) {
				return
			}
		}
	}
}

// countOf counts the elements of an array in normal form.
func countOf(array []byte) int {
	c := cursor{data: array, at: 1}
	return c.count()
}
