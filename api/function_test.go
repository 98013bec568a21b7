package api

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"gavel/judge"
)

const (
	twoSum = `"function":{"name":"twoSum","params":[{"name":"nums","type":"integer[]"},{"name":"target","type":"integer","dealloc":true}],
		"return":{"type":"integer[]","size":2,"colsize":0,"dealloc":true},"manual":false,"languages":["cpp"]}`
	lru = `"design":{"classname":"LRU","constructor":{"params":[{"name":"n","type":"integer"}]},"methods":[
		{"name":"get","params":[{"name":"k","type":"integer"}],"return":{"type":"integer"}},
		{"name":"put","params":[{"name":"k","type":"integer"},{"name":"v","type":"integer"}],"return":{"type":"void"}}],
		"return":{"type":"boolean"},"systemdesign":true}`
)

func TestFunctionSubmissions(t *testing.T) {
	for _, c := range []struct{ members, input, want string }{
		{twoSum + `,"tests":[{"args":[[2, 7],9],"expected":[0, 1]}],"compare":{"kind":"unordered"}`, `{"args":[[2,7],9]}`, `[0,1]`},
		{`"tests":[{"args":[[2, 7],9],"expected":[0, 1]}],` + twoSum, `{"args":[[2,7],9]}`, `[0,1]`}, // the signature comes last
		{lru + `,"tests":[{"operations":["LRU","get"],"args":[[2],[1]],"expected":[null,-1]}]`, `{"operations":["LRU","get"],"args":[[2],[1]]}`, `[null,-1]`},
		{`"function":{"name":"f","params":[{"name":"s","type":"string"}],"return":{"type":"string"}},"tests":[{"args":["\u00e9"],"expected":"<\u0001"}]`,
			`{"args":["é"]}`, `"<\u0001"`},
		{`"function":{"name":"f","params":[{"name":"a","type":"integer[]"}],"return":{"type":"void"},"output":{"paramindex":0}},"tests":[{"args":[[1]]}]`,
			`{"args":[[1]]}`, ``},
	} {
		b := newBench(t, Config{})
		if w := b.do("POST", "/submit", with(c.members)); w.Code != 202 {
			t.Errorf("%s: status %d %s", c.members, w.Code, w.Body)
			continue
		}
		test := b.jobs.only(t).Submission.Tests[0]
		if got := string(test.Input()); got != c.input {
			t.Errorf("%s: input %s", c.members, got)
		}
		if got := string(test.Want); got != c.want {
			t.Errorf("%s: expected %s", c.members, got)
		}
	}
}

