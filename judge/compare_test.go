package judge

import (
	"fmt"
	goruntime "runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

func inNormalForm(t testing.TB, typ, text string) []byte {
	t.Helper()
	form, err := normalize([]byte(text), typeOfName(t, typ), true)
	if err != nil {
		t.Fatalf("%s %s: %v", typ, text, err)
	}
	return form
}

func TestComparisons(t *testing.T) {
	half := 0.5
	for _, c := range []struct {
		kind, typ, want, got string
		message              string // "": right
	}{
		{"", "integer", "5", "5", ""},
		{"", "integer", "5", "7", "result: expected 5, got 7"},
		{"exact", "long", "9007199254740993", "9007199254740992", "result: expected 9007199254740993, got 9007199254740992"},
		{"", "boolean", "true", "false", "result: expected true, got false"},
		{"", "string", `"abc"`, `"abd"`, `result: expected "abc", got "abd"`},
		{"", "string", `"1.0"`, `"1.00"`, `result: expected "1.0", got "1.00"`},
		{"", "character", `"a"`, `"b"`, `result: expected "a", got "b"`},
		{"", "void", "null", "null", ""},

		{"", "double", "1", "1.000001", ""},
		{"", "double", "1e10", "10000000001", ""},
		{"", "double", "1", "1.0001", "result: expected 1.0, got 1.0001"},
		{"", "double", "1.5", "NaN", "result: expected 1.5, got NaN"},
		{"", "double", "1.5", "-Infinity", "result: expected 1.5, got -Infinity"},
		{"", "double", "NaN", "NaN", ""},
		{"", "double", "Infinity", "NaN", "result: expected Infinity, got NaN"},
		{"", "double", "0", "-0", ""},
		{"", "double[]", "[1,2]", "[1,2.5]", "result[1]: expected 2.0, got 2.5"},
		{"float", "double[]", "[1,2]", "[1,2.5]", ""},
		{"float", "double[]", "[1,2]", "[1,2.6]", "result[1]: expected 2.0, got 2.6"},
		{"float", "integer", "1", "2", "result: expected 1, got 2"},

		{"", "integer[]", "[1,2,3]", "[1,2,3]", ""},
		{"", "integer[]", "[1,2,3]", "[1,5,3]", "result[1]: expected 2, got 5"},
		{"", "integer[]", "[1,2,3]", "[1,2]", "result: expected 3 elements, got 2"},
		{"", "integer[]", "[1]", "[1,2,3]", "result: expected 1 element, got 3"},
		{"", "integer[]", "[]", "[0]", "result: expected 0 elements, got 1"},
		{"", "integer[][]", "[[1],[2,3]]", "[[1],[2,4]]", "result[1][1]: expected 3, got 4"},
		{"", "integer[][]", "[[1],[2,3]]", "[[1],[]]", "result[1]: expected 2 elements, got 0"},
		{"", "list<list<string>>", `[["a]","b,"]]`, `[["a]","b,,"]]`, `result[0][1]: expected "b,", got "b,,"`},

		{"", "ListNode", "[1,2,3]", "[1,2,4]", "result[2]: expected 3, got 4"},
		{"", "ListNode", "[1,2,3]", "[]", "result: expected 3 nodes, got 0"},
		{"", "ListNode[]", "[[1],[2]]", "[[1],[3]]", "result[1][0]: expected 2, got 3"},
		{"", "TreeNode", "[1,2,3]", "[1,2,3]", ""},
		{"", "TreeNode", "[1,2,3]", "[1,2,4]", "result.right.val: expected 3, got 4"},
		{"", "TreeNode", "[5]", "[7]", "result.val: expected 5, got 7"},
		{"", "TreeNode", "[]", "[7]", "result: expected null, got 7"},
		{"", "TreeNode", "[1,2]", "[1,null,2]", "result.left: expected 2, got null"},
		{"", "TreeNode", "[1,null,2,3]", "[1,null,2]", "result.right.left: expected 3, got null"},
		{"", "TreeNode", "[1,2,3,4,5]", "[1,2,3,4,5,6]", "result.right.left: expected null, got 6"},
		{"", "TreeNode[]", "[[],[],[],[1,5]]", "[[],[],[],[1,7]]", "result[3].left.val: expected 5, got 7"},
		{"", "TreeNode", "[0" + strings.Repeat(",null,0", 20) + "]", "[0" + strings.Repeat(",null,0", 19) + ",null,1]", "result[40].val: expected 0, got 1"},

		{"unordered", "integer[]", "[1,2,2,3]", "[3,2,1,2]", ""},
		{"unordered", "integer[]", "[1,2,2]", "[1,1,2]", "result[1]: not expected, or not so often: got 1"},
		{"unordered", "integer[]", "[1,2]", "[3,2,4]", "result[0]: not expected, or not so often: got 3"},
		{"unordered", "integer[]", "[1,2,3]", "[3,2]", "result: an element is missing: expected 1"},
		{"unordered", "integer[][]", "[[1,2],[3]]", "[[3],[1,2]]", ""},
		{"unordered", "integer[][]", "[[1,2],[3]]", "[[3],[2,1]]", "result[1]: not expected, or not so often: got [2,1]"},
		{"unordered", "double[]", "[1,2,3]", "[3.000001,0.9999999,2]", ""},
		{"unordered", "double[]", "[1,2,3]", "[3.1,1,2]", "result[0]: the elements sorted, number 3: expected 3.0, got 3.1"},
		{"unordered", "double[]", "[1,2,3]", "[3,1]", "result: expected 3 elements, got 2"},
		{"unordered", "double[]", "[1,NaN]", "[NaN,1]", ""},
		{"unordered", "double[][]", "[[1,2],[1,1]]", "[[1,1],[1,2]]", ""},
		{"unordered", "TreeNode[]", "[[1],[1,2]]", "[[1,2],[1]]", ""},
		{"unordered", "integer[]", "[]", "[]", ""},
		{"unordered_deep", "integer[][]", "[[1,2],[3],[]]", "[[],[3],[2,1]]", ""},
		{"unordered_deep", "integer[][]", "[[1,2],[3]]", "[[3],[2,2]]", "result[1]: not expected, or not so often: got [2,2]"},
		{"unordered_deep", "list<list<list<string>>>", `[[["a","b"],["c"]],[]]`, `[[],[["c"],["b","a"]]]`, ""},
		{"unordered_deep", "double[][]", "[[2,1],[3]]", "[[3],[1,2]]", ""},
		{"unordered_deep", "ListNode[]", "[[1,2],[3]]", "[[3],[2,1]]", "result[1]: not expected, or not so often: got [2,1]"},
	} {
		compare := Compare{Kind: c.kind}
		if c.kind == CompareFloat {
			compare.Absolute = &half
		}
		found := compare.compare(shape{one: typeOfName(t, c.typ)}, inNormalForm(t, c.typ, c.want), inNormalForm(t, c.typ, c.got))
		message := ""
		if found != nil {
			message = found.message
		}
		if message != c.message {
			t.Errorf("%s %s: %s against %s:\n got %s\nwant %s", c.kind, c.typ, c.got, c.want, message, c.message)
		}
	}
}

func TestAnyOf(t *testing.T) {
	s := shape{one: typeOfName(t, "integer[]")}
	compare := Compare{Kind: CompareAnyOf}
	for _, c := range []struct{ answers, got, message string }{
		{"[[1,2],[2,1]]", "[2,1]", ""},
		{"[[1,2]]", "[1,2]", ""},
		{"[[1,2],[2,1]]", "[2,2]", "none of the 2 answers; unlike the first one, result[0]: expected 1, got 2"},
		{"[[1,2]]", "[2,2]", "result[0]: expected 1, got 2"},
	} {
		found, message := compare.compare(s, []byte(c.answers), []byte(c.got)), ""
		if found != nil {
			message = found.message
		}
		if message != c.message {
			t.Errorf("%s against %s: got %s, want %s", c.got, c.answers, message, c.message)
		}
	}
}

func TestDesignsAreComparedByOperation(t *testing.T) {
	s := shape{
		many:       []Type{typeOfName(t, "void"), typeOfName(t, "integer"), typeOfName(t, "list<double>")},
		operations: []string{"Store", "get", "all"},
	}
	want := []byte("[null,1,[2.0,1.0]]")
	if found := (Compare{}).compare(s, want, []byte("[null,1,[2.0,1.0000001]]")); found != nil {
		t.Error(found.message)
	}
	if found := (Compare{Kind: CompareUnordered}).compare(s, want, []byte("[null,1,[1.0,2.0]]")); found != nil {
		t.Error(found.message)
	}
	found := (Compare{}).compare(s, want, []byte("[null,3,[2.0,1.0]]"))
	if found == nil || found.message != "result[1] (get): expected 1, got 3" || found.diff.Path != "result[1]" {
		t.Errorf("got %+v", found)
	}
	found = (Compare{}).compare(s, want, []byte("[null,1,[2.0,3.0]]"))
	if found == nil || found.message != "result[2][1] (all): expected 1.0, got 3.0" {
		t.Errorf("got %+v", found)
	}
}

func TestCompareValidate(t *testing.T) {
	minus, tolerance := -1.0, 1e-3
	for _, c := range []struct {
		compare Compare
		field   string
	}{
		{Compare{}, ""}, {Compare{Kind: "exact"}, ""}, {Compare{Kind: "unordered_deep"}, ""}, {Compare{Kind: "any_of"}, ""},
		{Compare{Kind: "float", Absolute: &tolerance}, ""},
		{Compare{Kind: "float", Relative: &minus}, "/compare/relative"},
		{Compare{Absolute: &tolerance}, "/compare/absolute"},
		{Compare{Kind: "tokens"}, "/compare/kind"},
		{Compare{Kind: "custom"}, "/compare/language"},
	} {
		err := c.compare.Validate()
		field := ""
		if fault, ok := err.(*FieldError); ok {
			field = fault.Field
		}
		if field != c.field || (err == nil) != (c.field == "") {
			t.Errorf("%+v: %v, want a fault at %q", c.compare, err, c.field)
		}
	}
}

// The time of a comparison grows with the size of the values, not with its square.
func TestLargeComparisons(t *testing.T) {
	var up, down, tree strings.Builder
	const n = 100_000
	for i := range n {
		fmt.Fprintf(&up, ",%d", i)
		fmt.Fprintf(&down, ",%d", n-i)
		tree.WriteString(",1,null")
	}
	ascending, descending := "["+up.String()[1:]+"]", "["+down.String()[1:]+"]"
	for _, c := range []struct{ kind, typ, want, got string }{
		{"", "integer[]", ascending, ascending[:len(ascending)-2] + "8]"},
		{"unordered", "integer[]", ascending, descending},
		{"unordered", "double[]", ascending, descending},
		{"unordered_deep", "integer[][]", "[" + ascending + "]", "[" + descending + "]"},
		{"", "TreeNode", "[1" + tree.String() + "]", "[1" + tree.String() + ",2]"},
	} {
		want, got := inNormalForm(t, c.typ, c.want), inNormalForm(t, c.typ, c.got)
		began := time.Now()
		if (Compare{Kind: c.kind}).compare(shape{one: typeOfName(t, c.typ)}, want, got) == nil {
			t.Errorf("%s %s: no difference found", c.kind, c.typ)
		}
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%s %s took %v", c.kind, c.typ, took)
		}
	}
}

