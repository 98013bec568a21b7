package judge

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

func number64(v float64) *float64 { return &v }

func TestCheckers(t *testing.T) {
	float := Checker{Kind: CheckFloat}
	absolute := Checker{Kind: CheckFloat, Absolute: number64(0.5)}
	relative := Checker{Kind: CheckFloat, Relative: number64(0.1)}
	huge := Checker{Kind: CheckFloat, Absolute: number64(math.MaxFloat64), Relative: number64(100)}
	kind := func(k string) Checker { return Checker{Kind: k} }
	for _, test := range []struct {
		checker       Checker
		expected, got string
		message       string // "" where it is right
	}{
		{kind(""), "11\n", "12\n", "token 1 differs: expected 11, got 12"},
		{kind(CheckTokens), "1 2\n3\n", " 1\r\n\t2 3", ""},
		{kind(CheckTokens), "", " \n", ""},
		{kind(CheckTokens), "\n", "", ""},
		{kind(CheckTokens), "ab", "a b", "token 1 differs: expected ab, got a"},
		{kind(CheckTokens), "a b", "ab", "token 1 differs: expected a, got ab"},
		{kind(CheckTokens), "1 2 3", "1 2", "token 3 is missing: expected 3, got the end of the output"},
		{kind(CheckTokens), "1 2 3", "1 2 \n", "token 3 is missing: expected 3, got the end of the output"},
		{kind(CheckTokens), "1 2", "1 2\n3", "token 3 is extra: expected the end of the output, got 3"},
		{kind(CheckTokens), "1 2 ", "1 2 3", "token 3 is extra: expected the end of the output, got 3"},
		{kind(CheckTokens), "", "x", "token 1 is extra: expected the end of the output, got x"},
		{kind(CheckTokens), "12", "1", "token 1 differs: expected 12, got 1"},
		{kind(CheckTokens), "1 23 4", "1  25 4", "token 2 differs: expected 23, got 25"},
		{kind(CheckTokens), "a", "a\x00", `token 1 differs: expected a, got "a\x00"`},
		{kind(CheckTokens), "é", "\xe9", `token 1 differs: expected é, got "\xe9"`},
		{kind(CheckTokens), "1\u00a02", "1 2", `token 1 differs: expected "1\u00a02", got 1`},
		{kind(CheckTokens), "12345678 12345678", "12345678\n\n12345678\n", ""},
		{kind(CheckTokens), "123456789 1", "123456780 1", "token 1 differs: expected 123456789, got 123456780"},

		{kind(CheckExact), "a\n", "a\n", ""},
		{kind(CheckExact), "a\n", "a", `line 1 differs at column 2: expected "a\n", got "a"`},
		{kind(CheckExact), "a\nb\n", "a\n", `line 2 differs at column 1: expected "b\n", got the end of the output`},
		{kind(CheckExact), "a\n", "a\nb\n", `line 2 differs at column 1: expected the end of the output, got "b\n"`},
		{kind(CheckExact), "a\nbc\n", "a\nbd\n", `line 2 differs at column 2: expected "bc\n", got "bd\n"`},
		{kind(CheckExact), "a\n", "a\r\n", `line 1 differs at column 2: expected "a\n", got "a\r\n"`},

		{kind(CheckLines), "a\nb\n", "a \r\nb\n\n \n", ""},
		{kind(CheckLines), "a\n\n\n", "a", ""},
		{kind(CheckLines), "", "\n\t\n", ""},
		{kind(CheckLines), "a b", "a  b", "line 1 differs at column 3: expected a b, got a  b"},
		{kind(CheckLines), " a", "a", "line 1 differs at column 1: expected  a, got a"},
		{kind(CheckLines), "a\n\nb", "a\nb", `line 2 differs at column 1: expected "", got b`},
		{kind(CheckLines), "a\nb", "a\n\nb", `line 2 differs at column 1: expected b, got ""`},
		{kind(CheckLines), "a\nb", "a", "line 2 is missing: expected b, got the end of the output"},
		{kind(CheckLines), "a\n\n\nb", "a", "line 4 is missing: expected b, got the end of the output"},
		{kind(CheckLines), "a\nb", "a\n", "line 2 is missing: expected b, got the end of the output"},
		{kind(CheckLines), "a", "a\nb", "line 2 is extra: expected the end of the output, got b"},
		{kind(CheckLines), "a\n", "a\nb", "line 2 is extra: expected the end of the output, got b"},
		{kind(CheckLines), "", "b", "line 1 is extra: expected the end of the output, got b"},
		{kind(CheckLines), "a \tx", "a x", `line 1 differs at column 3: expected "a \tx", got a x`},

		{kind(CheckUnorderedLines), "a\nb\na\n", "a\na \n\nb", ""},
		{kind(CheckUnorderedLines), "a\nb\n", "a\nc\n", "line 2 is not expected, or not so often: got c"},
		{kind(CheckUnorderedLines), "a\nb\n", "b\nb\na\n", "line 2 is not expected, or not so often: got b"},
		{kind(CheckUnorderedLines), "a\nb\nb\n", "b\na\n", "a line is missing: expected b"},
		{kind(CheckUnorderedLines), "", "x", "line 1 is not expected, or not so often: got x"},
		{kind(CheckUnorderedLines), "x", "", "a line is missing: expected x"},

		{float, "0.333333 yes", "0.33333333333333\nyes", ""},
		{float, "1000000", "1000000.9", ""},
		{float, "1", "1.00001", "token 1 differs: expected 1, got 1.00001"},
		{float, "1.0 2", "1.00 2", ""},
		{float, "1.0 2", "1.00 3", "token 2 differs: expected 2, got 3"},
		{float, "1.0", "1.00 3", "token 2 is extra: expected the end of the output, got 3"},
		{float, "1.0 2.0", "1.00", "token 2 is missing: expected 2.0, got the end of the output"},
		{float, "0", "-0.0", ""},
		{float, "+.5 5. 1e3", "0.5 5 1000.0", ""},
		{float, "yes", "Yes", "token 1 differs: expected yes, got Yes"},
		{float, "1x", "1.0x", "token 1 differs: expected 1x, got 1.0x"},
		{float, "NaN inf -Infinity", "-nan +INF -inf", ""},
		{float, "nan", "0", "token 1 differs: expected nan, got 0"},
		{huge, "1", "nan", "token 1 differs: expected 1, got nan"},
		{huge, "1", "inf", "token 1 differs: expected 1, got inf"},
		{huge, "inf", "1", "token 1 differs: expected inf, got 1"},
		{huge, "inf", "-inf", "token 1 differs: expected inf, got -inf"},
		{huge, "1.7e308", "-1.7e308", "token 1 differs: expected 1.7e308, got -1.7e308"},
		{huge, "inf", "1e999999999", "token 1 differs: expected inf, got 1e999999999"},
		{huge, "1", "1e400", "token 1 differs: expected 1, got 1e400"},
		{float, "0", "1e-999999999", ""},
		{huge, "1", "0x1p0", "token 1 differs: expected 1, got 0x1p0"},
		{huge, "10", "1_0", "token 1 differs: expected 10, got 1_0"},
		{huge, "1", "+", "token 1 differs: expected 1, got +"},
		{huge, "1", ".", "token 1 differs: expected 1, got ."},
		{huge, "1", "1e", "token 1 differs: expected 1, got 1e"},
		{huge, "1", "1e+", "token 1 differs: expected 1, got 1e+"},
		{huge, "1", "--1", "token 1 differs: expected 1, got --1"},
		{huge, "1", "1.2.3", "token 1 differs: expected 1, got 1.2.3"},
		{absolute, "10", "10.5", ""},
		{absolute, "10", "10.6", "token 1 differs: expected 10, got 10.6"},
		{absolute, "1e6", "1000000.7", "token 1 differs: expected 1e6, got 1000000.7"},
		{relative, "100", "110", ""},
		{relative, "100", "111", "token 1 differs: expected 100, got 111"},
		{relative, "0", "1e-12", "token 1 differs: expected 0, got 1e-12"},
		{Checker{Kind: CheckFloat, Absolute: number64(0)}, "1.0 2", "1 2.0", ""},
	} {
		found := test.checker.compare([]byte(test.expected), []byte(test.got))
		message := ""
		if found != nil {
			message = found.message
		}
		if message != test.message {
			t.Errorf("%s %q against %q:\n got %s\nwant %s", test.checker.kind(), test.got, test.expected, message, test.message)
		}
	}
}

