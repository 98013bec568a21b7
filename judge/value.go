package judge

import (
	"bytes"
	"fmt"
	"strconv"
)

// A value in normal form has one spelling: no blanks, integers without leading
// zeros, doubles with as few digits as round-trip and always a point or an
// exponent, strings in UTF-8 with only what must be escaped escaped, lists and
// trees as arrays ("[]" where there is none), trees without nulls at the end. The
// doubles that JSON has no numbers for are the strings "NaN", "Infinity" and
// "-Infinity".

// normalizer reads JSON of known types and writes it in normal form. It looks at
// every byte once, recurses only as deep as the type is nested, and whatever it
// reads, it needs no more memory than what it writes.
type normalizer struct {
	in      []byte
	at      int
	out     []byte
	path    []int // indexes of the value that is being read
	special bool  // doubles may be no numbers
}

// valueError is a value that does not fit its type.
type valueError struct {
	path   []int
	detail string
}

func (e *valueError) Error() string { return e.name("value") + ": " + e.detail }

// name says where the value is, as in "result[3][0]".
func (e *valueError) name(root string) string {
	for _, i := range e.path {
		root += "[" + strconv.Itoa(i) + "]"
	}
	return root
}

// pointer says where the value is, as a JSON pointer below a base.
func (e *valueError) pointer(base string) string {
	for _, i := range e.path {
		base += "/" + strconv.Itoa(i)
	}
	return base
}

func (n *normalizer) fault(format string, args ...any) error {
	return &valueError{append([]int{}, n.path...), fmt.Sprintf(format, args...)}
}

// normalize returns a whole text that is one value of a type in normal form, or a
// *valueError.
func normalize(text []byte, t Type, special bool) ([]byte, error) {
	n := normalizer{in: text, out: make([]byte, 0, len(text)), special: special}
	if err := n.value(t); err != nil {
		return nil, err
	}
	return n.out, n.end()
}

// end makes sure that nothing follows.
func (n *normalizer) end() error {
	n.blanks()
	if n.at < len(n.in) {
		return n.fault("something follows it: %s", show(excerpt(n.in[n.at:], 0)))
	}
	return nil
}

func (n *normalizer) value(t Type) error {
	n.blanks()
	switch t.Kind {
	case KindInteger:
		return n.integer(t, 32)
	case KindLong:
		return n.integer(t, 64)
	case KindDouble:
		return n.double()
	case KindBoolean:
		return n.boolean()
	case KindCharacter:
		return n.character()
	case KindString:
		return n.text()
	case KindListNode:
		return n.list()
	case KindTreeNode:
		return n.tree()
	case KindVoid:
		return n.void()
	case KindArray, KindList:
		return n.sequence(t, func(int) Type { return *t.Elem }, -1)
	}
	panic(fmt.Sprintf("a value of type %q", t.Kind))
}

// sequence reads an array whose elements have the types that of says. count is
// how many they must be, -1 where it does not matter.
func (n *normalizer) sequence(t Type, of func(int) Type, count int) error {
	if !n.open() {
		return n.wrong("want " + t.String())
	}
	return n.elements(count, func(i int) error {
		n.comma(i)
		return n.value(of(i))
	})
}

// elements reads the rest of an array after its bracket, and writes the end.
func (n *normalizer) elements(count int, element func(i int) error) error {
	n.path = append(n.path, 0)
	i := 0
	for ; ; i++ {
		n.blanks()
		if n.peek() == ']' && i == 0 {
			break
		}
		n.path[len(n.path)-1] = i
		if i == count {
			n.path = n.path[:len(n.path)-1]
			return n.fault("more than %s", plural(count, "element"))
		}
		if err := element(i); err != nil {
			return err
		}
		if n.blanks(); n.peek() == ']' {
			i++
			break
		}
		if n.peek() != ',' {
			return n.wrong("want , or ] after it")
		}
		n.at++
	}
	n.path = n.path[:len(n.path)-1]
	if i < count {
		return n.fault("%s, want %d", plural(i, "element"), count)
	}
	n.at++
	n.out = append(n.out, ']')
	return nil
}