// FuzzCompare: a difference is one in both directions, and a shuffled array is
// the same only where the order does not count.
func FuzzCompare(f *testing.F) {
	f.Add(uint8(9), "[1,2]", "[2,1]")
	f.Add(uint8(10), "[[1.5],[2,3]]", "[[2,3],[1.50001]]")
	f.Add(uint8(7), "[1,null,2]", "[1,2]")
	f.Fuzz(func(t *testing.T, which uint8, a, b string) {
		typ := typeOfName(t, fuzzTypes[int(which)%len(fuzzTypes)])
		left, err := normalize([]byte(a), typ, true)
		if err != nil {
			return
		}
		right, err := normalize([]byte(b), typ, true)
		if err != nil {
			return
		}
		for _, kind := range []string{CompareExact, CompareUnordered, CompareUnorderedDeep} {
			compare, s := Compare{Kind: kind}, shape{one: typ}
			forth, back := compare.compare(s, left, right), compare.compare(s, right, left)
			if !typ.Uses(KindDouble) && (forth == nil) != (back == nil) {
				t.Fatalf("%s %s: %s and %s: %+v, %+v", kind, typ, left, right, forth, back)
			}
			if kind == CompareExact && !typ.Uses(KindDouble) && (forth == nil) != slices.Equal(left, right) {
				t.Fatalf("%s: %s and %s: %+v", typ, left, right, forth)
			}
			if forth != nil && !strings.HasPrefix(forth.message, "result") {
				t.Fatalf("message %q", forth.message)
			}
		}
	})
}

