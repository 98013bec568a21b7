package judge

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// character is one of ASCII: the only ones that are a character in all languages.
func (n *normalizer) character() error {
	if n.peek() != '"' {
		return n.wrong("want character, a string of one")
	}
	start := len(n.out)
	if err := n.text(); err != nil {
		return err
	}
	inner := n.out[start+1 : len(n.out)-1]
	single := len(inner) == 1 && inner[0] < utf8.RuneSelf || len(inner) > 1 && inner[0] == '\\' && (len(inner) == 2 || inner[1] == 'u' && len(inner) == 6)
	if !single {
		return n.fault("want character, a string of one ASCII character, got %s", show(excerpt(n.out[start:], 0)))
	}
	return nil
}

// text reads a string.
func (n *normalizer) text() error {
	if n.peek() != '"' {
		return n.wrong("want string")
	}
	n.at++
	n.out = append(n.out, '"')
	for {
		plain := plainLength(n.in[n.at:])
		n.out = append(n.out, n.in[n.at:n.at+plain]...)
		n.at += plain
		switch b := n.peek(); {
		case n.at >= len(n.in):
			return n.fault("the string has no end")
		case b == '"':
			n.at++
			n.out = append(n.out, '"')
			return nil
		case b < ' ':
			return n.fault("the string holds the control character %q, not escaped", b)
		case b == '\\':
			if err := n.escape(); err != nil {
				return err
			}
		default:
			r, size := utf8.DecodeRune(n.in[n.at:])
			if r == utf8.RuneError && size == 1 {
				return n.fault("the string is not UTF-8: byte 0x%02x", b)
			}
			n.out = append(n.out, n.in[n.at:n.at+size]...)
			n.at += size
		}
	}
}

// plainLength counts the ASCII characters that stand for themselves.
func plainLength(text []byte) int {
	for i, b := range text {
		if b < ' ' || b == '"' || b == '\\' || b >= utf8.RuneSelf {
			return i
		}
	}
	return len(text)
}

const (
	escapes   = `"\/bfnrt`
	escaped   = "\"\\/\b\f\n\r\t"
	hexDigits = "0123456789abcdef"
)

// escape reads what stands after a backslash.
func (n *normalizer) escape() error {
	n.at++
	if i := strings.IndexByte(escapes, n.peek()); n.at < len(n.in) && i >= 0 {
		n.at++
		n.out = appendRune(n.out, rune(escaped[i]))
		return nil
	}
	r, ok := n.unit()
	if ok && utf16.IsSurrogate(r) {
		if ok = n.peek() == '\\'; ok {
			n.at++
			var low rune
			low, ok = n.unit()
			r = utf16.DecodeRune(r, low)
			ok = ok && r != utf8.RuneError
		}
		if !ok {
			return n.fault("the string holds half a surrogate pair")
		}
	}
	if !ok {
		return n.fault("the string holds a backslash that escapes nothing")
	}
	n.out = appendRune(n.out, r)
	return nil
}

// unit reads the u and the four digits of an escaped UTF-16 unit.
func (n *normalizer) unit() (rune, bool) {
	if n.peek() != 'u' || len(n.in)-n.at < 5 {
		return 0, false
	}
	unit, err := strconv.ParseUint(string(n.in[n.at+1:n.at+5]), 16, 16)
	n.at += 5
	return rune(unit), err == nil
}

// appendRune writes one character of a string, escaped where it must be.
func appendRune(out []byte, r rune) []byte {
	switch i := strings.IndexRune(escaped, r); {
	case r == '/':
	case i >= 0:
		return append(out, '\\', escapes[i])
	case r < ' ':
		return append(out, '\\', 'u', '0', '0', hexDigits[r>>4], hexDigits[r&15])
	}
	return utf8.AppendRune(out, r)
}
