package java

import "unicode"

// A token is a word (keyword, identifier), a punctuation character, or "" at
// the end. Comments and literals yield none, except that a literal yields
// literalToken, so that it parts the words around it.
type token string

const literalToken token = `"`

func (t token) isWord() bool {
	for _, r := range t {
		return isStart(r)
	}
	return false
}

// tokenizer yields the tokens of a source, one token of look-ahead at a time.
type tokenizer struct {
	text []rune
	at   int
}

func (t *tokenizer) next() token {
	t.skipBlank()
	if t.at >= len(t.text) {
		return ""
	}
	switch r := t.text[t.at]; {
	case isStart(r):
		return t.takeWord()
	case '0' <= r && r <= '9':
		t.takeWord()
		return literalToken
	case r == '"' && t.sees(`"""`):
		t.skipBlock()
		return literalToken
	case r == '"' || r == '\'':
		t.skipQuoted(r)
		return literalToken
	default:
		t.at++
		return token(r)
	}
}

// sees tells whether the text goes on with want.
func (t *tokenizer) sees(want string) bool {
	for i, r := range want { // ASCII: an index is a count
		if t.at+i >= len(t.text) || t.text[t.at+i] != r {
			return false
		}
	}
	return true
}

// skipBlank passes white space and comments.
func (t *tokenizer) skipBlank() {
	for t.at < len(t.text) {
		switch {
		case t.sees("//"):
			for t.at < len(t.text) && t.text[t.at] != '\n' && t.text[t.at] != '\r' {
				t.at++
			}
		case t.sees("/*"):
			t.at += 2
			for t.at < len(t.text) && !t.sees("*/") {
				t.at++
			}
			t.at = min(t.at+2, len(t.text))
		case unicode.IsSpace(t.text[t.at]) || t.text[t.at] == '\x1a':
			t.at++
		default:
			return
		}
	}
}

func (t *tokenizer) takeWord() token {
	start := t.at
	for t.at < len(t.text) && isPart(t.text[t.at]) {
		t.at++
	}
	return token(t.text[start:t.at])
}

// skipQuoted passes a string or a character, which ends at its line's end even
// where the closing quote is missing.
func (t *tokenizer) skipQuoted(quote rune) {
	for t.at++; t.at < len(t.text); t.at++ {
		switch t.text[t.at] {
		case quote:
			t.at++
			return
		case '\n', '\r':
			return
		case '\\':
			if t.at+1 < len(t.text) && t.text[t.at+1] != '\n' && t.text[t.at+1] != '\r' {
				t.at++
			}
		}
	}
}

// skipBlock passes a text block.
func (t *tokenizer) skipBlock() {
	for t.at += 3; t.at < len(t.text); t.at++ {
		if t.sees(`"""`) {
			t.at += 3
			return
		}
		if t.text[t.at] == '\\' {
			t.at++
		}
	}
	t.at = len(t.text)
}

// isStart and isPart follow Character.isJavaIdentifierStart and -Part, without
// the characters that Java ignores in an identifier.
func isStart(r rune) bool {
	return r == '_' || r == '$' || unicode.IsLetter(r) || unicode.In(r, unicode.Nl, unicode.Sc, unicode.Pc)
}

func isPart(r rune) bool {
	return isStart(r) || unicode.In(r, unicode.Nd, unicode.Mn, unicode.Mc)
}

// isIdentifier tells whether name could be a class's or a package's.
func isIdentifier(name string) bool {
	for i, r := range name {
		if i == 0 && !isStart(r) || !isPart(r) {
			return false
		}
	}
	return name != ""
}
