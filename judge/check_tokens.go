package judge

import "fmt"

// isSpace holds the white space of C's isspace: what separates tokens. A NUL is
// part of a token, and so is every byte that is not ASCII.
var isSpace = [256]bool{' ': true, '\t': true, '\n': true, '\v': true, '\f': true, '\r': true}

// compareTokens walks both texts at once, as fast as they are alike, and looks
// at tokens only where they are not. same says whether two different tokens
// count as equal; nil: never.
func compareTokens(expected, got []byte, same func(expected, got []byte) bool) *mismatch {
	i, j := 0, 0
	for {
		n := common(expected[i:], got[j:])
		i, j = i+n, j+n
		if i == len(expected) && j == len(got) {
			return nil
		}
		if !gap(expected, i, got, j) {
			want, have := tokenAt(expected, i), tokenAt(got, j)
			if same == nil || !same(expected[want.start:want.end], got[have.start:have.end]) {
				return tokenMismatch(expected, want, got, have)
			}
			i, j = want.end, have.end
			continue
		}
		i, j = skipSpace(expected, i), skipSpace(got, j)
		if i == len(expected) && j == len(got) {
			return nil
		}
		if i == len(expected) || j == len(got) {
			return tokenMismatch(expected, tokenFrom(expected, i), got, tokenFrom(got, j))
		}
	}
}

// gap tells that the difference is one of white space: both stand at the end of
// a token, or both between tokens with at least one at white space.
func gap(a []byte, i int, b []byte, j int) bool {
	endA, endB := i == len(a) || isSpace[a[i]], j == len(b) || isSpace[b[j]]
	if endA && endB {
		return true
	}
	startA, startB := i == 0 || isSpace[a[i-1]], j == 0 || isSpace[b[j-1]]
	return startA && startB && (endA || endB)
}

func skipSpace(text []byte, i int) int {
	for i < len(text) && isSpace[text[i]] {
		i++
	}
	return i
}

// token is a place in a text: a token and a byte of it. It is empty where the
// text is over.
type token struct{ start, at, end int }

func tokenFrom(text []byte, at int) token {
	t := token{at, at, at}
	for t.end < len(text) && !isSpace[text[t.end]] {
		t.end++
	}
	return t
}

func tokenAt(text []byte, at int) token {
	t := tokenFrom(text, at)
	for t.start > 0 && !isSpace[text[t.start-1]] {
		t.start--
	}
	return t
}

func tokenMismatch(expected []byte, want token, got []byte, have token) *mismatch {
	number := countTokens(got[:have.start]) + 1
	line, column := position(got, have.start)
	diff := &Diff{
		Line: line, Column: column,
		Expected: excerpt(expected[want.start:want.end], want.at-want.start),
		Got:      excerpt(got[have.start:have.end], have.at-have.start),
	}
	var message string
	switch {
	case have.start == have.end:
		message = fmt.Sprintf("token %d is missing: expected %s, got %s", number, show(diff.Expected), endOfOutput)
	case want.start == want.end:
		message = fmt.Sprintf("token %d is extra: expected %s, got %s", number, endOfOutput, show(diff.Got))
	default:
		message = fmt.Sprintf("token %d differs: expected %s, got %s", number, show(diff.Expected), show(diff.Got))
	}
	return &mismatch{message: message, diff: diff}
}

func countTokens(text []byte) int {
	count, inside := 0, false
	for _, c := range text {
		if !isSpace[c] && !inside {
			count++
		}
		inside = !isSpace[c]
	}
	return count
}
