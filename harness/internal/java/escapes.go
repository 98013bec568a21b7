package java

import (
	"unicode/utf16"
	"unicode/utf8"
)

// unescape decodes UTF-8 and the escapes \uXXXX of the Java Language
// Specification, 3.3: a backslash starts one only after an even number of
// backslashes, and it may have any number of u.
func unescape(source []byte) []rune {
	runes := make([]rune, 0, len(source))
	backslashes := 0 // that stand directly before source[i]
	for i := 0; i < len(source); {
		if source[i] == '\\' && backslashes%2 == 0 {
			if r, size := escape(source[i:]); size > 0 {
				runes = appendRune(runes, r)
				i += size
				continue // an escaped backslash starts no further escape
			}
		}
		if source[i] == '\\' {
			backslashes++
		} else {
			backslashes = 0
		}
		r, size := utf8.DecodeRune(source[i:])
		runes = append(runes, r)
		i += size
	}
	return runes
}

// escape reads one escape at the start of text; size 0 means that there is none.
func escape(text []byte) (r rune, size int) {
	i := 1
	for i < len(text) && text[i] == 'u' {
		i++
	}
	if i == 1 || len(text) < i+4 {
		return 0, 0
	}
	for _, c := range text[i : i+4] {
		digit, ok := hexDigit(c)
		if !ok {
			return 0, 0
		}
		r = r<<4 | digit
	}
	return r, i + 4
}

func hexDigit(c byte) (rune, bool) {
	switch {
	case '0' <= c && c <= '9':
		return rune(c - '0'), true
	case 'a' <= c && c <= 'f':
		return rune(c-'a') + 10, true
	case 'A' <= c && c <= 'F':
		return rune(c-'A') + 10, true
	}
	return 0, false
}

// appendRune joins the two halves of a character that was escaped in UTF-16.
func appendRune(runes []rune, r rune) []rune {
	if last := len(runes) - 1; last >= 0 {
		if whole := utf16.DecodeRune(runes[last], r); whole != utf8.RuneError {
			runes[last] = whole
			return runes
		}
	}
	return append(runes, r)
}