func TestDiffPointsIntoTheOutput(t *testing.T) {
	for _, test := range []struct {
		kind, expected, got string
		want                Diff
	}{
		{CheckTokens, "11", "12", Diff{1, 1, Text("11"), Text("12"), ""}},
		{CheckTokens, "1 2 3 4", "1 2\n  3\té5", Diff{2, 5, Text("4"), Text("é5"), ""}},
		{CheckTokens, "1\n2\n", "1\n", Diff{2, 1, Text("2"), Text{}, ""}},
		{CheckLines, "a\nbcd\n", "a\nbce\n", Diff{2, 3, Text("bcd"), Text("bce"), ""}},
		{CheckLines, "a\nb\nc\n", "a\n", Diff{2, 1, Text("b"), Text{}, ""}},
		{CheckLines, "a", "a\n\n\nb", Diff{4, 1, Text{}, Text("b"), ""}},
		{CheckExact, "a\nb\n", "a\nb", Diff{2, 2, Text("b\n"), Text("b"), ""}},
		{CheckUnorderedLines, "a\nb", "b\n\nc", Diff{3, 1, Text{}, Text("c"), ""}},
		{CheckFloat, "1 2", "1.0\n2.5", Diff{2, 1, Text("2"), Text("2.5"), ""}},
	} {
		got := Checker{Kind: test.kind}.compare([]byte(test.expected), []byte(test.got)).diff
		a, _ := json.Marshal(got)
		b, _ := json.Marshal(test.want)
		if !bytes.Equal(a, b) {
			t.Errorf("%s %q against %q: got %s, want %s", test.kind, test.got, test.expected, a, b)
		}
	}
}

