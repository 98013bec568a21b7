package judge

import (
	"fmt"
	"strings"
)

// Kind is what a type is at its outermost.
type Kind string

// The kinds. All but the last two are whole types by themselves, and are written
// as they are here.
const (
	KindInteger   Kind = "integer"   // 32 bits
	KindLong      Kind = "long"      // 64 bits
	KindDouble    Kind = "double"    // 64 bits
	KindBoolean   Kind = "boolean"   // true or false
	KindCharacter Kind = "character" // one UTF-16 unit, in JSON a string of one character
	KindString    Kind = "string"
	KindListNode  Kind = "ListNode" // in JSON the array of its values
	KindTreeNode  Kind = "TreeNode" // in JSON its nodes level by level, null where a child is missing
	KindVoid      Kind = "void"     // in JSON null; only as what is returned
	KindArray     Kind = "[]"       // T[]
	KindList      Kind = "list"     // list<T>
)

var scalarKinds = []Kind{KindInteger, KindLong, KindDouble, KindBoolean, KindCharacter, KindString, KindListNode, KindTreeNode, KindVoid}

// maxNesting bounds how many arrays and lists may lie in one another.
const maxNesting = 8

// Type is a type of a signature. In JSON it is its name: "integer", "string[][]",
// "list<list<TreeNode>>".
type Type struct {
	Kind Kind
	Elem *Type // of an array or a list; else nil
}

// ParseType reads a type's name. Blanks do not count.
func ParseType(name string) (Type, error) {
	if len(name) > 128 {
		return Type{}, fmt.Errorf("a type's name of %d bytes", len(name))
	}
	return parseType(strings.ReplaceAll(name, " ", ""), name, 0)
}

func parseType(rest, name string, depth int) (Type, error) {
	if depth > maxNesting {
		return Type{}, fmt.Errorf("the type %q is nested more than %d deep", name, maxNesting)
	}
	if inner, ok := strings.CutSuffix(rest, "[]"); ok {
		return typeOf(KindArray, inner, name, depth)
	}
	if inner, ok := strings.CutPrefix(rest, "list<"); ok {
		if inner, ok = strings.CutSuffix(inner, ">"); ok {
			return typeOf(KindList, inner, name, depth)
		}
	}
	for _, kind := range scalarKinds {
		if rest == string(kind) {
			return Type{Kind: kind}, nil
		}
	}
	return Type{}, fmt.Errorf("%q is no type: use integer, long, double, boolean, character, string, ListNode, TreeNode, "+
		"T[] or list<T> of them, and void for what returns nothing", name)
}

func typeOf(kind Kind, inner, name string, depth int) (Type, error) {
	elem, err := parseType(inner, name, depth+1)
	if err == nil && elem.Kind == KindVoid {
		err = fmt.Errorf("the type %q holds void, of which there are no values", name)
	}
	if err != nil {
		return Type{}, err
	}
	return Type{Kind: kind, Elem: &elem}, nil
}

// String returns the type's name.
func (t Type) String() string {
	switch t.Kind {
	case KindArray:
		return t.Elem.String() + "[]"
	case KindList:
		return "list<" + t.Elem.String() + ">"
	}
	return string(t.Kind)
}

// MarshalText returns the type's name.
func (t Type) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads the type's name.
func (t *Type) UnmarshalText(text []byte) (err error) {
	*t, err = ParseType(string(text))
	return err
}

// Uses tells whether the type is of a kind or holds values of it.
func (t Type) Uses(kind Kind) bool {
	return t.Kind == kind || t.Elem != nil && t.Elem.Uses(kind)
}

// sequence tells whether values are arrays or lists of others.
func (t Type) sequence() bool { return t.Elem != nil }