// A result may be as long as the output's limit, and its elements as short as a
// byte: what comparing takes must not grow with their number.
func TestManyElementsTakeLittleMemory(t *testing.T) {
	const n = 1 << 21
	for _, c := range []struct{ kind, typ, element string }{
		{CompareUnordered, "integer[]", "0"},
		{CompareUnordered, "double[]", "0.0"},
		{CompareUnordered, "integer[][]", "[]"},
		{CompareUnorderedDeep, "double[][]", "[]"},
		{CompareUnorderedDeep, "list<list<integer>>", "[]"},
	} {
		got := []byte("[" + strings.Repeat(c.element+",", n) + c.element + "]")
		want := []byte("[" + c.element + "," + c.element + "]")
		var before, after goruntime.MemStats
		goruntime.ReadMemStats(&before)
		found := Compare{Kind: c.kind}.compare(shape{one: typeOfName(t, c.typ)}, want, got)
		goruntime.ReadMemStats(&after)
		if found == nil || !strings.Contains(found.message, "expected 2 elements, got 2097153") {
			t.Errorf("%s of %s: %+v", c.kind, c.typ, found)
		}
		if used := after.TotalAlloc - before.TotalAlloc; c.typ != "list<list<integer>>" && used > n {
			t.Errorf("%s of %s: %d elements took %d bytes of memory", c.kind, c.typ, n, used)
		}
	}
}

