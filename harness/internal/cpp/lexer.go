package cpp

import "strings"

// splice joins lines that a backslash at their end continues.
func splice(code string) string {
	code = strings.ReplaceAll(code, "\r\n", "\n")
	return strings.ReplaceAll(code, "\\\n", "")
}

// lexer yields words and single punctuation characters. It passes comments,
// literals, directives, and what they leave out.
type lexer struct {
	text   string
	at     int
	fresh  bool // nothing but blanks and comments stands before in this line
	macros map[string]bool
	left   []bool // the conditions around: whether each leaves out what follows
	taken  []bool // and whether one of its branches was taken
	out    int    // how many of them leave out what follows
}

func (l *lexer) next() string {
	for l.at < len(l.text) {
		c := l.text[l.at]
		switch {
		case c == '#' && l.fresh:
			l.directive()
		case c == '\n':
			l.fresh = true
			l.at++
		case l.leftOut():
			l.skipOne()
		case c <= ' ':
			l.at++
		case l.sees("//") || l.sees("/*"):
			l.skipComment()
		case c == '"' || c == '\'':
			l.fresh = false
			l.skipQuoted(c)
			return `"`
		case isWord(c):
			l.fresh = false
			if word := l.word(); !l.isRawPrefix(word) {
				return word
			}
			l.skipRaw()
			return `"`
		default:
			l.fresh = false
			l.at++
			return l.text[l.at-1 : l.at]
		}
	}
	return ""
}

// skipOne passes one thing that does not count; comments and literals in it may
// hold what looks like a directive.
func (l *lexer) skipOne() {
	if l.sees("//") || l.sees("/*") {
		l.skipComment()
		return
	}
	l.fresh = l.fresh && l.text[l.at] <= ' '
	l.at++
}

func (l *lexer) leftOut() bool { return l.out > 0 }

func (l *lexer) sees(want string) bool { return strings.HasPrefix(l.text[l.at:], want) }

func (l *lexer) word() string {
	from := l.at
	for l.at < len(l.text) && (isWord(l.text[l.at]) || l.number(from)) {
		l.at++
	}
	return l.text[from:l.at]
}

// number tells whether a quote or a point goes on with a number: 1'000.
func (l *lexer) number(from int) bool {
	first, c := l.text[from], l.text[l.at]
	return '0' <= first && first <= '9' && (c == '\'' && l.at+1 < len(l.text) && isWord(l.text[l.at+1]) || c == '.')
}

func isWord(c byte) bool {
	return c == '_' || c == '$' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80
}

func (l *lexer) skipComment() {
	end := "*/"
	if l.sees("//") {
		end = "\n"
	}
	n := strings.Index(l.text[l.at+2:], end)
	if n < 0 {
		l.at = len(l.text)
		return
	}
	l.at += 2 + n + len(strings.TrimSpace(end)) // the line's end stays
}

func (l *lexer) skipQuoted(quote byte) {
	for l.at++; l.at < len(l.text) && l.text[l.at] != '\n'; l.at++ {
		switch l.text[l.at] {
		case '\\':
			l.at++
		case quote:
			l.at++
			return
		}
	}
}

func (l *lexer) isRawPrefix(word string) bool {
	switch word {
	case "R", "u8R", "uR", "UR", "LR":
		return l.at < len(l.text) && l.text[l.at] == '"'
	}
	return false
}

// skipRaw passes "DELIMITER(…)DELIMITER".
func (l *lexer) skipRaw() {
	delimiter, _, ok := strings.Cut(l.text[l.at+1:], "(")
	if !ok || len(delimiter) > 16 {
		l.at++
		return
	}
	from := l.at + len(delimiter) + 2
	n := strings.Index(l.text[from:], ")"+delimiter+`"`)
	if n < 0 {
		l.at = len(l.text)
		return
	}
	l.at = from + n + len(delimiter) + 2
}

// directive reads one line of the preprocessor.
func (l *lexer) directive() {
	line, _, _ := strings.Cut(l.text[l.at+1:], "\n")
	l.at += 1 + len(line)
	if comment := strings.Index(line, "/*"); comment >= 0 && !strings.Contains(line[comment:], "*/") {
		l.at -= len(line) - comment // a comment that goes on below
	}
	name, rest, _ := strings.Cut(strings.TrimSpace(line)+" ", " ")
	rest = strings.TrimSpace(rest)
	word := rest
	if i := strings.IndexFunc(rest, func(r rune) bool { return r < 0x80 && !isWord(byte(r)) }); i >= 0 {
		word = rest[:i]
	}
	switch name {
	case "ifdef":
		l.enter(l.macros[word])
	case "ifndef":
		l.enter(!l.macros[word])
	case "if":
		l.enter(l.holds(rest))
	case "elif":
		l.otherwise(l.holds(rest))
	case "else":
		l.otherwise(true)
	case "endif":
		if n := len(l.left); n > 0 {
			l.leave(n-1, false)
			l.left, l.taken = l.left[:n-1], l.taken[:n-1]
		}
	case "define", "undef":
		if !l.leftOut() {
			l.macros[word] = name == "define"
		}
	}
}

func (l *lexer) enter(holds bool) {
	l.left, l.taken = append(l.left, false), append(l.taken, holds)
	l.leave(len(l.left)-1, !holds)
}

// leave notes whether a condition leaves out what follows.
func (l *lexer) leave(n int, out bool) {
	if out && !l.left[n] {
		l.out++
	} else if !out && l.left[n] {
		l.out--
	}
	l.left[n] = out
}

func (l *lexer) otherwise(holds bool) {
	if n := len(l.left) - 1; n >= 0 {
		l.leave(n, l.taken[n] || !holds)
		l.taken[n] = l.taken[n] || holds
	}
}

// holds evaluates what conditions in solutions are made of; any other counts as
// true.
func (l *lexer) holds(condition string) bool {
	condition = strings.ReplaceAll(condition, " ", "")
	if condition == "0" || condition == "false" {
		return false
	}
	negated := strings.HasPrefix(condition, "!")
	name, ok := strings.CutPrefix(strings.TrimPrefix(condition, "!"), "defined")
	if name = strings.Trim(name, "()"); ok && strings.Trim(name, "_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == "" {
		return l.macros[name] != negated
	}
	return true
}