func TestRefusedFunctions(t *testing.T) {
	function := func(members string) string {
		return with(`"function":{` + members + `},"tests":[{"args":[]}]`)
	}
	for _, c := range []struct {
		name, body string
		status     int
		field      string
		detail     string
	}{
		{"an empty function", with(`"function":{}`), 400, "/function/name", "missing"},
		{"no params", function(`"name":"f","return":{"type":"void"}`), 400, "/function/params", "missing"},
		{"no return", function(`"name":"f","params":[]`), 400, "/function/return", "missing"},
		{"a typing error", function(`"name":"f","parms":[]`), 400, "/function/parms", "known here are name, params, return, output"},
		{"an unknown type", function(`"name":"f","params":[{"name":"a","type":"int"}],"return":{"type":"void"}`), 400, "/function/params/0/type", `"int" is no type`},
		{"a parameter without a type", function(`"name":"f","params":[{"name":"a"}],"return":{"type":"void"}`), 400, "/function/params/0/type", "missing"},
		{"a name that is none", function(`"name":"f(","params":[],"return":{"type":"void"}`), 400, "/function/name", "is no name"},
		{"an output that is none", function(`"name":"f","params":[],"return":{"type":"void"},"output":{"paramindex":-1}`), 400, "/function/output/paramindex", "from 0"},
		{"an output of the wrong type", function(`"name":"f","params":[],"return":{"type":"void"},"output":{"paramindex":"0"}`), 400, "/function/output/paramindex", "got a string"},
		{"an empty design", with(`"design":{}`), 400, "/design/classname", "missing"},
		{"a method without a name", with(`"design":{"classname":"A","constructor":{},"methods":[{"params":[],"return":{"type":"void"}}]}`), 400, "/design/methods/0/name", "missing"},
		{"both", with(twoSum + `,` + lru + `,"tests":[{"args":[]}]`), 400, "/design", "not both"},
		{"no tests", with(twoSum), 400, "/tests", "missing"},
		{"stdin", with(twoSum + `,"stdin":"1"`), 400, "/stdin", "no stdin"},
		{"checker", with(twoSum + `,"checker":{"kind":"exact"},"tests":[{"args":[[],1]}]`), 400, "/checker", "compare"},
		{"too few arguments", with(twoSum + `,"tests":[{"args":[[1]]}]`), 400, "/tests/0/args", "1 argument, want 2"},
		{"deep in the arguments", with(twoSum + `,"tests":[{"args":[[1],2]},{"args":[[1,"2"],2]}]`), 400, "/tests/1/args/0/1", "want integer, got a string"},
		{"out of range", with(twoSum + `,"tests":[{"args":[[1],2147483648]}]`), 400, "/tests/0/args/1", "2147483648 is out of the range"},
		{"expected", with(twoSum + `,"tests":[{"args":[[1],2],"expected":[1,null]}]`), 400, "/tests/0/expected/1", "want integer, got null"},
		{"an unknown operation", with(lru + `,"tests":[{"operations":["LRU","pop"],"args":[[1],[]]}]`), 400, "/tests/0/operations/1", "no method"},
		{"an empty comparison", with(`"compare":{"kind":""},` + twoSum + `,"tests":[{"args":[[1],2]}]`), 400, "/compare/kind", "empty"},
		{"an unknown comparison", with(`"compare":{"kind":"odd"},` + twoSum + `,"tests":[{"args":[[1],2]}]`), 400, "/compare/kind", "odd"},
		{"a checker of no language", with(`"compare":{"kind":"custom"},` + twoSum + `,"tests":[{"args":[[1],2]}]`), 400, "/compare/language", "missing"},
		{"code of no checker", with(`"compare":{"code":"x"},` + twoSum + `,"tests":[{"args":[[1],2]}]`), 400, "/compare", "belong to the kind"},
		{"args no array", with(twoSum + `,"tests":[{"args":{"nums":[1]}}]`), 400, "/tests/0/args", "want an array"},
		{"args too large", with(twoSum + `,"tests":[{"args":[[` + strings.Repeat("1,", 30) + `1],2]}]`), 413, "/tests/0/args/0", "more than the 50"},
		{"args too large together", with(twoSum + `,"tests":[{"args":[[` + strings.Repeat("1,", 20) + `1],"` + strings.Repeat("x", 20) + `"]}]`), 413, "/tests/0/args/1", "more than the 7"},
		{"expected too large", with(twoSum + `,"tests":[{"args":[[1],2],"expected":[` + strings.Repeat("1,", 30) + `1]}]`), 413, "/tests/0/expected", "more than the 50"},
		{"deeply nested arguments", with(twoSum + `,"tests":[{"args":[` + strings.Repeat("[", 20) + strings.Repeat("]", 20) + `,1]}]`), 400, "/tests/0/args/0/0", "want integer, got an array"},
		{"a sample outside of a problem", with(twoSum + `,"tests":[{"args":[[1],2],"sample":true}]`), 400, "/tests/0/sample", "unknown"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t, small)
			checkProblem(t, b.do("POST", "/submit", c.body).Result(), c.status, c.field, c.detail)
			if n := b.jobs.stored(); n != 0 {
				t.Errorf("%d submissions were stored", n)
			}
		})
	}
}

// A fault deep in an item of a batch has its whole pointer.
func TestBatchPointsIntoArguments(t *testing.T) {
	b := newBench(t, Config{})
	w := b.do("POST", "/submit/batch", `{"submissions":[`+with(`"runs":1`)+`,`+with(twoSum+`,"tests":[{"args":[[1.5],2]}]`)+`,`+with(twoSum+`,"tests":[{"args":[[1],2]}]`)+`]}`)
	var answers []struct {
		JobID string `json:"job_id"`
		Error struct{ Field string }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &answers); err != nil || len(answers) != 3 {
		t.Fatalf("%s: %v", w.Body, err)
	}
	if answers[1].Error.Field != "/submissions/1/tests/0/args/0/0" || answers[0].JobID == "" || answers[2].JobID == "" {
		t.Errorf("got %s", w.Body)
	}
}

const storedTwoSum = `{"title":"Two Sum","statement":"# Find *two*",` + twoSum + `,"compare":{"kind":"unordered"},"limits":{"cpu_ms":1500},"feedback":"full",
	"tests":[{"name":"first","args":[[2, 7],9],"expected":[0,1],"sample":true},{"args":[[424242,1],424243],"expected":[0,1]}]}`

