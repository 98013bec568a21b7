package judge

import (
	"bytes"
	"fmt"
)

// isBlank holds the white space that does not count at the end of a line. The
// carriage return is one, so that CR LF and LF are the same.
var isBlank = [256]bool{' ': true, '\t': true, '\v': true, '\f': true, '\r': true}

// compareLines compares line by line. White space at a line's end does not
// count, nor do lines of nothing but white space at the end of a text.
func compareLines(expected, got []byte) *mismatch {
	i, j := 0, 0
	for {
		n := common(expected[i:], got[j:])
		i, j = i+n, j+n
		endI, endJ := skipBlank(expected, i), skipBlank(got, j)
		if !endsLine(expected, endI) || !endsLine(got, endJ) {
			number, _ := position(got, j)
			return lineMismatch(number, lineAround(expected, i), lineAround(got, j), got, j)
		}
		if endI == len(expected) || endJ == len(got) {
			return compareRest(expected, endI, got, endJ)
		}
		i, j = endI+1, endJ+1
	}
}

// compareRest compares where at least one text is over: the other may only hold
// white space.
func compareRest(expected []byte, i int, got []byte, j int) *mismatch {
	i, j = skipSpace(expected, i), skipSpace(got, j)
	if i == len(expected) && j == len(got) {
		return nil
	}
	if i == len(expected) {
		number, _ := position(got, j)
		return lineMismatch(number, line{}, lineAround(got, j), got, j)
	}
	number, _ := position(expected, i)
	return lineMismatch(number, lineAround(expected, i), line{}, got, j)
}

func skipBlank(text []byte, i int) int {
	for i < len(text) && isBlank[text[i]] {
		i++
	}
	return i
}

func endsLine(text []byte, i int) bool { return i == len(text) || text[i] == '\n' }

// lineMismatch tells two lines of the same number apart; j is the place in the
// output.
func lineMismatch(number int, want, have line, got []byte, j int) *mismatch {
	row, column := position(got, j)
	diff := &Diff{Line: row, Column: column, Expected: excerpt(want.text, want.at), Got: excerpt(have.text, have.at)}
	var message string
	switch {
	case have.text == nil:
		message = fmt.Sprintf("line %d is missing: expected %s, got %s", number, show(diff.Expected), endOfOutput)
	case want.text == nil:
		message = fmt.Sprintf("line %d is extra: expected %s, got %s", number, endOfOutput, show(diff.Got))
	default:
		message = fmt.Sprintf("line %d differs at column %d: expected %s, got %s", number, column, show(diff.Expected), show(diff.Got))
	}
	return &mismatch{message: message, diff: diff}
}

// line is a line without the white space at its end, and a place in it. Its text
// is nil where the whole text is over.
type line struct {
	text []byte
	at   int
}

func lineAround(text []byte, at int) line {
	start := bytes.LastIndexByte(text[:at], '\n') + 1
	if start == len(text) {
		return line{}
	}
	end := len(text)
	if n := bytes.IndexByte(text[at:], '\n'); n >= 0 {
		end = at + n
	}
	full := trimBlank(text[start:end])
	return line{text: full, at: min(at-start, len(full))}
}

func trimBlank(line []byte) []byte {
	for len(line) > 0 && isBlank[line[len(line)-1]] {
		line = line[:len(line)-1]
	}
	return line
}
