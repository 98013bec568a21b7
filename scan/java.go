package scan

var javaSyntax = syntax{clean: unescape, slashes: true, blocks: true}

// javaReader follows imports, the types of variables and static imports.
type javaReader struct{ *resolver }

func readJava(m *matcher, source string) {
	m.clean = unescape(source)
	r := javaReader{newResolver(m, lex(javaSyntax, m.clean.text))}
	r.declarations()
	r.star("java.lang")
	for i := 0; i < len(r.tokens); {
		i = r.step(i)
	}
	m.match(r.tokens)
}

// declarations notes the types that the source declares: they hide what is
// imported with a star and what java.lang has.
func (r javaReader) declarations() {
	for i, t := range r.tokens {
		switch {
		case t.kind != word || r.at(i-1).is("."):
		case t.text == "class" || t.text == "interface" || t.text == "enum" || t.text == "record":
			if next := r.at(i + 1); next.kind == word {
				r.own[next.text] = true
			}
		}
	}
}

func (r javaReader) step(i int) int {
	t := r.tokens[i]
	if t.kind != word || r.at(i-1).is(".") || r.at(i-1).is("::") {
		return i + 1
	}
	if t.text == "import" {
		return r.imports(i + 1)
	}
	r.use(i)
	r.variable(i)
	return i + 1
}

// imports reads "[static] a.b.C;" and "a.b.*;".
func (r javaReader) imports(i int) int {
	if r.at(i).is("static") {
		i++
	}
	path, next := r.dotted(i)
	if path == "" {
		return i
	}
	r.imported(path, r.span(i, next-1))
	r.named(path, r.span(i, next-1))
	if r.at(next).is(".") && r.at(next+1).is("*") {
		r.star(path)
		return next + 2
	}
	r.aliases[r.at(next-1).text] = path
	return next
}

// variable notes "Type name" and "name = path" where more of the path's names
// would be of interest.
func (r javaReader) variable(i int) {
	if r.at(i+1).is("=") && !r.at(i+2).is("=") && r.at(i+2).kind == word {
		if path, end := r.peek(i + 2); r.rules.leading[path] && r.at(end).is(";") {
			r.aliases[r.tokens[i].text] = path
		}
		return
	}
	path, end := r.peek(i)
	if !r.rules.leading[path] || r.at(end).kind != word {
		return
	}
	switch after := r.at(end + 1); {
	case after.is("="), after.is(";"), after.is(","), after.is(")"), after.is(":"):
		r.aliases[r.at(end).text] = path
	}
}
