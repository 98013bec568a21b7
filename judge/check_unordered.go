package judge

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"iter"
)

// maxNamedLines bounds the expected lines that are kept in a table to name the
// first difference. Above it a wrong answer is as wrong, only told less exactly.
const maxNamedLines = 1 << 20

// compareUnordered compares the lines as multisets. Whether they are equal is
// decided without memory, by two sums of 64-bit hashes under random keys: two
// different texts pass for equal with a probability of some 2^-128.
func compareUnordered(expected, got []byte) *mismatch {
	if compareLines(expected, got) == nil {
		return nil
	}
	keys := newSumKeys()
	want, have := sumLines(expected, keys), sumLines(got, keys)
	if want == have {
		return nil
	}
	if want.count > maxNamedLines {
		return &mismatch{message: fmt.Sprintf("the lines differ: expected %d that are not empty, got %d", want.count, have.count)}
	}
	return nameLine(expected, got)
}

func sumLines(text []byte, keys sumKeys) (sum multisetSum) {
	for _, line := range fullLines(text) {
		sum.add(line, keys)
	}
	return sum
}

// multisetSum stands for texts in any order. Its numbers mean something beside
// those of the same keys only.
type multisetSum struct {
	count  int
	hashes [2]uint64
}

type sumKeys [2]maphash.Seed

func newSumKeys() sumKeys { return sumKeys{maphash.MakeSeed(), maphash.MakeSeed()} }

func (s *multisetSum) add(text []byte, keys sumKeys) {
	s.count++
	for i, key := range keys {
		s.hashes[i] += maphash.Bytes(key, text)
	}
}

// bytes makes the sum an element of another one.
func (s multisetSum) bytes() []byte {
	data := binary.NativeEndian.AppendUint64(nil, uint64(s.count))
	for _, hash := range s.hashes {
		data = binary.NativeEndian.AppendUint64(data, hash)
	}
	return data
}

// fullLines yields the lines that are not empty, without the white space at
// their ends, each with the place where it begins.
func fullLines(text []byte) iter.Seq2[int, []byte] {
	return func(yield func(int, []byte) bool) {
		for start := 0; start < len(text); {
			end := len(text)
			if n := bytes.IndexByte(text[start:], '\n'); n >= 0 {
				end = start + n
			}
			if line := trimBlank(text[start:end]); len(line) > 0 && !yield(start, line) {
				return
			}
			start = end + 1
		}
	}
}

// nameLine finds the output's first line that is not expected (so often), or
// else the first expected line that it lacks.
func nameLine(expected, got []byte) *mismatch {
	left := map[string]int{}
	for _, line := range fullLines(expected) {
		left[string(line)]++
	}
	for at, line := range fullLines(got) {
		if left[string(line)] == 0 {
			number, _ := position(got, at)
			diff := &Diff{Line: number, Column: 1, Expected: Text{}, Got: excerpt(line, 0)}
			return &mismatch{fmt.Sprintf("line %d is not expected, or not so often: got %s", number, show(diff.Got)), diff}
		}
		left[string(line)]--
	}
	for _, line := range fullLines(expected) {
		if left[string(line)] > 0 {
			number, column := position(got, len(got))
			diff := &Diff{Line: number, Column: column, Expected: excerpt(line, 0), Got: Text{}}
			return &mismatch{fmt.Sprintf("a line is missing: expected %s", show(diff.Expected)), diff}
		}
	}
	panic(fmt.Sprintf("%d expected and %d given bytes have the same lines and different sums", len(expected), len(got)))
}
