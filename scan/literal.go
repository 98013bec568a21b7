package scan

import (
	"strings"
	"text/scanner"
	"unicode/utf8"
)

// formatField is a Python format string whose replacement field is being read.
type formatField struct {
	quote  rune
	triple bool
	raw    bool
	depth  int // brackets open outside the field
}

// literal reads a string whose opening quote has just been read.
func (l *lexer) literal(quote rune, off int, p stringPrefix) {
	triple := false
	if l.blocks && l.scan.Peek() == quote {
		l.scan.Next()
		if l.scan.Peek() != quote {
			l.add(text, "", off)
			return
		}
		l.scan.Next()
		triple = true
	}
	switch {
	case p.delim:
		l.delimited(off)
	case p.format:
		l.format(formatField{quote: quote, triple: triple, raw: p.raw}, off)
	default:
		l.plain(quote, triple, p.raw, off)
	}
}

// plain reads a string without fields. One that has no end stops with its line,
// or with the source where it may span lines.
func (l *lexer) plain(quote rune, triple, raw bool, off int) {
	start := l.scan.Pos().Offset
	for {
		end := l.scan.Pos().Offset
		if l.closes(quote, triple) {
			l.addString(start, end, raw, off)
			return
		}
		if l.stops(triple) {
			l.addString(start, end, raw, off)
			return
		}
		if l.scan.Next() == '\\' {
			l.scan.Next()
		}
	}
}

// closes reads the closing quote if it stands here. Of three quotes it may read
// one or two that turn out to be content.
func (l *lexer) closes(quote rune, triple bool) bool {
	if l.scan.Peek() != quote {
		return false
	}
	at := l.scan.Pos().Offset
	if !triple {
		l.scan.Next()
		return true
	}
	three := strings.Repeat(string(quote), 3)
	if !strings.HasPrefix(l.source[at:], three) {
		return false
	}
	for range 3 {
		l.scan.Next()
	}
	return true
}

func (l *lexer) stops(triple bool) bool {
	ch := l.scan.Peek()
	return ch == scanner.EOF || ch == '\n' && !triple
}

func (l *lexer) addString(start, end int, raw bool, off int) {
	value := l.source[start:end]
	if !raw {
		value = unquote(value)
	}
	l.add(text, value, off)
}

// delimited reads what follows R" in C++. A delimiter that is none leaves the
// rest of the line as the string.
func (l *lexer) delimited(off int) {
	start := l.scan.Pos().Offset
	open := strings.IndexByte(l.source[start:min(start+18, len(l.source))], '(')
	if open < 0 || strings.ContainsAny(l.source[start:start+open], " \\)\t\n\v\f") {
		l.plain('"', false, true, off)
		return
	}
	closing := ")" + l.source[start:start+open] + `"`
	body := start + open + 1
	end := strings.Index(l.source[body:], closing)
	stop := len(l.source)
	if end >= 0 {
		stop = body + end + len(closing)
		end += body
	} else {
		end = stop
	}
	for l.scan.Pos().Offset < stop && l.scan.Next() != scanner.EOF {
	}
	l.add(text, l.source[body:end], off)
}

// format reads the literal part of a format string up to its end or to a
// replacement field, whose code the main loop then reads.
func (l *lexer) format(f formatField, off int) {
	start := l.scan.Pos().Offset
	for {
		end := l.scan.Pos().Offset
		if l.closes(f.quote, f.triple) || l.stops(f.triple) {
			l.addString(start, end, f.raw, off)
			return
		}
		switch ch := l.scan.Next(); {
		case ch == '\\' && !f.raw:
			l.scan.Next()
		case ch == '{' && l.scan.Peek() == '{':
			l.scan.Next()
		case ch == '{' && len(l.fields) < maxFields:
			l.addString(start, end, f.raw, off)
			l.add(punct, "{", end)
			f.depth = l.depth
			l.fields = append(l.fields, f)
			return
		}
	}
}

// inField ends a replacement field, or passes its format specification, where
// ch does so. It reports whether ch was used up.
func (l *lexer) inField(ch rune, off int) bool {
	n := len(l.fields) - 1
	if n < 0 {
		return false
	}
	f := l.fields[n]
	switch {
	case ch == '}' && l.depth < f.depth: // one more closed than the code opened
		l.depth = f.depth
	case ch == ':' && l.depth == f.depth:
	default:
		return false
	}
	l.fields = l.fields[:n]
	l.add(punct, "}", off)
	if ch == ':' {
		l.specification(f, off)
		return true
	}
	l.format(f, off)
	return true
}

// specification reads what stands between a field's colon and its brace. Nested
// fields there are read as fields of the string.
func (l *lexer) specification(f formatField, off int) {
	for {
		ch := l.scan.Peek()
		if ch == '}' || ch == '{' || ch == f.quote || l.stops(f.triple) {
			break
		}
		l.scan.Next()
	}
	if l.scan.Peek() == '}' {
		l.scan.Next()
	}
	l.format(f, off)
}

// unquote undoes the escapes that Python, Java and C++ have in common. One that
// it does not know keeps its character.
func unquote(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var out strings.Builder
	for len(s) > 0 {
		i := strings.IndexByte(s, '\\')
		if i < 0 || i+1 >= len(s) {
			break
		}
		out.WriteString(s[:i])
		s = s[i+1:]
		used := escape(&out, s)
		s = s[used:]
	}
	out.WriteString(s)
	return out.String()
}

// escape writes what the escape at the start of s, its backslash cut off, stands
// for, and returns how long it is.
func escape(out *strings.Builder, s string) int {
	switch s[0] {
	case 'n':
		out.WriteByte('\n')
	case 't':
		out.WriteByte('\t')
	case 'r':
		out.WriteByte('\r')
	case '\n':
	case 'x':
		return hexEscape(out, s, 2)
	case 'u':
		return hexEscape(out, s, 4)
	case 'U':
		return hexEscape(out, s, 8)
	case '0', '1', '2', '3', '4', '5', '6', '7':
		return octalEscape(out, s)
	default:
		out.WriteByte(s[0])
	}
	return 1
}

func hexEscape(out *strings.Builder, s string, digits int) int {
	if len(s) < 1+digits {
		out.WriteByte(s[0])
		return 1
	}
	value, ok := parseHex(s[1 : 1+digits])
	if !ok {
		out.WriteByte(s[0])
		return 1
	}
	if value < 0 || value > utf8.MaxRune {
		value = utf8.RuneError
	}
	out.WriteRune(value)
	return 1 + digits
}

func octalEscape(out *strings.Builder, s string) int {
	value, i := rune(0), 0
	for i < len(s) && i < 3 && '0' <= s[i] && s[i] <= '7' {
		value = value<<3 | rune(s[i]-'0')
		i++
	}
	out.WriteRune(value)
	return i
}
