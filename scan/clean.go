package scan

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// clean is a source after the phases that come before tokens. Offsets in text
// lead back to the original through shifts.
type clean struct {
	original string
	text     string
	shifts   []shift // ascending by at; empty where text is the original
}

// shift says that from offset at in the text on, the original is by further on.
type shift struct{ at, by int }

// origin returns the offset in the original for one in the text.
func (c *clean) origin(offset int) int {
	i := sort.Search(len(c.shifts), func(i int) bool { return c.shifts[i].at > offset })
	if i == 0 {
		return offset
	}
	return offset + c.shifts[i-1].by
}

// place returns line and column, both from 1, of an offset in the original. The
// column counts characters; a byte that is no UTF-8 counts as one.
func place(original string, offset int) (line, column int) {
	before := original[:offset]
	start := strings.LastIndexByte(before, '\n') + 1
	return 1 + strings.Count(before, "\n"), 1 + utf8.RuneCountInString(before[start:])
}

// rewrite copies source and lets replace stand in for what begins at a byte that
// wanted names. replace returns the bytes used and what they become; 0 keeps one byte.
func rewrite(source, wanted string, replace func(rest string) (used int, with string)) *clean {
	c := &clean{original: source, text: source}
	if !strings.ContainsAny(source, wanted) {
		return c
	}
	var out strings.Builder
	by := 0
	for at := 0; at < len(source); {
		next := strings.IndexAny(source[at:], wanted)
		if next < 0 {
			out.WriteString(source[at:])
			break
		}
		out.WriteString(source[at : at+next])
		at += next
		used, with := replace(source[at:])
		if used == 0 {
			out.WriteByte(source[at])
			at++
			continue
		}
		out.WriteString(with)
		at += used
		by += used - len(with)
		c.shifts = append(c.shifts, shift{out.Len(), by})
	}
	c.text = out.String()
	return c
}

// splice undoes C's line continuations, blanks before the line's end included,
// which is how GCC reads them.
func splice(source string) *clean {
	return rewrite(source, `\`, func(rest string) (int, string) { return spliced(rest[1:], 1), "" })
}

// spliceTrigraphs is splice for a standard that still has trigraphs.
func spliceTrigraphs(source string) *clean {
	return rewrite(source, `\?`, func(rest string) (int, string) {
		if rest[0] == '\\' {
			return spliced(rest[1:], 1), ""
		}
		if len(rest) < 3 || rest[1] != '?' {
			return 0, ""
		}
		i := strings.IndexByte(trigraphs, rest[2])
		if i < 0 {
			return 0, ""
		}
		if rest[2] == '/' {
			if used := spliced(rest[3:], 3); used > 0 {
				return used, ""
			}
		}
		return 3, meanings[i : i+1]
	})
}

const (
	trigraphs = `=/'()!<>-`
	meanings  = `#\^[]|{}~`
)

// spliced returns the length of a line splice whose backslash took before bytes
// and is followed by rest, or 0 where it is none.
func spliced(rest string, before int) int {
	// A line of nothing but backslashes and blanks must not be read twice.
	for i := 0; i < len(rest) && i < 256; i++ {
		switch rest[i] {
		case ' ', '\t', '\v', '\f', '\r':
		case '\n':
			return before + i + 1
		default:
			return 0
		}
	}
	return 0
}

// hasTrigraph tells whether reading trigraphs would change the source.
func hasTrigraph(source string) bool {
	for {
		i := strings.Index(source, "??")
		if i < 0 || i+2 >= len(source) {
			return false
		}
		if strings.IndexByte(trigraphs, source[i+2]) >= 0 {
			return true
		}
		source = source[i+1:]
	}
}

// unescape undoes Java's unicode escapes, which come before everything else. A
// backslash that another one escapes begins none.
func unescape(source string) *clean {
	return rewrite(source, `\`, func(rest string) (int, string) {
		if len(rest) > 1 && rest[1] == '\\' {
			return 2, `\\`
		}
		i := 1
		for i < len(rest) && rest[i] == 'u' {
			i++
		}
		if i == 1 || len(rest) < i+4 {
			return 0, ""
		}
		value, ok := parseHex(rest[i : i+4])
		if !ok {
			return 0, ""
		}
		return i + 4, string(value)
	})
}

// parseHex reads digits as one character; a surrogate becomes U+FFFD.
func parseHex(digits string) (rune, bool) {
	var value rune
	for _, d := range []byte(digits) {
		switch {
		case '0' <= d && d <= '9':
			value = value<<4 | rune(d-'0')
		case 'a' <= d|0x20 && d|0x20 <= 'f':
			value = value<<4 | rune(d|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return value, true
}
