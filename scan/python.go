package scan

import "strings"

var pythonSyntax = syntax{
	clean: func(s string) *clean { return &clean{original: s, text: s} },
	hash:  true, lines: true, brackets: true, blocks: true, prefixes: pythonPrefix,
}

func pythonPrefix(w string) (stringPrefix, bool) {
	if len(w) > 2 {
		return stringPrefix{}, false
	}
	switch strings.ToLower(w) {
	case "b", "u":
		return stringPrefix{}, true
	case "r", "br", "rb":
		return stringPrefix{raw: true}, true
	case "f", "t":
		return stringPrefix{format: true}, true
	case "fr", "rf", "tr", "rt":
		return stringPrefix{raw: true, format: true}, true
	}
	return stringPrefix{}, false
}

// pythonReader follows imports, aliases and the expressions that import.
type pythonReader struct {
	*resolver
	depth int // of code in strings
}

// maxNested is how deep code in strings in code in strings is read.
const maxNested = 3

func readPython(m *matcher, source string) {
	m.clean = pythonSyntax.clean(source)
	r := &pythonReader{resolver: newResolver(m, nil)}
	r.read(lex(pythonSyntax, m.clean.text))
}

func (r *pythonReader) read(tokens []token) {
	outer := r.resolver
	inner := newResolver(outer.matcher, tokens)
	inner.aliases, inner.own, inner.stars = outer.aliases, outer.own, outer.stars
	inner.call, inner.index = r.afterCall, r.afterIndex
	r.resolver = inner
	r.match(tokens)
	for i := 0; i < len(tokens); {
		i = r.step(i)
	}
	outer.stars = inner.stars
	r.resolver = outer
}

// step reads one token, or one import statement.
func (r *pythonReader) step(i int) int {
	t := r.tokens[i]
	if t.kind != word || r.at(i-1).is(".") {
		return i + 1
	}
	switch begins := r.beginsStatement(i); {
	case t.text == "import" && begins:
		return r.imports(i + 1)
	case t.text == "from" && begins:
		return r.from(i + 1)
	case t.text == "def" || t.text == "class":
		r.own[r.at(i+1).text] = true
		return i + 1
	}
	r.alias(i)
	r.use(i)
	return i + 1
}

func (r *pythonReader) beginsStatement(i int) bool {
	before := r.at(i - 1)
	return before.kind == line || before.is(";") || before.is(":")
}

// imports reads "a.b as c, d".
func (r *pythonReader) imports(i int) int {
	for {
		start := i
		name, next := r.dotted(i)
		if name == "" {
			return i
		}
		r.imported(name, r.span(start, next-1))
		first, _, _ := strings.Cut(name, ".")
		r.aliases[first] = first
		i = next
		if r.at(i).is("as") {
			r.aliases[r.at(i+1).text] = name
			i += 2
		}
		if !r.at(i).is(",") {
			return i
		}
		i++
	}
}

// from reads "a.b import (c as d, e)".
func (r *pythonReader) from(i int) int {
	start := i
	for r.at(i).is(".") {
		i++
	}
	module, next := r.dotted(i)
	if module == "" || !r.at(next).is("import") {
		return max(next, start)
	}
	if i == start {
		r.imported(module, r.span(i, next-1))
	}
	for i = next + 1; r.at(i).kind != line && !r.at(i).is(";"); i++ {
		t := r.at(i)
		switch {
		case t.is("*"):
			r.star(module)
		case t.is("as"):
			r.aliases[r.at(i+1).text] = module + "." + r.at(i-1).text
			i++
		case t.kind == word:
			r.imported(module+"."+t.text, t)
			r.named(module+"."+t.text, t)
			r.aliases[t.text] = module + "." + t.text
		}
	}
	return i
}

// alias notes NAME = path and NAME := path where path is of interest.
func (r *pythonReader) alias(i int) {
	value := i + 2
	switch {
	case r.at(i+1).is("=") && !r.at(i+2).is("="):
	case r.at(i+1).is(":") && r.at(i+2).is("="):
		value++
	default:
		return
	}
	if r.at(value).kind != word {
		return
	}
	if path, _ := r.peek(value); path != r.tokens[i].text && r.interesting(path) {
		r.aliases[r.tokens[i].text] = path
	}
}

// interesting tells whether following a name can lead to a finding.
func (r *pythonReader) interesting(path string) bool {
	path = builtin(path)
	switch path {
	case "__import__", "getattr", "eval", "exec", "importlib", "importlib.import_module", "sys", "sys.modules", "builtins":
		return true
	}
	return r.rules.leading[path] || len(r.rules.names[path]) > 0
}

func builtin(path string) string {
	path = strings.TrimPrefix(path, "builtins.")
	return strings.TrimPrefix(path, "__builtins__.")
}

// afterCall knows the calls that import, that look an attribute up by its name
// and that run a string.
func (r *pythonReader) afterCall(path string, open int) (string, bool) {
	end := int(r.closing[open])
	switch path = builtin(path); path {
	case "__import__", "importlib.import_module", "importlib.__import__":
		name, _, ok := r.literal(open+1, end)
		if !ok {
			return path + "(?)", true
		}
		r.found(name, open)
		return name, true
	case "getattr":
		return r.getattr(open, end)
	case "vars":
		if r.at(open+1).kind == word {
			base, _ := r.peekNested(open + 1)
			return base + ".__dict__", true
		}
	case "eval", "exec", "compile":
		if code, _, ok := r.literal(open+1, end); ok {
			r.nested(code, r.span(open, end))
		}
	}
	if base, ok := strings.CutSuffix(path, ".__getattribute__"); ok {
		if name, _, ok := r.literal(open+1, end); ok {
			return base + "." + name, true
		}
	}
	return path + "()", true
}

// peekNested is peek with a bound on calls within calls.
func (r *pythonReader) peekNested(i int) (string, int) {
	if r.quiet > maxNested {
		return "", i
	}
	return r.peek(i)
}

func (r *pythonReader) getattr(open, end int) (string, bool) {
	if r.at(open+1).kind != word {
		return "getattr()", true
	}
	base, next := r.peekNested(open + 1)
	if !r.at(next).is(",") {
		return "getattr()", true
	}
	name, _, ok := r.literal(next+1, end)
	if !ok {
		return "getattr()", true
	}
	return base + "." + name, true
}

// afterIndex knows the dictionaries that hold modules and attributes.
func (r *pythonReader) afterIndex(path string, open int) (string, bool) {
	key, _, ok := r.literal(open+1, int(r.closing[open]))
	if !ok {
		return "", false
	}
	switch path {
	case "sys.modules":
		r.found(key, open)
		return key, true
	case "globals()", "locals()", "__builtins__":
		return r.resolve(key), true
	}
	if base, ok := strings.CutSuffix(path, ".__dict__"); ok {
		return builtin(base + "." + key), true
	}
	return "", false
}

// nested reads code in a string. All of it stands where the string does.
func (r *pythonReader) nested(code string, at token) {
	if r.quiet > 0 || r.depth >= maxNested {
		return
	}
	if r.work -= len(code) / 4; r.work < 0 {
		r.incomplete = true
		return
	}
	tokens := lex(pythonSyntax, code)
	for i := range tokens {
		tokens[i].off, tokens[i].end = at.off, at.end
	}
	r.depth++
	r.read(tokens)
	r.depth--
}
