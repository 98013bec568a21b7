package java

import (
	"bytes"
	"slices"
)

// Outline is what a source declares outside of any class.
type Outline struct {
	Types  []string // names of classes, records, enums, interfaces, in order
	Public string   // the first of them that is public; "" if none is

	// Compact: methods or fields stand outside of any class, so the file is the
	// body of a class that is named after the file, and Types are its members.
	Compact bool
}

// maxClassName keeps NAME.class within the 255 bytes of a file name.
const maxClassName = 255 - len(".class")

// ClassName returns the name that the source's file must have, without its
// extension: that of the public class, else byDefault, or a variation of it
// where that would clash with a class inside a compact source file.
func (o Outline) ClassName(byDefault string) string {
	if o.Public != "" && !o.Compact && len(o.Public) <= maxClassName {
		return o.Public
	}
	name := byDefault
	for o.Compact && slices.Contains(o.Types, name) {
		name += "_"
	}
	return name
}

// Read returns the outline of a source. What it says of a source that is no
// Java is of no consequence: javac refuses that.
func Read(source []byte) Outline {
	r := reader{tokens: tokenizer{text: unescape(source)}}
	r.advance()
	for r.token != "" {
		r.declaration()
	}
	return r.outline
}

type reader struct {
	tokens  tokenizer
	token   token // the one that is looked at
	outline Outline
}

func (r *reader) advance() { r.token = r.tokens.next() }

// declaration reads one declaration, its modifiers and annotations included.
func (r *reader) declaration() {
	public := r.modifiers()
	switch r.token {
	case "", ";", "}", ")", "]":
		r.advance()
	case "package", "import":
		r.skipStatement()
	case "class", "interface", "enum":
		r.advance()
		r.typeBody(r.token, public)
	case "record":
		r.advance()
		if !r.token.isWord() {
			r.member()
			return
		}
		r.typeBody(r.token, public)
	default:
		r.member()
	}
}

// modifiers passes modifiers and annotations, up to and including the "@" of
// "@interface", and tells whether public was among them.
func (r *reader) modifiers() (public bool) {
	for {
		switch r.token {
		case "public":
			public = true
			r.advance()
		case "private", "protected", "static", "final", "abstract", "strictfp", "sealed",
			"native", "synchronized", "transient", "volatile", "default", "non", "-":
			r.advance()
		case "@":
			r.advance()
			if r.token == "interface" {
				return public
			}
			r.annotation()
		default:
			return public
		}
	}
}

// annotation passes a qualified name and the arguments after it.
func (r *reader) annotation() {
	for r.token.isWord() {
		r.advance()
		if r.token != "." {
			break
		}
		r.advance()
	}
	if r.token == "(" {
		r.skipBalanced()
	}
}

func (r *reader) typeBody(name token, public bool) {
	if name.isWord() {
		r.outline.Types = append(r.outline.Types, string(name))
		if public && r.outline.Public == "" {
			r.outline.Public = string(name)
		}
	}
	r.skipStatement()
}

func (r *reader) member() {
	r.outline.Compact = true
	r.skipStatement()
}

// skipStatement passes everything up to a ";" or the end of a "{…}" that stands
// in no bracket.
func (r *reader) skipStatement() {
	for r.token != "" {
		switch r.token {
		case ";":
			r.advance()
			return
		case "{":
			r.skipBalanced()
			return
		case "(", "[":
			r.skipBalanced()
		default:
			r.advance()
		}
	}
}

// skipBalanced passes a bracket and what it holds. Kinds of brackets are not
// told apart: where they do not match, the source is no Java.
func (r *reader) skipBalanced() {
	depth := 0
	for r.token != "" {
		switch r.token {
		case "(", "[", "{":
			depth++
		case ")", "]", "}":
			depth--
		}
		r.advance()
		if depth == 0 {
			return
		}
	}
}

// WithoutPackage returns the source with blanks in the place of a package
// declaration: line ends stay. A source that escapes characters is returned as it
// is.
func WithoutPackage(source []byte) []byte {
	if bytes.Contains(source, []byte(`\u`)) {
		return source
	}
	t := tokenizer{text: []rune(string(source))}
	for token := t.next(); token != "package"; token = t.next() {
		if token != ";" {
			return source
		}
	}
	from := t.at - len("package")
	for token := t.next(); token != ";"; token = t.next() {
		if token != "." && !token.isWord() {
			return source
		}
	}
	for i := from; i < t.at; i++ {
		if t.text[i] != '\n' && t.text[i] != '\r' {
			t.text[i] = ' '
		}
	}
	return []byte(string(t.text))
}