// With many answers, each costs its own length and not the result's: else these
// would take minutes.
func TestManyAnswers(t *testing.T) {
	const n = 1 << 15
	for _, c := range []struct{ typ, answer, element string }{{"integer[]", "[]", "0"}, {"double[]", "[0.0]", "0.0"}, {"TreeNode", "[1]", "0"}} {
		got := []byte("[" + strings.Repeat(c.element+",", n) + c.element + "]")
		answers := "[" + strings.Repeat(c.answer+",", n)
		s := shape{one: typeOfName(t, c.typ)}
		if found := (Compare{Kind: CompareAnyOf}).compare(s, []byte(answers+c.answer+"]"), got); found == nil || !strings.HasPrefix(found.message, "none of the 32769 answers") {
			t.Errorf("%s: %+v", c.typ, found)
		}
		if found := (Compare{Kind: CompareAnyOf}).compare(s, []byte(answers+string(got)+"]"), got); found != nil {
			t.Errorf("%s: the last answer is right: %s", c.typ, found.message)
		}
	}
}

// A short array is told from a long one by its own length: else these would take
// hours, and so would sorting many short ones beside a few long ones.
func TestOrderOfArraysOfUnequalLength(t *testing.T) {
	typ := typeOfName(t, "double[]")
	long := []byte("[" + strings.Repeat("0.0,", 1<<21) + "0.0]")
	for range 1 << 16 {
		if orderValues(typ, []byte("[0.0]"), long) >= 0 || orderValues(typ, long, []byte("[0.0]")) <= 0 || orderValues(typ, []byte("[1.0]"), long) <= 0 {
			t.Fatal("the order is wrong")
		}
	}
}