func TestProblemsOverHTTP(t *testing.T) {
	b := newBench(t, Config{})
	step := func(method, target, body string, status int) string {
		t.Helper()
		w := b.do(method, target, body)
		if w.Code != status {
			t.Fatalf("%s %s: status %d, want %d: %s", method, target, w.Code, status, w.Body)
		}
		if strings.Contains(w.Body.String(), "424242") {
			t.Errorf("%s %s shows a secret test: %s", method, target, w.Body)
		}
		return w.Body.String()
	}
	step("GET", "/problems/two-sum", "", 404)
	step("PUT", "/problems/two-sum", storedTwoSum, 201)
	step("PUT", "/problems/two-sum", storedTwoSum, 200)
	checkGolden(t, "stored_problem.json", []byte(step("GET", "/problems/two-sum", "", 200)))
	step("PUT", "/problems/sum", `{"tests":[{"stdin":"1 2","expected":"3"}]}`, 201)
	checkGolden(t, "stored_problems.json", []byte(step("GET", "/problems", "", 200)))
	if got := step("GET", "/problems/two-sum/starter/python", "", 200); got != "class Solution:\n    def twoSum" {
		t.Errorf("starter %q", got)
	}
	if got := b.do("GET", "/problems/two-sum/starter/python", "").Header().Get("Content-Type"); got != "text/plain; charset=utf-8" {
		t.Errorf("Content-Type %q", got)
	}
	step("GET", "/problems/two-sum/starter/cobol", "", 404)
	step("GET", "/problems/sum/starter/python", "", 404)
	step("GET", "/problems/none/starter/python", "", 404)
	step("GET", "/problems/two-sum?secret=1", "", 400)
	step("DELETE", "/problems/two-sum", "", 204)
	step("DELETE", "/problems/two-sum", "", 404)
	step("GET", "/problems/UPPER", "", 404)
	step("POST", "/problems/two-sum", storedTwoSum, 405)
}

func TestRefusedProblems(t *testing.T) {
	for _, c := range []struct {
		name, body string
		status     int
		field      string
		detail     string
	}{
		{"empty", ``, 400, "", "empty"},
		{"nothing in it", `{}`, 400, "/tests", "missing"},
		{"no tests in tests", `{"tests":[]}`, 400, "/tests", "at least one"},
		{"unknown field", `{"name":"x"}`, 400, "/name", "known here are title"},
		{"an id", `{"id":"x"}`, 400, "/id", "unknown"},
		{"groups", `{"groups":[]}`, 400, "/groups", "does not offer"},
		{"custom checker", `{"tests":[{}],"checker":{"kind":"custom"}}`, 400, "/checker/language", "missing"},
		{"empty feedback", `{"feedback":"","tests":[{}]}`, 400, "/feedback", "empty"},
		{"feedback", `{"feedback":"some","tests":[{}]}`, 400, "/feedback", "none, verdict, full"},
		{"sample", `{"tests":[{"sample":1}]}`, 400, "/tests/0/sample", "true or false"},
		{"unknown field of a test", `{"tests":[{"secret":true}]}`, 400, "/tests/0/secret", "sample"},
		{"arguments of nothing", `{"tests":[{"args":[]}]}`, 400, "/tests/0/args", "there is none"},
		{"arguments that do not fit", `{` + twoSum + `,"tests":[{"args":[1,2]}]}`, 400, "/tests/0/args/0", "want integer[]"},
		{"limit above the host's", `{"limits":{"cpu_ms":10001},"tests":[{}]}`, 422, "/limits/cpu_ms", "maximum"},
		{"too many tests", `{"tests":[{},{},{},{}]}`, 422, "/tests", "more than 3"},
		{"garbage after it", `{"tests":[{}]}x`, 400, "", "goes on"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t, small)
			checkProblem(t, b.do("PUT", "/problems/p", c.body).Result(), c.status, c.field, c.detail)
			if len(b.problems.problems) != 0 {
				t.Error("it was stored")
			}
		})
	}
}

func TestSubmissionsToAProblem(t *testing.T) {
	b := newBench(t, Config{})
	if w := b.do("PUT", "/problems/two-sum", storedTwoSum); w.Code != 201 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if w := b.do("POST", "/submit", with(`"problem":"two-sum","stop_on_failure":true`)); w.Code != 202 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	sub := b.jobs.only(t).Submission
	if sub.Problem != "two-sum" || sub.Revision != 1 || sub.Feedback != judge.FeedbackFull || sub.Function == nil || sub.Function.Name != "twoSum" ||
		sub.Compare.Kind != judge.CompareUnordered || sub.Limits.CPUMillis != 1500 || !sub.StopOnFailure || sub.Stdin != nil {
		t.Errorf("submitted %+v", sub)
	}
	if len(sub.Tests) != 2 || sub.Tests[0].Name != "first" || !sub.Tests[0].Sample || sub.Tests[1].Args != nil {
		t.Errorf("tests %+v", sub.Tests)
	}
	for _, c := range []struct{ members, field string }{
		{`"problem":"none"`, "/problem"}, {`"problem":3`, "/problem"},
		{`"problem":"two-sum","tests":[{}]`, "/tests"}, {`"problem":"two-sum","stdin":""`, "/stdin"}, {`"problem":"two-sum",` + lru, "/design"},
		{`"problem":"two-sum","limits":{}`, "/limits"}, {`"problem":"two-sum","checker":{}`, "/checker"}, {`"problem":"two-sum","compare":{}`, "/compare"},
		{`"problem":""`, "/problem"},
	} {
		checkProblem(t, b.do("POST", "/submit", with(c.members)).Result(), http.StatusBadRequest, c.field, "")
	}
}