func TestLongTextsAreCutAroundTheDifference(t *testing.T) {
	long := strings.Repeat("é", 5000)
	for _, kind := range checkerKinds {
		found := Checker{Kind: kind}.compare([]byte(long+"x"+long), []byte(long+"y"+long))
		if found == nil {
			t.Fatalf("%s: the texts are equal", kind)
		}
		if len(found.message) > 400 || !strings.Contains(found.message, "…") || !utf8.ValidString(found.message) {
			t.Errorf("%s: message of %d bytes: %s", kind, len(found.message), found.message)
		}
		if kind != CheckUnorderedLines && !strings.Contains(string(found.diff.Got), "éyé") {
			t.Errorf("%s: the diff does not show the difference: %s", kind, found.diff.Got)
		}
		if len(found.diff.Got) > 80 || !utf8.Valid(found.diff.Got) || !utf8.Valid(found.diff.Expected) {
			t.Errorf("%s: diff %q %q", kind, found.diff.Expected, found.diff.Got)
		}
	}
}

// Hostile outputs cost what honest ones cost: anything that is not linear would
// take hours for these.
func TestHostileOutputs(t *testing.T) {
	const size = 4 << 20
	one := bytes.Repeat([]byte("7"), size)
	other := bytes.Clone(one)
	other[size-1] = '8'
	blank := bytes.Repeat([]byte(" "), size)
	empty := bytes.Repeat([]byte("\n"), size)
	nul := make([]byte, size)
	invalid := bytes.Repeat([]byte{0xff, ' '}, size/2)
	for _, kind := range checkerKinds {
		check := Checker{Kind: kind}
		if check.compare(one, one) != nil || check.compare(one, other) == nil {
			t.Errorf("%s: one token of 4 MiB", kind)
		}
		for name, got := range map[string][]byte{"blank": blank, "empty": empty, "NUL": nul, "invalid": invalid} {
			if check.compare([]byte("1\n"), got) == nil {
				t.Errorf("%s: %s is right", kind, name)
			}
		}
		if (check.compare(blank, empty) == nil) != (kind != CheckExact) {
			t.Errorf("%s: white space against white space", kind)
		}
	}
}

func TestUnorderedLinesThatAreTooManyToName(t *testing.T) {
	check := Checker{Kind: CheckUnorderedLines}
	expected := bytes.Repeat([]byte("a\n"), maxNamedLines+1)
	got := append([]byte("b\n"), expected[2:]...)
	found := check.compare(expected, got)
	if found == nil || found.diff != nil || found.message != "the lines differ: expected 1048577 that are not empty, got 1048577" {
		t.Errorf("got %+v", found)
	}
	if found := check.compare(append([]byte("b\n"), expected...), append(expected, "b\n"...)); found != nil {
		t.Errorf("the same lines in another order: %s", found.message)
	}
}

func TestValidateChecker(t *testing.T) {
	for _, test := range []struct {
		checker Checker
		field   string
	}{
		{Checker{}, ""}, {Checker{Kind: CheckExact}, ""}, {Checker{Kind: CheckFloat}, ""},
		{Checker{Kind: CheckFloat, Absolute: number64(0), Relative: number64(1e-9)}, ""},
		{Checker{Kind: "Tokens"}, "/checker/kind"},
		{Checker{Kind: "custom"}, "/checker/language"},
		{Checker{Custom: &Custom{Language: "py", Code: Text("x")}}, "/checker"},
		{Checker{Kind: strings.Repeat("x", 1<<20)}, "/checker/kind"},
		{Checker{Absolute: number64(1)}, "/checker/absolute"},
		{Checker{Kind: CheckLines, Relative: number64(1)}, "/checker/relative"},
		{Checker{Kind: CheckFloat, Absolute: number64(-1)}, "/checker/absolute"},
		{Checker{Kind: CheckFloat, Absolute: number64(math.NaN())}, "/checker/absolute"},
		{Checker{Kind: CheckFloat, Relative: number64(math.Inf(1))}, "/checker/relative"},
	} {
		err := test.checker.Validate()
		if test.field == "" {
			if err != nil {
				t.Errorf("%+v: %v", test.checker, err)
			}
			continue
		}
		fault, ok := errors.AsType[*FieldError](err)
		if !ok || fault.Field != test.field || !errors.Is(err, ErrInvalid) || len(fault.Detail) > 300 {
			t.Errorf("%+v: got %v, want a fault at %s", test.checker, err, test.field)
		}
	}
}

