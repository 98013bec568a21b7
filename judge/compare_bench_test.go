package judge

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkMillion compares a million values with as many, in the reverse order
// where the order does not count.
func BenchmarkMillion(b *testing.B) {
	const n = 1_000_000
	var up, down strings.Builder
	for i := range n {
		fmt.Fprintf(&up, ",%d", i)
		fmt.Fprintf(&down, ",%d", n-1-i)
	}
	ascending, descending := "["+up.String()[1:]+"]", "["+down.String()[1:]+"]"
	for _, c := range []struct{ kind, typ, got string }{
		{CompareExact, "integer[]", ascending[:len(ascending)-2] + "8]"},
		{CompareFloat, "double[]", ascending[:len(ascending)-2] + "8]"},
		{CompareUnordered, "integer[]", descending},
		{CompareUnordered, "double[]", descending},
	} {
		b.Run(c.kind+" "+c.typ, func(b *testing.B) {
			want, got := inNormalForm(b, c.typ, ascending), inNormalForm(b, c.typ, c.got)
			s := shape{one: typeOfName(b, c.typ)}
			for b.Loop() {
				Compare{Kind: c.kind}.compare(s, want, got)
			}
		})
	}
	b.Run("normal form", func(b *testing.B) {
		t := typeOfName(b, "integer[]")
		b.SetBytes(int64(len(ascending)))
		for b.Loop() {
			if _, err := normalize([]byte(ascending), t, false); err != nil {
				b.Fatal(err)
			}
		}
	})
}
