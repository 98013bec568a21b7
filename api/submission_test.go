package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gavel/judge"
)

// small are limits that a test can pass without long bodies.
var small = Config{MaxBody: 4096, MaxDecoding: 1 << 20, MaxCode: 100, MaxTestBytes: 50, MaxTests: 3, MaxRuns: 5, MaxFlags: 2, MaxBatch: 3}

// with is a good submission with more members.
func with(members string) string { return `{"language":"python","code":"x",` + members + `}` }

func TestRefusedSubmissions(t *testing.T) {
	for _, c := range []struct {
		name, body string
		status     int
		field      string
		detail     string // a part of it
	}{
		{"empty body", ``, 400, "", "empty"},
		{"white space only", "  \n", 400, "", "too early"},
		{"an array", `[]`, 400, "", "want an object, got an array"},
		{"null", `null`, 400, "", "got null"},
		{"a number", `1`, 400, "", "got a number"},
		{"not JSON", `language=python`, 400, "", "not JSON"},
		{"cut", `{"language":"python","code":"pri`, 400, "", "too early"},
		{"cut after a member", `{"language":"python"`, 400, "", "too early"},
		{"byte order mark", "\ufeff" + with(`"runs":1`), 400, "", "not JSON"},
		{"comment", with(`/* */"runs":1`), 400, "", "not JSON"},
		{"comma at the end", `{"language":"python","code":"x",}`, 400, "", "not JSON"},
		{"single quotes", `{'language':'python'}`, 400, "", "not JSON"},
		{"NaN", with(`"runs":NaN`), 400, "/runs", "not JSON"},
		{"garbage after it", with(`"runs":1`) + `x`, 400, "", "goes on"},
		{"another value after it", with(`"runs":1`) + `{}`, 400, "", "goes on"},
		{"malformed UTF-8", "{\"language\":\"python\",\"code\":\"\xff\"}", 400, "/code", "UTF-8"},
		{"UTF-8 of a surrogate", "{\"language\":\"python\",\"code\":\"\xed\xa0\x80\"}", 400, "/code", "UTF-8"},
		{"half a surrogate pair", `{"language":"python","code":"\ud800"}`, 400, "/code", ""},
		{"raw control character", "{\"language\":\"python\",\"code\":\"a\nb\"}", 400, "/code", ""},
		{"malformed UTF-8 in a name", "{\"lang\xffuage\":1}", 400, "", "UTF-8"},
		{"duplicate name", with(`"code":"y"`), 400, "/code", "twice"},
		{"duplicate name by an escape", with(`"c\u006fde":"y"`), 400, "/code", "twice"},
		{"duplicate name, nested", with(`"tests":[{"stdin":"a"},{"stdin":"a","stdin":"b"}]`), 400, "/tests/1/stdin", "twice"},

		{"unknown field", with(`"languge":"x"`), 400, "/languge", "unknown field; known here are language, code"},
		{"unknown field in another case", with(`"Stdin":"x"`), 400, "/Stdin", "unknown"},
		{"unknown field with an object", with(`"x":{"y":1}`), 400, "/x", "unknown"},
		{"unknown field that needs escapes", with(`"a/b~c":1`), 400, "/a~1b~0c", "unknown"},
		{"empty name", with(`"":1`), 400, "/", "unknown"},
		{"unknown field in a test", with(`"tests":[{},{},{"stdinn":"x"}]`), 400, "/tests/2/stdinn", "known here are name, stdin, args, operations, expected"},
		{"unknown field in limits", with(`"limits":{"cpu":1}`), 400, "/limits/cpu", "cpu_ms"},
		{"unknown field in the checker", with(`"checker":{"type":"exact"}`), 400, "/checker/type", "kind"},
		{"unknown field in base64", with(`"stdin":{"base65":""}`), 400, "/stdin/base65", "base64"},
		{"a field of the answer", with(`"job_id":"x"`), 400, "/job_id", "unknown"},
		{"a very long unknown name", with(`"` + strings.Repeat("n", 2000) + `":1`), 400, "", "unknown"},

		{"no language", `{"code":"x"}`, 400, "/language", "missing"},
		{"no code", `{"language":"python"}`, 400, "/code", "missing"},
		{"nothing", `{}`, 400, "/language", "missing"},
		{"language of wrong type", `{"language":3}`, 400, "/language", "want a string, got a number"},
		{"language in base64", `{"language":{"base64":"cHl0aG9u"}}`, 400, "/language", "want a string, got an object"},
		{"unknown language", `{"language":"cobol","code":"x"}`, 400, "/language", "cobol"},
		{"long language", `{"language":"` + strings.Repeat("p", 300) + `","code":"x"}`, 400, "/language", "longer than 256"},
		{"code of wrong type", `{"language":"python","code":["x"]}`, 400, "/code", "want a string or"},
		{"code null", `{"language":"python","code":null}`, 400, "/code", "null"},
		{"code too large", `{"language":"python","code":"` + strings.Repeat("x", 101) + `"}`, 413, "/code", "101 bytes, more than the 100"},
		{"code too large in base64", `{"language":"python","code":{"base64":"` + strings.Repeat("QUJD", 34) + `"}}`, 413, "/code", "102 bytes"},
		{"body too large", `{"language":"python","code":"` + strings.Repeat("x", 5000) + `"}`, 413, "", "4096"},

		{"stdin and tests", with(`"stdin":"","tests":[{}]`), 400, "/stdin", "not both"},
		{"stdin and no tests in tests", with(`"tests":[],"stdin":""`), 400, "/tests", "at least one"},
		{"stdin of wrong type", with(`"stdin":5`), 400, "/stdin", "got a number"},
		{"stdin a boolean", with(`"stdin":false`), 400, "/stdin", "got a boolean"},
		{"stdin too large", with(`"stdin":"` + strings.Repeat("x", 51) + `"`), 413, "/stdin", "51 bytes"},
		{"bad base64", with(`"stdin":{"base64":"###"}`), 400, "/stdin/base64", "base64"},
		{"base64 without padding", with(`"stdin":{"base64":"QQ"}`), 400, "/stdin/base64", "padded"},
		{"base64 in the URL alphabet", with(`"stdin":{"base64":"_-_-"}`), 400, "/stdin/base64", "base64"},
		{"base64 of wrong type", with(`"stdin":{"base64":1}`), 400, "/stdin/base64", "got a number"},
		{"base64 null", with(`"stdin":{"base64":null}`), 400, "/stdin/base64", "null"},
		{"base64 twice", with(`"stdin":{"base64":"","base64":""}`), 400, "/stdin/base64", "twice"},
		{"an empty object for a text", with(`"stdin":{}`), 400, "/stdin", "base64"},

		{"no tests in tests", with(`"tests":[]`), 400, "/tests", "at least one"},
		{"tests an object", with(`"tests":{"stdin":"x"}`), 400, "/tests", "want an array, got an object"},
		{"a test is a string", with(`"tests":[{},"x"]`), 400, "/tests/1", "want an object, got a string"},
		{"a test is null", with(`"tests":[null]`), 400, "/tests/0", "null"},
		{"a test is an array", with(`"tests":[[[[]]]]`), 400, "/tests/0", "got an array"},
		{"too many tests", with(`"tests":[{},{},{},{}]`), 422, "/tests", "more than 3"},
		{"expected a number", with(`"tests":[{"expected":3}]`), 400, "/tests/0/expected", "want a string or {\"base64\": \"…\"}, got the number 3"},
		{"expected null", with(`"tests":[{"expected":null}]`), 400, "/tests/0/expected", "null"},
		{"expected too large", with(`"tests":[{"expected":"` + strings.Repeat("x", 51) + `"}]`), 413, "/tests/0/expected", "51"},
		{"a name too long", with(`"tests":[{"name":"` + strings.Repeat("n", 257) + `"}]`), 400, "/tests/0/name", "256"},
		{"a name in base64", with(`"tests":[{"name":{"base64":""}}]`), 400, "/tests/0/name", "want a string"},
		{"a comma too many in tests", with(`"tests":[{},]`), 400, "/tests", "not JSON"},

		{"limits an array", with(`"limits":[]`), 400, "/limits", "want an object"},
		{"limit zero", with(`"limits":{"cpu_ms":0}`), 400, "/limits/cpu_ms", "at least 1, got 0"},
		{"limit minus zero", with(`"limits":{"cpu_ms":-0}`), 400, "/limits/cpu_ms", "at least 1"},
		{"limit negative", with(`"limits":{"wall_ms":-1}`), 400, "/limits/wall_ms", "got -1"},
		{"limit with a fraction", with(`"limits":{"memory_bytes":1.5}`), 400, "/limits/memory_bytes", "an integer"},
		{"limit with an exponent", with(`"limits":{"memory_bytes":1e6}`), 400, "/limits/memory_bytes", "an integer"},
		{"limit a string", with(`"limits":{"output_bytes":"5"}`), 400, "/limits/output_bytes", "got a string"},
		{"limit null", with(`"limits":{"processes":null}`), 400, "/limits/processes", "null"},
		{"limit beyond 64 bits", with(`"limits":{"processes":9223372036854775808}`), 400, "/limits/processes", "64 bits"},
		{"limit of a thousand digits", with(`"limits":{"processes":` + strings.Repeat("9", 1000) + `}`), 400, "/limits/processes", "64 bits"},
		{"limit above the host's", with(`"limits":{"cpu_ms":10001}`), 422, "/limits/cpu_ms", "maximum"},

		{"checker a string", with(`"checker":"exact"`), 400, "/checker", "want an object"},
		{"checker unknown", with(`"checker":{"kind":"fuzzy"}`), 400, "/checker/kind", "fuzzy"},
		{"checker of an empty kind", with(`"checker":{"kind":""}`), 400, "/checker/kind", "empty"},
		{"isolation empty", with(`"isolation":""`), 400, "/isolation", "empty"},
		{"checker kind a number", with(`"checker":{"kind":1}`), 400, "/checker/kind", "want a string"},
		{"tolerance without float", with(`"checker":{"absolute":1}`), 400, "/checker/absolute", "float"},
		{"tolerance negative", with(`"checker":{"absolute":-0.1,"kind":"float"}`), 400, "/checker/absolute", "-0.1"},
		{"tolerance infinite", with(`"checker":{"kind":"float","relative":1e999}`), 400, "/checker/relative", "1e999"},
		{"tolerance a string", with(`"checker":{"kind":"float","relative":"x"}`), 400, "/checker/relative", "got a string"},

		{"flags a string", with(`"compiler_flags":"-O2"`), 400, "/compiler_flags", "want an array"},
		{"a flag a number", with(`"compiler_flags":["-O2",2]`), 400, "/compiler_flags/1", "want a string"},
		{"too many flags", with(`"compiler_flags":["a","b","c"]`), 422, "/compiler_flags", "more than 2"},
		{"a flag too long", with(`"compiler_flags":["` + strings.Repeat("f", 1025) + `"]`), 400, "/compiler_flags/0", "1024"},
		{"stop_on_failure a string", with(`"stop_on_failure":"true"`), 400, "/stop_on_failure", "want true or false"},
		{"stop_on_failure a number", with(`"stop_on_failure":1`), 400, "/stop_on_failure", "want true or false"},
		{"runs zero", with(`"runs":0`), 400, "/runs", "at least 1"},
		{"runs too many", with(`"runs":6`), 422, "/runs", "6 runs, more than the 5"},
		{"runs too many in all", with(`"runs":3,"tests":[{},{}]`), 422, "/runs", "3 runs of 2 tests, more than the 5"},

		{"callback", with(`"callback":{"url":"http://x"}`), 400, "/callback", "does not offer"},
		{"custom checker", with(`"checker":{"kind":"custom"}`), 400, "/checker/language", "missing"},
		{"custom checker's code", with(`"checker":{"kind":"custom","language":"python"}`), 400, "/checker/code", "missing"},
		{"custom checker's protocol", with(`"checker":{"kind":"custom","language":"python","code":"x","protocol":"kattis"}`), 400, "/checker/protocol", "testlib, icpc"},
		{"custom checker's arguments", with(`"checker":{"kind":"custom","language":"python","code":"x","args":["\u0000"]}`), 400, "/checker/args/0", "no NUL"},
		{"custom checker's typing error", with(`"checker":{"kind":"custom","lang":"python"}`), 400, "/checker/lang", "known here are"},
		{"arguments of nothing", with(`"tests":[{"args":[1]}]`), 400, "/tests/0/args", "there is none"},
		{"operations of nothing", with(`"tests":[{"operations":["A"]}]`), 400, "/tests/0/operations", "there is none"},
		{"a comparison of nothing", with(`"compare":{"kind":"unordered"}`), 400, "/compare", "function or a design"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t, small)
			w := b.do("POST", "/submit", c.body)
			checkProblem(t, w.Result(), c.status, c.field, c.detail)
			if n := b.jobs.stored(); n != 0 {
				t.Errorf("%d submissions were stored", n)
			}
		})
	}
}

