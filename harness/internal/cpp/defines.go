package cpp

// Defines tells whether a source defines a class, struct or union with the name
// outside of any braces but those of namespaces and extern "C". Comments, literals
// and what its own directives leave out do not count. It takes time linear in the
// source.
func Defines(code, name string) bool {
	l := lexer{text: splice(code), fresh: true, macros: map[string]bool{"ONLINE_JUDGE": true, "__cplusplus": true, "__GNUC__": true}}
	r := reader{name: name}
	for token := l.next(); token != ""; token = l.next() {
		if r.head != outside && r.inHead(token) {
			return true
		}
		r.pass(token)
	}
	return false
}

// Where the reader is, between the word class and the brace of its body.
const (
	outside = iota
	before  // its name
	after
)

type reader struct {
	name  string
	head  int
	depth int
	open  string // the last word that says what a brace opens
}

// inHead reads what follows the word class, and tells whether it is a definition:
// class NAME { or class NAME final { or class NAME : BASES {.
func (r *reader) inHead(token string) bool {
	switch {
	case token == r.name && r.head == before:
		r.head = after
	case token == "{" || token == ":":
		if r.head == after {
			return true
		}
		r.head = outside
	case token == "final" || r.head == before && (isWord(token[0]) || token == "[" || token == "]"):
	default:
		r.head = outside
	}
	return false
}

// pass follows braces.
func (r *reader) pass(token string) {
	switch token {
	case "class", "struct", "union":
		if r.depth == 0 {
			r.head = before
		}
		r.open = token
	case "namespace", "extern":
		r.open = token
	case ";", ")", "=":
		r.open = ""
	case "{":
		if r.depth > 0 || r.open != "namespace" && r.open != "extern" {
			r.depth++
		}
		r.open = ""
	case "}":
		r.depth = max(r.depth-1, 0)
	}
}
