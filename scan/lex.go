package scan

import (
	"strings"
	"text/scanner"
	"unicode"
)

// kind is what a token is.
type kind uint8

const (
	word   kind = iota // identifier, keyword or number
	punct              // one character, or one of :: -> ##
	text               // a string: its value, escapes undone
	header             // what stands between < and > after #include
	line               // the end of a line, where the language cares
)

// token is one token. Its offsets are in the clean text.
type token struct {
	text     string
	hide     *hide // macros that this token may no longer expand
	off, end int32
	kind     kind
	soft     bool // in a group that the preprocessor most likely skips
}

// is tells whether the token is this word or punctuation; a string never is.
func (t token) is(s string) bool { return t.text == s && (t.kind == word || t.kind == punct) }

// syntax is how a language's tokens look.
type syntax struct {
	clean      func(string) *clean
	hash       bool // # begins a comment
	slashes    bool // // and /* */ are comments
	lines      bool // the end of a line is a token
	brackets   bool // … only outside brackets
	directives bool // #include <name> and digraphs
	blocks     bool // """ is a string over several lines
	prefixes   func(string) (stringPrefix, bool)
}

// stringPrefix says what a word right before a quote makes of the string.
type stringPrefix struct {
	raw    bool // backslashes mean nothing
	delim  bool // C++: R"delim(…)delim"
	format bool // Python: {…} holds code
}

// lexer turns a clean text into tokens, forward only.
type lexer struct {
	syntax
	source string
	scan   scanner.Scanner
	tokens []token
	depth  int           // open brackets
	fields []formatField // format strings whose replacement field is being read
}

// maxFields bounds format strings within format strings; deeper ones are plain.
const maxFields = 32

// lex reads all of source.
func lex(s syntax, source string) []token {
	l := &lexer{syntax: s, source: source, tokens: make([]token, 0, len(source)/3+8)}
	l.scan.Init(strings.NewReader(source))
	l.scan.Error = func(*scanner.Scanner, string) {}
	l.scan.Mode = scanner.ScanIdents
	l.scan.Whitespace = 1<<' ' | 1<<'\t' | 1<<'\r' | 1<<'\v' | 1<<'\f'
	number := false
	l.scan.IsIdentRune = func(ch rune, i int) bool {
		digit := '0' <= ch && ch <= '9'
		if i == 0 {
			number = digit
		}
		return digit || ch == '_' || ch == '$' && !s.hash || 'a' <= ch && ch <= 'z' || 'A' <= ch && ch <= 'Z' ||
			ch == '\'' && i > 0 && number && s.directives || ch >= 0x80 && (unicode.IsLetter(ch) || i > 0 && unicode.IsMark(ch))
	}
	for l.step() {
	}
	return l.tokens
}

// step reads one token or comment and reports whether there may be more.
func (l *lexer) step() bool {
	ch := l.scan.Scan()
	off := l.scan.Offset
	switch {
	case ch == scanner.EOF:
		l.add(line, "\n", off)
		return false
	case ch == scanner.Ident:
		l.word(off)
	case ch == '\n':
		if l.lines && (!l.brackets || l.depth <= 0 && len(l.fields) == 0) {
			l.add(line, "\n", off)
		}
	case ch == '#' && l.hash, ch == '/' && l.slashes && l.scan.Peek() == '/':
		l.skipLine()
	case ch == '/' && l.slashes && l.scan.Peek() == '*':
		l.skipBlock()
	case ch == '\\' && l.hash && l.joined():
	case ch == '"' || ch == '\'':
		l.literal(ch, off, stringPrefix{})
	case ch == '<' && l.directives && l.wantsHeader():
		l.header(off)
	default:
		l.punct(ch, off)
	}
	return true
}

func (l *lexer) add(k kind, s string, off int) {
	l.tokens = append(l.tokens, token{kind: k, text: s, off: int32(off), end: int32(l.scan.Pos().Offset)})
}

func (l *lexer) word(off int) {
	w := l.source[off:l.scan.Pos().Offset]
	if next := l.scan.Peek(); (next == '"' || next == '\'') && l.prefixes != nil {
		if p, ok := l.prefixes(w); ok {
			l.literal(l.scan.Next(), off, p)
			return
		}
	}
	l.add(word, w, off)
}

func (l *lexer) skipLine() {
	for ch := l.scan.Peek(); ch != '\n' && ch != scanner.EOF; ch = l.scan.Peek() {
		l.scan.Next()
	}
}

func (l *lexer) skipBlock() {
	l.scan.Next()
	for last, ch := rune(0), l.scan.Next(); ch != scanner.EOF; last, ch = ch, l.scan.Next() {
		if last == '*' && ch == '/' {
			return
		}
	}
}

// joined reads Python's line joining.
func (l *lexer) joined() bool {
	if l.scan.Peek() == '\r' {
		l.scan.Next()
	}
	if l.scan.Peek() != '\n' {
		return false
	}
	l.scan.Next()
	return true
}

func (l *lexer) punct(ch rune, off int) {
	switch {
	case strings.ContainsRune("([{", ch):
		l.depth++
	case strings.ContainsRune(")]}", ch):
		if l.depth--; l.depth < 0 && len(l.fields) == 0 {
			l.depth = 0
		}
	}
	if l.inField(ch, off) {
		return
	}
	next := l.scan.Peek()
	switch {
	case ch == ':' && next == ':', ch == '-' && next == '>', ch == '#' && next == '#':
		l.scan.Next()
	case l.directives && ch == '%' && next == ':':
		l.scan.Next()
		l.digraph(off)
		return
	}
	l.add(punct, l.source[off:l.scan.Pos().Offset], off)
}

// digraph adds # for %: and ## for %:%:. The latter comes as two tokens that
// stand together.
func (l *lexer) digraph(off int) {
	if n := len(l.tokens); n > 0 && l.tokens[n-1].text == "#" && int(l.tokens[n-1].end) == off && l.source[off-1] == ':' {
		l.tokens[n-1].text = "##"
		l.tokens[n-1].end = int32(off + 2)
		return
	}
	l.add(punct, "#", off)
}

// wantsHeader tells whether a < here begins a header's name.
func (l *lexer) wantsHeader() bool {
	n := len(l.tokens)
	if n < 1 {
		return false
	}
	last := l.tokens[n-1]
	if last.is("import") && (n == 1 || l.tokens[n-2].kind == line || l.tokens[n-2].is(";") || l.tokens[n-2].is("export")) {
		return true
	}
	if n < 2 {
		return false
	}
	before := l.tokens[n-2]
	return before.is("#") && includes(last.text) || last.is("(") && before.kind == word && probes(before.text)
}

func includes(directive string) bool {
	return directive == "include" || directive == "include_next" || directive == "import" || directive == "embed"
}

func probes(operator string) bool {
	return operator == "__has_include" || operator == "__has_include_next" || operator == "__has_embed"
}

func (l *lexer) header(off int) {
	for ch := l.scan.Peek(); ch != '>' && ch != '\n' && ch != scanner.EOF; ch = l.scan.Peek() {
		l.scan.Next()
	}
	name := l.source[off+1 : l.scan.Pos().Offset]
	if l.scan.Peek() == '>' {
		l.scan.Next()
	}
	l.add(header, name, off)
}
