package judge

import (
	"bytes"
	"math"
	"strconv"
)

// integer reads an integer and keeps its digits.
func (n *normalizer) integer(t Type, bits int) error {
	start := n.at
	length := numberLength(n.in[start:])
	if length == 0 {
		return n.wrong("want " + t.String())
	}
	digits := n.in[start : start+length]
	if bytes.ContainsAny(digits, ".eE") {
		return n.fault("want %s, got %s, which is not written as one", t, show(excerpt(digits, 0)))
	}
	value, err := strconv.ParseInt(string(digits), 10, bits)
	if err != nil {
		return n.fault("%s is out of the range of %s, %d bits", show(excerpt(digits, 0)), t, bits)
	}
	n.at += length
	n.out = strconv.AppendInt(n.out, value, 10)
	return nil
}

// The spellings of what is no number.
var specials = map[string]string{
	"NaN": "NaN", "Infinity": "Infinity", "-Infinity": "-Infinity",
	`"NaN"`: "NaN", `"Infinity"`: "Infinity", `"-Infinity"`: "-Infinity",
}

func (n *normalizer) double() error {
	length := numberLength(n.in[n.at:])
	if length == 0 {
		return n.notNumber()
	}
	digits := n.in[n.at : n.at+length]
	value, err := strconv.ParseFloat(string(digits), 64)
	if err != nil {
		return n.fault("%s is out of the range of double", show(excerpt(digits, 0)))
	}
	n.at += length
	n.out = appendDouble(n.out, value)
	return nil
}

func (n *normalizer) notNumber() error {
	rest := n.in[n.at:min(len(n.in), n.at+len(`"-Infinity"`))]
	for spelling, name := range specials {
		if !bytes.HasPrefix(rest, []byte(spelling)) {
			continue
		}
		if !n.special {
			return n.fault("want double, got %s, which is no number that could be passed on", name)
		}
		n.at += len(spelling)
		n.out = append(append(append(n.out, '"'), name...), '"')
		return nil
	}
	return n.wrong("want double")
}

// appendDouble writes the shortest form that round-trips, with a point or an
// exponent so that every reader sees a double.
func appendDouble(out []byte, value float64) []byte {
	format := byte('f')
	if size := math.Abs(value); size != 0 && (size < 1e-6 || size >= 1e21) {
		format = 'e'
	}
	start := len(out)
	out = strconv.AppendFloat(out, value, format, -1, 64)
	if !bytes.ContainsAny(out[start:], ".e") {
		out = append(out, ".0"...)
	}
	return out
}

// numberLength returns how many bytes of JSON's form of a number a text begins
// with; 0 where it begins with something else.
func numberLength(text []byte) int {
	at := 0
	if len(text) > 0 && text[0] == '-' {
		at = 1
	}
	whole := digits(text[at:])
	if whole == 0 || whole > 1 && text[at] == '0' {
		return 0
	}
	at += whole
	if at < len(text) && text[at] == '.' {
		fraction := digits(text[at+1:])
		if fraction == 0 {
			return 0
		}
		at += 1 + fraction
	}
	if at < len(text) && (text[at] == 'e' || text[at] == 'E') {
		sign := at + 1
		if sign < len(text) && (text[sign] == '+' || text[sign] == '-') {
			sign++
		}
		exponent := digits(text[sign:])
		if exponent == 0 {
			return 0
		}
		at = sign + exponent
	}
	return at
}