func FuzzCheckers(f *testing.F) {
	for _, seed := range [][2]string{
		{"1 2\n", "1\r\n2"}, {"", "\n"}, {"a\n\nb ", "b\na"}, {"nan 1e400", "NaN 1e401"}, {"\x00\xff", "\xff\x00"}, {"1.0x", "1.00x"},
	} {
		f.Add([]byte(seed[0]), []byte(seed[1]), 0.5)
	}
	f.Fuzz(func(t *testing.T, a, b []byte, bound float64) {
		checkers := []Checker{{Kind: CheckFloat}, {Kind: CheckFloat, Absolute: &bound}}
		for _, kind := range checkerKinds {
			checkers = append(checkers, Checker{Kind: kind})
		}
		for _, check := range checkers {
			if check.Validate() != nil {
				continue
			}
			if found := check.compare(a, bytes.Clone(a)); found != nil {
				t.Errorf("%+v: %q differs from itself: %s", check, a, found.message)
			}
			found, back := check.compare(a, b), check.compare(b, a)
			relative := check.Kind == CheckFloat && check.Absolute == nil
			if !relative && (found == nil) != (back == nil) {
				t.Errorf("%+v: %q and %q are equal in one direction only", check, a, b)
			}
			if found != nil {
				inBounds(t, found, b)
			}
		}
		agrees(t, a, b)
	})
}

func inBounds(t *testing.T, found *mismatch, got []byte) {
	t.Helper()
	if found.message == "" || len(found.message) > 800 {
		t.Errorf("message of %d bytes", len(found.message))
	}
	lines := bytes.Split(got, newline)
	if d := found.diff; d == nil || d.Line < 1 || d.Line > len(lines) || d.Column < 1 || d.Column > len(lines[d.Line-1])+1 {
		t.Errorf("diff %+v is outside of %q", found.diff, got)
	}
}

// agrees compares the checkers with what they mean, written plainly.
func agrees(t *testing.T, a, b []byte) {
	t.Helper()
	tokens := func(text []byte) string {
		return string(bytes.Join(bytes.FieldsFunc(text, func(r rune) bool { return r < 128 && isSpace[byte(r)] }), []byte(" ")))
	}
	lines := func(text []byte) string {
		var all []string
		for line := range strings.SplitSeq(string(text), "\n") {
			all = append(all, strings.TrimRight(line, " \t\v\f\r"))
		}
		return strings.TrimRight(strings.Join(all, "\n"), "\n")
	}
	for kind, meaning := range map[string]func([]byte) string{
		CheckExact: func(text []byte) string { return string(text) }, CheckTokens: tokens, CheckLines: lines,
	} {
		if got, want := (Checker{Kind: kind}).compare(a, b) == nil, meaning(a) == meaning(b); got != want {
			t.Errorf("%s: %q and %q: equal is %v, want %v", kind, a, b, got, want)
		}
	}
}

// Texts that are close to each other reach what random bytes rarely reach.
func TestCheckersMeanWhatTheySay(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const letters = "ab1  \n\n\t\r."
	for range 50_000 {
		a := make([]byte, random.IntN(12))
		for i := range a {
			a[i] = letters[random.IntN(len(letters))]
		}
		b := bytes.Clone(a)
		for range random.IntN(3) {
			at := random.IntN(len(b) + 1)
			b = append(b[:at:at], append([]byte{letters[random.IntN(len(letters))]}, b[at:]...)...)
		}
		agrees(t, a, b)
	}
}

func BenchmarkCheckers(b *testing.B) {
	const size = 16 << 20
	unix := bytes.Repeat([]byte("123456 -7 8901.25\n"), size/18)
	windows := bytes.ReplaceAll(unix, newline, []byte("\r\n"))
	for _, kind := range checkerKinds {
		for name, got := range map[string][]byte{"same": unix, "CRLF": windows} {
			b.Run(kind+"/"+name, func(b *testing.B) {
				b.SetBytes(int64(len(got)))
				b.ReportAllocs()
				for b.Loop() {
					_ = Checker{Kind: kind}.compare(unix, got)
				}
			})
		}
	}
}