// checkProblem checks that an answer is a problem of this form and content.
func checkProblem(t *testing.T, r *http.Response, status int, field, detail string) {
	t.Helper()
	var p struct {
		Type, Title string
		Status      int
		Detail      string
		Field       *string
	}
	dec := json.NewDecoder(r.Body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&p); err != nil {
		t.Fatalf("the answer is no problem: %v", err)
	}
	if r.StatusCode != status || p.Status != status {
		t.Errorf("status %d, in the body %d, want %d (%s)", r.StatusCode, p.Status, status, p.Detail)
	}
	if got := r.Header.Get("Content-Type"); got != "application/problem+json" {
		t.Errorf("Content-Type %q", got)
	}
	if p.Type != "about:blank" || p.Title != http.StatusText(status) {
		t.Errorf("type %q, title %q", p.Type, p.Title)
	}
	if p.Field != nil && (*p.Field != field || field == "") || p.Field == nil && field != "" {
		t.Errorf("field %s, want %q (%s)", deref(p.Field), field, p.Detail)
	}
	if !strings.Contains(p.Detail, detail) || p.Detail == "" {
		t.Errorf("detail %q, want it to hold %q", p.Detail, detail)
	}
	if len(p.Detail) > 600 {
		t.Errorf("the detail has %d bytes", len(p.Detail))
	}
	if retry := r.Header.Get("Retry-After"); (status == 429 || status == 503) != (retry != "") {
		t.Errorf("Retry-After %q with status %d", retry, status)
	}
	checkCommonHeaders(t, r)
}

