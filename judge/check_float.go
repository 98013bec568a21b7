package judge

import (
	"bytes"
	"math"
	"strconv"
)

// DefaultTolerance is what the checker float allows, absolute or relative, where
// it is told neither: what most problem statements ask for.
const DefaultTolerance = 1e-6

// maxNumberBytes is the longest token that is read as a number. The longest
// decimal form of a double has some 1080 digits.
const maxNumberBytes = 4096

// tolerance says how far two numbers may be apart; either bound is enough, and a
// negative one bounds nothing.
type tolerance struct{ absolute, relative float64 }

func (c Checker) tolerance() tolerance {
	if c.Absolute == nil && c.Relative == nil {
		return tolerance{DefaultTolerance, DefaultTolerance}
	}
	t := tolerance{-1, -1}
	if c.Absolute != nil {
		t.absolute = *c.Absolute
	}
	if c.Relative != nil {
		t.relative = *c.Relative
	}
	return t
}

// same compares two different tokens. Numbers are decimal, as doubles; inf and
// nan in any spelling equal themselves and nothing else, whatever the tolerance.
// Everything else (words, hexadecimal forms, numbers beyond a double) would have
// had to be the same bytes.
func (t tolerance) same(expected, got []byte) bool {
	want, ok := number(expected)
	if !ok {
		return false
	}
	have, ok := number(got)
	if !ok {
		return false
	}
	if math.IsNaN(want) || math.IsNaN(have) {
		return math.IsNaN(want) && math.IsNaN(have)
	}
	if math.IsInf(want, 0) || math.IsInf(have, 0) {
		return want == have
	}
	apart := math.Abs(want - have)
	if math.IsInf(apart, 0) {
		return false
	}
	return apart <= t.absolute || t.relative >= 0 && apart <= t.relative*math.Abs(want)
}

// number reads a token as a number; false where it is none.
func number(token []byte) (float64, bool) {
	if len(token) == 0 || len(token) > maxNumberBytes {
		return 0, false
	}
	unsigned := token
	if token[0] == '+' || token[0] == '-' {
		unsigned = token[1:]
	}
	if !decimal(unsigned) {
		return special(unsigned, token[0] == '-')
	}
	value, err := strconv.ParseFloat(string(token), 64)
	return value, err == nil
}

// special reads the spellings of C, Java and Python.
func special(word []byte, negative bool) (float64, bool) {
	switch string(bytes.ToLower(word)) {
	case "nan":
		return math.NaN(), true
	case "inf", "infinity":
		if negative {
			return math.Inf(-1), true
		}
		return math.Inf(1), true
	}
	return 0, false
}

// decimal tells whether a text is digits with at most one point and at most one
// exponent. strconv takes more: hexadecimal forms and underscores.
func decimal(text []byte) bool {
	whole := digits(text)
	text = text[whole:]
	fraction := 0
	if len(text) > 0 && text[0] == '.' {
		fraction = digits(text[1:])
		text = text[1+fraction:]
	}
	if whole+fraction == 0 {
		return false
	}
	if len(text) == 0 {
		return true
	}
	if text[0] != 'e' && text[0] != 'E' {
		return false
	}
	text = text[1:]
	if len(text) > 0 && (text[0] == '+' || text[0] == '-') {
		text = text[1:]
	}
	return len(text) > 0 && digits(text) == len(text)
}

// digits counts the digits that a text begins with.
func digits(text []byte) int {
	n := 0
	for n < len(text) && '0' <= text[n] && text[n] <= '9' {
		n++
	}
	return n
}
