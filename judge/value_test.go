package judge

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// typeOfName is ParseType for names that are types.
func typeOfName(t testing.TB, name string) Type {
	t.Helper()
	parsed, err := ParseType(name)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func TestTypesAreReadAndWritten(t *testing.T) {
	for name, want := range map[string]string{
		"integer": "", "long": "", "double": "", "boolean": "", "character": "", "string": "", "ListNode": "", "TreeNode": "", "void": "",
		"integer[]": "", "integer[][]": "", "list<string>": "", "list<list<integer>>": "", "list<integer>[]": "", "list<character[][]>": "",
		"list< list<integer> >": "list<list<integer>>", " TreeNode []": "TreeNode[]",
	} {
		parsed, err := ParseType(name)
		if want == "" {
			want = name
		}
		if err != nil || parsed.String() != want {
			t.Errorf("%q is read as %q, %v", name, parsed, err)
		}
	}
	for _, name := range []string{"", "int", "Integer", "list", "list<>", "list<integer", "integer>", "void[]", "list<void>", "[]", "integer[1]",
		"map<integer,integer>", strings.Repeat("list<", 9) + "integer" + strings.Repeat(">", 9), "integer" + strings.Repeat("[]", 100)} {
		if parsed, err := ParseType(name); err == nil {
			t.Errorf("%q is read as %s", name, parsed)
		}
	}
}

func TestValuesInNormalForm(t *testing.T) {
	for _, c := range []struct{ typ, text, want string }{
		{"integer", " 5\n", "5"},
		{"integer", "-0", "0"},
		{"integer", "2147483647", "2147483647"},
		{"integer", "-2147483648", "-2147483648"},
		{"long", "9223372036854775807", "9223372036854775807"},
		{"long", "-9223372036854775808", "-9223372036854775808"},
		{"long", "9007199254740993", "9007199254740993"},
		{"double", "1", "1.0"},
		{"double", "-0", "-0.0"},
		{"double", "0.1", "0.1"},
		{"double", "1e3", "1000.0"},
		{"double", "1E+300", "1e+300"},
		{"double", "5e-324", "5e-324"},
		{"double", "1.7976931348623157e308", "1.7976931348623157e+308"},
		{"double", "0.30000000000000004", "0.30000000000000004"},
		{"double", "NaN", `"NaN"`},
		{"double", `"-Infinity"`, `"-Infinity"`},
		{"double[]", "[Infinity,-Infinity,1]", `["Infinity","-Infinity",1.0]`},
		{"boolean", "true", "true"},
		{"boolean[]", "[ false , true ]", "[false,true]"},
		{"character", `"a"`, `"a"`},
		{"character", `"\u0061"`, `"a"`},
		{"character", `"\""`, `"\""`},
		{"character", `"\u0000"`, `"\u0000"`},
		{"string", `"a\/b\\\"\u00e9\ud83d\ude00"`, `"a/b\\\"é😀"`},
		{"string", `"\b\f\n\r\t\u0001\u001F"`, `"\b\f\n\r\t\u0001\u001f"`},
		{"string", `"<&>é😀\u2028"`, "\"<&>é😀\u2028\""},
		{"string", `""`, `""`},
		{"integer[]", "[]", "[]"},
		{"integer[]", " [ ] ", "[]"},
		{"integer[][]", "[[],[1],[ 2 , 3 ]]", "[[],[1],[2,3]]"},
		{"list<list<string>>", `[["a"],[]]`, `[["a"],[]]`},
		{"ListNode", "null", "[]"},
		{"ListNode", "[]", "[]"},
		{"ListNode", "[1, 2]", "[1,2]"},
		{"ListNode[]", "[[1],null,[]]", "[[1],[],[]]"},
		{"TreeNode", "null", "[]"},
		{"TreeNode", "[null]", "[]"},
		{"TreeNode", "[1,null,2,3]", "[1,null,2,3]"},
		{"TreeNode", "[1,2,3,null,null,null,null]", "[1,2,3]"},
		{"TreeNode", "[1,null,null,null,null]", "[1]"},
		{"list<TreeNode>", "[[1],[],null]", "[[1],[],[]]"},
		{"void", "null", "null"},
	} {
		got, err := normalize([]byte(c.text), typeOfName(t, c.typ), true)
		if err != nil || string(got) != c.want {
			t.Errorf("%s %s: got %s, %v, want %s", c.typ, c.text, got, err, c.want)
			continue
		}
		if again, err := normalize(got, typeOfName(t, c.typ), true); err != nil || string(again) != c.want {
			t.Errorf("%s %s: again %s, %v", c.typ, got, again, err)
		}
		if !json.Valid(got) {
			t.Errorf("%s %s: %s is not JSON", c.typ, c.text, got)
		}
	}
}

func TestValuesThatDoNotFit(t *testing.T) {
	for _, c := range []struct{ typ, text, where, detail string }{
		{"integer", "2147483648", "", "2147483648 is out of the range of integer, 32 bits"},
		{"integer", "-2147483649", "", "out of the range"},
		{"integer", "99999999999999999999999999", "", "out of the range"},
		{"long", "9223372036854775808", "", "out of the range of long, 64 bits"},
		{"integer", "1.0", "", "want integer, got 1.0, which is not written as one"},
		{"integer", "1e2", "", "not written as one"},
		{"integer", "01", "", "want integer, got the number 01"},
		{"integer", "+1", "", "want integer"},
		{"integer", "true", "", "want integer, got true"},
		{"integer", `"1"`, "", "want integer, got a string"},
		{"integer", "null", "", "want integer, got null"},
		{"integer", "", "", "want integer, got the end"},
		{"integer", "1 2", "", "something follows it: 2"},
		{"integer", "[1]", "", "want integer, got an array"},
		{"integer", "{}", "", "want integer, got an object"},
		{"double", "1e999", "", "1e999 is out of the range of double"},
		{"double", "NaN", "", "want double, got NaN, which is no number that could be passed on"},
		{"double", "nan", "", "want double, got nan"},
		{"double", "0x1p3", "", "follows"},
		{"double", ".5", "", "want double"},
		{"double", "5.", "", "want double"},
		{"boolean", "1", "", "want boolean, got the number 1"},
		{"boolean", "truex", "", "want boolean, got truex"},
		{"character", `""`, "", "one ASCII character, got"},
		{"character", `"ab"`, "", "one ASCII character"},
		{"character", `"é"`, "", "one ASCII character"},
		{"character", `"\n\n"`, "", "one ASCII character"},
		{"character", `97`, "", "want character"},
		{"string", `"a`, "", "no end"},
		{"string", "\"a\nb\"", "", "control character"},
		{"string", `"\x"`, "", "escapes nothing"},
		{"string", `"\u12"`, "", "escapes nothing"},
		{"string", `"\ud800"`, "", "half a surrogate"},
		{"string", `"\ud800\u0041"`, "", "half a surrogate"},
		{"string", `"\udc00"`, "", "half a surrogate"},
		{"string", "\"\xff\"", "", "not UTF-8: byte 0xff"},
		{"string", "\"\xed\xa0\x80\"", "", "not UTF-8"},
		{"string", `"\`, "", "escapes nothing"},
		{"integer[]", "[1,2", "/1", "want , or ] after it, got the end"},
		{"integer[]", "[1 2]", "/0", "want , or ] after it, got the number 2"},
		{"integer[]", "[1,]", "/1", "want integer, got ]"},
		{"integer[]", "[,1]", "/0", "want integer, got ,"},
		{"integer[]", "[1,2147483648]", "/1", "out of the range"},
		{"integer[][]", "[[1],[2,\"x\"]]", "/1/1", "want integer, got a string"},
		{"integer[][]", "[[1],2]", "/1", "want integer[], got the number 2"},
		{"integer[]", "null", "", "want integer[], got null"},
		{"ListNode", "[1,null]", "/1", "want integer, got null"},
		{"ListNode", "1", "", "want ListNode, an array"},
		{"TreeNode", "[null,1]", "/1", "no parent"},
		{"TreeNode", "[1,null,null,2]", "/3", "no parent"},
		{"TreeNode", "[1,2.5]", "/1", "not written as one"},
		{"void", "1", "", "want null"},
	} {
		_, err := normalize([]byte(c.text), typeOfName(t, c.typ), false)
		fault, ok := err.(*valueError)
		if !ok || fault.pointer("") != c.where || !strings.Contains(fault.detail, c.detail) {
			t.Errorf("%s %s: %v, want at %q: %s", c.typ, c.text, err, c.where, c.detail)
		}
	}
}

// Doubles are the same double after a round through their normal form.
func TestDoublesRoundTrip(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		x := math.Float64frombits(random.Uint64())
		if math.IsNaN(x) || math.IsInf(x, 0) {
			continue
		}
		text := appendDouble(nil, x)
		var back float64
		if err := json.Unmarshal(text, &back); err != nil || math.Float64bits(back) != math.Float64bits(x) {
			t.Fatalf("%x is written as %s, which is %x, %v", x, text, back, err)
		}
	}
}

// A million values, and values of a depth that recursion could not follow, take
// a moment.
func TestLargeValues(t *testing.T) {
	million := func(element string) string { return "[" + strings.Repeat(element+",", 999_999) + element + "]" }
	for _, c := range []struct{ typ, text string }{
		{"integer[]", million("-123456789")},
		{"double[]", million("0.123456789")},
		{"string[]", million(`"ab\u0063"`)},
		{"integer[][]", million("[1,2,3]")},
		{"TreeNode", million("1,null")},
		{"ListNode", million("7")},
	} {
		began := time.Now()
		if _, err := normalize([]byte(c.text), typeOfName(t, c.typ), false); err != nil {
			t.Errorf("%s: %v", c.typ, err)
		}
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("%s took %v", c.typ, took)
		}
	}
	if _, err := normalize([]byte(strings.Repeat("[", 1<<20)), typeOfName(t, "integer[][]"), false); err == nil {
		t.Error("a million brackets are an integer[][]")
	}
}

// FuzzValue holds the reader against encoding/json: what it takes is JSON and
// means the same, and its own output it takes as it is.
func FuzzValue(f *testing.F) {
	for _, text := range []string{"1", "-0", "1.5e3", `"a\u00e9\ud83d\ude00"`, "[1,2]", "[[1],[]]", "null", "[1,null,2]", "true", `[["a"],[]]`, "NaN"} {
		for i := range fuzzTypes {
			f.Add(uint8(i), text)
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		typ := typeOfName(t, fuzzTypes[int(which)%len(fuzzTypes)])
		got, err := normalize([]byte(text), typ, false)
		if err != nil {
			if _, ok := err.(*valueError); !ok {
				t.Fatalf("%v is no value error", err)
			}
			return
		}
		if !json.Valid([]byte(text)) || !json.Valid(got) {
			t.Fatalf("%s from %q, not both are JSON", got, text)
		}
		if again, err := normalize(got, typ, false); err != nil || string(again) != string(got) {
			t.Fatalf("%s becomes %s, %v", got, again, err)
		}
		if c := (Compare{}); c.compare(shape{one: typ}, got, got) != nil {
			t.Fatalf("%s differs from itself", got)
		}
		if typ.Uses(KindListNode) || typ.Uses(KindTreeNode) || strings.Contains(text, "-0") {
			return // null is [] there, and -0 is the integer 0
		}
		var before, after any
		if json.Unmarshal([]byte(text), &before) != nil || json.Unmarshal(got, &after) != nil {
			return // a number that encoding/json does not take
		}
		a, _ := json.Marshal(before)
		b, _ := json.Marshal(after)
		if string(a) != string(b) {
			t.Fatalf("%s became %s", a, b)
		}
	})
}

var fuzzTypes = []string{"integer", "long", "double", "boolean", "character", "string", "ListNode", "TreeNode", "void",
	"integer[]", "double[][]", "list<list<string>>", "TreeNode[]", "list<ListNode>", "character[][]"}