func checkCommonHeaders(t *testing.T, r *http.Response) {
	t.Helper()
	if r.Header.Get("X-Content-Type-Options") != "nosniff" || r.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("headers %v", r.Header)
	}
}

func deref(s *string) string {
	if s == nil {
		return "absent"
	}
	return fmt.Sprintf("%q", *s)
}

func text(s string) *judge.Text { t := judge.Text(s); return &t }

func number(x float64) *float64 { return &x }

func TestAcceptedSubmissions(t *testing.T) {
	defaults := fakeLanguages{}.Languages()[0].Defaults
	for _, c := range []struct {
		name, body string
		want       judge.Submission
	}{
		{"neither stdin nor tests", `{"language":"python","code":"x"}`,
			judge.Submission{Stdin: text("")}},
		{"empty code", `{"language":"python","code":""}`,
			judge.Submission{Code: judge.Text{}, Stdin: text("")}},
		{"empty stdin", with(`"stdin":""`),
			judge.Submission{Stdin: text("")}},
		{"NUL in stdin and white space around", " \n" + with(`"stdin":"a\u0000b"`) + "\r\n\t ",
			judge.Submission{Stdin: text("a\x00b")}},
		{"escapes", with(`"stdin":"\ud83d\ude00\n\"\/é"`),
			judge.Submission{Stdin: text("😀\n\"/é")}},
		{"base64 of bytes that are no text", with(`"stdin":{"base64":"/wD+"}`),
			judge.Submission{Stdin: text("\xff\x00\xfe")}},
		{"base64 with an escaped slash", with(`"stdin":{"base64":"\/wD+"}`),
			judge.Submission{Stdin: text("\xff\x00\xfe")}},
		{"code that is not UTF-8 and holds NUL", `{"code":{"base64":"AP8="},"language":"python"}`,
			judge.Submission{Code: judge.Text("\x00\xff"), Stdin: text("")}},
		{"tests", with(`"tests":[{"name":"small","stdin":"1 2\n","expected":"3\n"},{},{"expected":{"base64":"/w=="}}]`),
			judge.Submission{Tests: []judge.Test{
				{Name: "small", Stdin: judge.Text("1 2\n"), Expected: text("3\n")}, {}, {Expected: text("\xff")}}}},
		{"as large as allowed", `{"language":"python","code":"` + strings.Repeat("é", 50) + `","stdin":"` + strings.Repeat("x", 50) + `","runs":5,"compiler_flags":["a","b"]}`,
			judge.Submission{Code: judge.Text(strings.Repeat("é", 50)), Stdin: text(strings.Repeat("x", 50)), Runs: 5, CompilerFlags: []string{"a", "b"}}},
		{"limits", with(`"limits":{"cpu_ms":10000,"wall_ms":1,"memory_bytes":9223372036854775807,"output_bytes":2,"processes":3}`),
			judge.Submission{Stdin: text(""), Limits: judge.Limits{CPUMillis: 10000, WallMillis: 1, MemoryBytes: 1<<63 - 1, OutputBytes: 2, Processes: 3}}},
		{"no limit in limits", with(`"limits":{},"checker":{}`),
			judge.Submission{Stdin: text("")}},
		{"the rest", with(`"checker":{"absolute":1e-6,"kind":"float","relative":0},"stop_on_failure":true,"compiler_flags":[]`),
			judge.Submission{Stdin: text(""), Checker: judge.Checker{Kind: "float", Absolute: number(1e-6), Relative: number(0)}, StopOnFailure: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t, small)
			if w := b.do("POST", "/submit", c.body); w.Code != 202 {
				t.Fatalf("status %d: %s", w.Code, w.Body)
			}
			c.want.Language = "python"
			if c.want.Code == nil {
				c.want.Code = judge.Text("x")
			}
			if c.want.Limits == (judge.Limits{}) {
				c.want.Limits = defaults
			}
			if diff := cmp.Diff(c.want, b.jobs.only(t).Submission); diff != "" {
				t.Error(diff)
			}
		})
	}
}
