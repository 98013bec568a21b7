package cpp

// Defines tells whether a source defines a class, struct or union with the name
// outside of any braces but those of namespaces and extern "C". Comments, literals
// and what its own directives leave out do not count.
func Defines(code, name string) bool {
	r := reader{lexer: lexer{text: splice(code), macros: map[string]bool{"ONLINE_JUDGE": true, "__cplusplus": true, "__GNUC__": true}}}
	return r.defines(name)
}

type reader struct{ lexer }

// defines looks for: class NAME { or class NAME final { or class NAME : BASES {.
func (r *reader) defines(name string) bool {
	depth := 0
	open := "" // the last word that says what a brace opens
	for token := r.next(); token != ""; token = r.next() {
		switch token {
		case "class", "struct", "union":
			if depth == 0 && r.definition(name) {
				return true
			}
			open = token
		case "namespace", "extern":
			open = token
		case ";", ")", "=":
			open = ""
		case "{":
			if depth > 0 || open != "namespace" && open != "extern" {
				depth++
			}
			open = ""
		case "}":
			depth = max(depth-1, 0)
		}
	}
	return false
}

// definition looks at what follows the word class, up to the brace of its body,
// which it leaves.
func (r *reader) definition(name string) bool {
	at := r.at
	found := false
	for token := r.next(); token != ""; token = r.next() {
		switch token {
		case name:
			found = true
			continue
		case "{":
			r.at = at
			return found
		case ":":
			if found {
				return true
			}
		case ";", "(", ")", "*", "&", "=", ",", ">", "<":
			r.at = at
			return false
		}
		if found && token != "final" {
			break
		}
	}
	r.at = at
	return false
}
