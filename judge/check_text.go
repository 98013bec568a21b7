package judge

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// excerptBytes is how much of an output a message or a Diff shows.
const excerptBytes = 64

const endOfOutput = "the end of the output"

var newline = []byte{'\n'}

// position returns the line and the column, both from 1, of a place in text.
func position(text []byte, at int) (line, column int) {
	return bytes.Count(text[:at], newline) + 1, at - bytes.LastIndexByte(text[:at], '\n')
}

// excerpt returns a copy of a short text, or the part of a long one around the
// byte at, with … where something was left out.
func excerpt(text []byte, at int) Text {
	if len(text) <= excerptBytes {
		return append(Text{}, text...)
	}
	start := max(0, min(at-excerptBytes/2, len(text)-excerptBytes))
	end := start + excerptBytes
	for start > 0 && start < at && !utf8.RuneStart(text[start]) {
		start++
	}
	for i := 0; i < utf8.UTFMax-1 && end < len(text) && end > at+1 && !utf8.RuneStart(text[end]); i++ {
		end--
	}
	short := Text{}
	if start > 0 {
		short = append(short, "…"...)
	}
	short = append(short, text[start:end]...)
	if end < len(text) {
		short = append(short, "…"...)
	}
	return short
}

// show returns a text as a message says it: as it is where that can be read,
// quoted where it is empty or holds something that does not print.
func show(text []byte) string {
	unreadable := func(r rune) bool { return r == utf8.RuneError || !unicode.IsPrint(r) }
	if len(text) == 0 || bytes.ContainsFunc(text, unreadable) {
		return strconv.Quote(string(text))
	}
	return string(text)
}

func quoteOrEnd(short Text, whole []byte) string {
	if len(whole) == 0 {
		return endOfOutput
	}
	return strconv.Quote(string(short))
}

// cut shortens what a client sent for a message about it.
func cut(s string) string { return string(excerpt([]byte(s), 0)) }

// cutText returns the beginning of a stream, at most limit bytes and no half of
// a character, as a copy that does not hold the rest in memory.
func cutText(stream Stream, limit int) (Text, bool) {
	data, truncated := stream.Data, stream.Truncated
	if len(data) > limit {
		data, truncated = data[:limit], true
	}
	if truncated {
		data = withoutHalfRune(data)
	}
	return append(Text{}, data...), truncated
}

// withoutHalfRune drops a character at the end that was cut in two.
func withoutHalfRune(data []byte) []byte {
	for back := 1; back < utf8.UTFMax && back <= len(data); back++ {
		tail := data[len(data)-back:]
		if utf8.RuneStart(tail[0]) {
			if !utf8.FullRune(tail) {
				return data[:len(data)-back]
			}
			break
		}
	}
	return data
}