// open reads and writes the beginning of an array.
func (n *normalizer) open() bool {
	if n.peek() != '[' {
		return false
	}
	n.at++
	n.out = append(n.out, '[')
	return true
}

func (n *normalizer) comma(i int) { n.out = appendComma(n.out, i) }

func (n *normalizer) boolean() error {
	for _, word := range []string{"true", "false"} {
		if n.word(word) {
			n.out = append(n.out, word...)
			return nil
		}
	}
	return n.wrong("want boolean")
}

func (n *normalizer) void() error {
	if !n.word("null") {
		return n.wrong("want null, as nothing is returned")
	}
	n.out = append(n.out, "null"...)
	return nil
}

// list reads the values of a ListNode.
func (n *normalizer) list() error {
	if n.word("null") {
		n.out = append(n.out, "[]"...)
		return nil
	}
	if !n.open() {
		return n.wrong("want ListNode, an array of its values")
	}
	return n.elements(-1, func(i int) error {
		n.comma(i)
		n.blanks()
		return n.integer(Type{Kind: KindInteger}, 32)
	})
}

// tree reads the nodes of a TreeNode, level by level, and leaves out the nulls
// at the end.
func (n *normalizer) tree() error {
	if n.word("null") {
		n.out = append(n.out, "[]"...)
		return nil
	}
	if !n.open() {
		return n.wrong("want TreeNode, an array of its nodes level by level")
	}
	places, last := 1, len(n.out) // where nodes may still be; the end of the last one that is not null
	err := n.elements(-1, func(i int) error {
		n.comma(i)
		n.blanks()
		places--
		if n.word("null") {
			n.out = append(n.out, "null"...)
			return nil
		}
		if places < 0 {
			return n.fault("this node has no parent: all nodes of the level above it are null or have their children")
		}
		err := n.integer(Type{Kind: KindInteger}, 32)
		places, last = places+2, len(n.out)
		return err
	})
	if err == nil {
		n.out = append(n.out[:last], ']')
	}
	return err
}

func (n *normalizer) blanks() {
	for n.at < len(n.in) && (n.in[n.at] == ' ' || n.in[n.at] == '\n' || n.in[n.at] == '\t' || n.in[n.at] == '\r') {
		n.at++
	}
}

// peek returns the next byte, 0 at the end.
func (n *normalizer) peek() byte {
	if n.at < len(n.in) {
		return n.in[n.at]
	}
	return 0
}

// word reads a word if it is the next thing.
func (n *normalizer) word(word string) bool {
	rest := n.in[n.at:]
	if len(rest) < len(word) || string(rest[:len(word)]) != word || len(rest) > len(word) && wordByte(rest[len(word)]) {
		return false
	}
	n.at += len(word)
	return true
}

func wordByte(b byte) bool {
	return b == '_' || '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
}

// wrong says what is there in place of what was wanted.
func (n *normalizer) wrong(want string) error {
	return n.fault("%s, got %s", want, n.found())
}

func (n *normalizer) found() string {
	switch b := n.peek(); {
	case n.at >= len(n.in):
		return "the end"
	case b == '"':
		return "a string"
	case b == '[':
		return "an array"
	case b == '{':
		return "an object"
	case b == '-' || '0' <= b && b <= '9':
		return "the number " + show(excerpt(n.token(), 0))
	default:
		return show(excerpt(n.token(), 0))
	}
}

// token is what stands here up to something that separates.
func (n *normalizer) token() []byte {
	rest := n.in[n.at:]
	if end := bytes.IndexAny(rest[:min(len(rest), 2*excerptBytes)], ",]}: \t\r\n"); end > 0 {
		return rest[:end]
	}
	return rest[:min(len(rest), 2*excerptBytes)]
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}
