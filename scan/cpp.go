package scan

import "path"

var cppSyntax = syntax{clean: splice, slashes: true, lines: true, directives: true, prefixes: cppPrefix}

func cppPrefix(w string) (stringPrefix, bool) {
	switch w {
	case "L", "u8", "u", "U":
		return stringPrefix{}, true
	case "R", "LR", "u8R", "uR", "UR":
		return stringPrefix{raw: true, delim: true}, true
	}
	return stringPrefix{}, false
}

// cppReader reads what a preprocessor would make of the tokens, as far as one
// file tells: conditionals, macros, includes.
type cppReader struct {
	*matcher
	groups []group
	macros *macros
	out    []token
}

// readCPP scans a source as C++, and once more with trigraphs where it has any:
// whether they count depends on the standard.
func readCPP(m *matcher, source string) {
	readCPPText(m, cppSyntax, source)
	if hasTrigraph(source) {
		s := cppSyntax
		s.clean = spliceTrigraphs
		readCPPText(m, s, source)
	}
}

func readCPPText(m *matcher, s syntax, source string) {
	m.clean = s.clean(source)
	tokens := lex(s, m.clean.text)
	r := &cppReader{matcher: m, macros: newMacros(), out: make([]token, 0, len(tokens))}
	for start := 0; start < len(tokens); {
		end := start
		directive := tokens[start].is("#")
		for end < len(tokens) && (tokens[end].kind != line || !directive && !startsDirective(tokens, end+1)) {
			end++
		}
		end = min(end+1, len(tokens))
		if directive {
			r.directive(tokens[start:end])
		} else if !r.dead() {
			r.code(tokens[start:end])
		}
		start = end
	}
	m.incomplete = m.incomplete || r.macros.spent
	m.match(r.out)
}

func startsDirective(tokens []token, i int) bool { return i < len(tokens) && tokens[i].is("#") }

// code takes the lines between two directives.
func (r *cppReader) code(tokens []token) {
	soft := r.soft()
	start := len(r.out)
	for _, t := range r.macros.expand(tokens) {
		if t.kind != line {
			t.soft = soft
			r.out = append(r.out, t)
		}
	}
	r.headersNamed(r.out[start:])
}

// headersNamed looks for imports of header units and for __has_include.
func (r *cppReader) headersNamed(tokens []token) {
	for i, t := range tokens {
		if t.is("import") || t.kind == word && probes(t.text) {
			r.operand(tokens[i+1:], t)
		}
	}
}

// operand looks at what follows a module's import or a probe for a header.
func (r *cppReader) operand(next []token, at token) {
	if len(next) > 0 && next[0].is("(") {
		next = next[1:]
	}
	if len(next) > 0 && (next[0].kind == header || next[0].kind == text) {
		r.include(next[:1], at)
	}
}

// directive takes one directive, from its # on.
func (r *cppReader) directive(tokens []token) {
	hash := tokens[0]
	tokens = withoutLines(tokens[1:])
	if len(tokens) == 0 {
		return
	}
	name := tokens[0]
	if !r.dead() {
		r.headersNamed(tokens)
	}
	if r.conditional(name.text, tokens[1:]) || r.dead() {
		return
	}
	switch {
	case includes(name.text):
		r.include(r.macros.expand(tokens[1:]), hash)
	case name.text == "pragma" && len(tokens) > 3 && tokens[2].text == "dependency":
		r.include(tokens[3:], hash)
	case name.text == "define":
		r.define(tokens[1:])
	case name.text == "undef" && len(tokens) > 1:
		r.macros.remove(tokens[1].text)
	}
}

func withoutLines(tokens []token) []token {
	if n := len(tokens); n > 0 && tokens[n-1].kind == line {
		return tokens[:n-1]
	}
	return tokens
}

// define keeps a macro, and has its body matched where it stands: an unused one
// is worth a word too.
func (r *cppReader) define(tokens []token) {
	body, ok := r.macros.define(tokens)
	if !ok {
		return
	}
	for _, t := range body {
		t.soft = r.soft()
		r.out = append(r.out, t)
	}
	r.out = append(r.out, token{kind: line})
}

// include looks at the operand of an #include, macros expanded.
func (r *cppReader) include(operand []token, at token) {
	operand = withoutLines(operand)
	if len(operand) == 0 {
		return
	}
	name := operand[0].text
	if operand[0].is("<") {
		name = ""
		for _, t := range operand[1:] {
			if t.is(">") || len(name) > maxPath {
				break
			}
			name += t.text
		}
	}
	if name == "" {
		return
	}
	end := operand[len(operand)-1].end
	if end < at.off {
		end = at.end
	}
	r.imported(path.Clean(name), token{off: at.off, end: end, soft: r.soft()})
}

const maxPath = 512
