package judge

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
	"slices"
	"strings"
)

// The kinds of checkers.
const (
	CheckExact          = "exact"           // byte for byte
	CheckTokens         = "tokens"          // the same words between white space; the default
	CheckLines          = "lines"           // the same lines; white space at their ends and empty lines at the end do not count
	CheckFloat          = "float"           // as tokens, but numbers may differ by a tolerance
	CheckUnorderedLines = "unordered_lines" // the same lines, each as often, in any order; empty lines do not count
)

// checkerKinds are those that compare by themselves.
var checkerKinds = []string{CheckExact, CheckTokens, CheckLines, CheckFloat, CheckUnorderedLines}

// Validate says whether the checker can be used: its kind is known, only float
// has tolerances, finite and not negative, and only custom a program, whose
// language is not looked up. It returns nil or a *FieldError below /checker.
func (c Checker) Validate() error {
	if c.Kind != "" && c.Kind != CheckCustom && !slices.Contains(checkerKinds, c.Kind) {
		return Invalid("/checker/kind", "%q is not a checker; use one of %s, custom", cut(c.Kind), strings.Join(checkerKinds, ", "))
	}
	for _, tolerance := range []struct {
		name  string
		value *float64
	}{{"absolute", c.Absolute}, {"relative", c.Relative}} {
		field := "/checker/" + tolerance.name
		switch v := tolerance.value; {
		case v == nil:
		case c.Kind != CheckFloat:
			return Invalid(field, "only the checker float has a tolerance; this one is %s", c.kind())
		case math.IsNaN(*v) || math.IsInf(*v, 0) || *v < 0:
			return Invalid(field, "a tolerance is a finite number from 0 upwards, got %v", *v)
		}
	}
	return validCustom("/checker", c.Kind, c.Custom)
}

func (c Checker) kind() string {
	if c.Kind == "" {
		return CheckTokens
	}
	return c.Kind
}

// mismatch is the first difference between an output and the expected one.
type mismatch struct {
	message string
	diff    *Diff // nil where no place of the output can be named
}

// compare returns nil where the output is right. It takes time linear in both
// texts and, but for what unordered lines need to name a difference, no memory.
// The checker is valid; another one is an error in who accepted it.
func (c Checker) compare(expected, got []byte) *mismatch {
	switch c.kind() {
	case CheckExact:
		return compareExact(expected, got)
	case CheckTokens:
		return compareTokens(expected, got, nil)
	case CheckLines:
		return compareLines(expected, got)
	case CheckFloat:
		return compareTokens(expected, got, c.tolerance().same)
	case CheckUnorderedLines:
		return compareUnordered(expected, got)
	}
	panic(fmt.Sprintf("checker %q is not one of %q", c.Kind, checkerKinds))
}

func compareExact(expected, got []byte) *mismatch {
	at := common(expected, got)
	if at == len(expected) && at == len(got) {
		return nil
	}
	start := bytes.LastIndexByte(got[:at], '\n') + 1
	want, have := throughNewline(expected, start, at), throughNewline(got, start, at)
	line := bytes.Count(got[:at], newline) + 1
	diff := &Diff{
		Line: line, Column: at - start + 1,
		Expected: excerpt(want, at-start), Got: excerpt(have, at-start),
	}
	return &mismatch{
		message: fmt.Sprintf("line %d differs at column %d: expected %s, got %s", line, diff.Column,
			quoteOrEnd(diff.Expected, want), quoteOrEnd(diff.Got, have)),
		diff: diff,
	}
}

// throughNewline is the line that begins at start, its newline included.
func throughNewline(text []byte, start, at int) []byte {
	if end := bytes.IndexByte(text[at:], '\n'); end >= 0 {
		return text[start : at+end+1]
	}
	return text[start:]
}

// common returns how many bytes a and b begin with alike.
func common(a, b []byte) int {
	n := min(len(a), len(b))
	i := 0
	for ; i+8 <= n; i += 8 {
		if x := binary.LittleEndian.Uint64(a[i:]) ^ binary.LittleEndian.Uint64(b[i:]); x != 0 {
			return i + bits.TrailingZeros64(x)/8
		}
	}
	for i < n && a[i] == b[i] {
		i++
	}
	return i
}
