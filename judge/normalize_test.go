package judge

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	twoSum  = `"function":{"name":"twoSum","params":[{"name":"nums","type":"integer[]"},{"name":"target","type":"integer"}],"return":{"type":"integer[]"}}`
	cycle   = `"function":{"name":"f","params":[{"name":"head","type":"ListNode"},{"name":"pos","type":"integer"}],"return":{"type":"ListNode"}}`
	inPlace = `"function":{"name":"f","params":[{"name":"a","type":"integer[]"}],"return":{"type":"void"},"output":{"paramindex":0}}`
	nothing = `"function":{"name":"f","params":[],"return":{"type":"void"}}`
	half    = `"function":{"name":"f","params":[{"name":"x","type":"double"}],"return":{"type":"double"}}`
	word    = `"function":{"name":"f","params":[{"name":"s","type":"string"}],"return":{"type":"string"}}`
	lru     = `"design":{"classname":"LRU","constructor":{"params":[{"name":"n","type":"integer"}]},"methods":[
		{"name":"get","params":[{"name":"k","type":"integer"}],"return":{"type":"integer"}},
		{"name":"put","params":[{"name":"k","type":"integer"},{"name":"v","type":"integer"}],"return":{"type":"void"}}]}`
)

// submitted is a submission from its members.
func submitted(t testing.TB, members ...string) Submission {
	t.Helper()
	var s Submission
	if err := json.Unmarshal([]byte("{"+strings.Join(members, ",")+"}"), &s); err != nil {
		t.Fatalf("%s: %v", members, err)
	}
	return s
}

func TestTypedTestsAreNormalized(t *testing.T) {
	for _, c := range []struct{ signature, test, input, want string }{
		{twoSum, `{"args":[[2, 7],9],"expected":[0, 1]}`, `{"args":[[2,7],9]}`, `[0,1]`},
		{twoSum, `{"args":[[],-0]}`, `{"args":[[],0]}`, ""},
		{inPlace, `{"args":[[3,1]],"expected":[1,3]}`, `{"args":[[3,1]]}`, `[1,3]`},
		{nothing, `{"args":[],"expected":null}`, `{"args":[]}`, `null`},
		{cycle, `{"args":[[3,2,0],1],"expected":1}`, `{"args":[[3,2,0],1]}`, `1`},
		{cycle, `{"args":[null,-1],"expected":-1}`, `{"args":[[],-1]}`, `-1`},
		{half, `{"args":[1],"expected":"NaN"}`, `{"args":[1.0]}`, `"NaN"`},
		{word, `{"args":["\u00e9\u0001"],"expected":"a<b"}`, `{"args":["é\u0001"]}`, `"a<b"`},
		{lru, `{"operations":["LRU","put","get"],"args":[[2],[1, 1],[1]],"expected":[null,null,1]}`,
			`{"operations":["LRU","put","get"],"args":[[2],[1,1],[1]]}`, `[null,null,1]`},
		{twoSum + `,"compare":{"kind":"any_of"}`, `{"args":[[1],1],"expected":[[0 ],[1]]}`, `{"args":[[1],1]}`, `[[0],[1]]`},
	} {
		s := submitted(t, c.signature, `"tests":[`+c.test+`]`)
		if err := s.Normalize(); err != nil {
			t.Errorf("%s: %v", c.test, err)
			continue
		}
		if got := string(s.Tests[0].Input()); got != c.input || !json.Valid([]byte(got)) {
			t.Errorf("%s: the program reads %s, want %s", c.test, got, c.input)
		}
		if got := string(s.Tests[0].Want); got != c.want {
			t.Errorf("%s: expected is %s, want %s", c.test, got, c.want)
		}
	}
}

func TestSubmissionsThatDoNotFitTheirSignature(t *testing.T) {
	for _, c := range []struct{ members, field, detail string }{
		{twoSum + `,` + lru, "/design", "not both"},
		{twoSum, "/tests", "missing"},
		{twoSum + `,"stdin":"1"`, "/stdin", "no stdin"},
		{twoSum + `,"checker":{"kind":"exact"},"tests":[{"args":[[],1]}]`, "/checker", "compare"},
		{twoSum + `,"tests":[{"args":[[],1],"stdin":"1"}]`, "/tests/0/stdin", "args"},
		{twoSum + `,"tests":[{"expected":"[1]"}]`, "/tests/0/args", "missing"},
		{twoSum + `,"tests":[{"args":[[],1],"operations":["twoSum"]}]`, "/tests/0/operations", "a design"},
		{twoSum + `,"tests":[{"args":[[1]]}]`, "/tests/0/args", "1 argument, want 2: integer[] nums, integer target"},
		{twoSum + `,"tests":[{"args":[[1],2,3]}]`, "/tests/0/args", "3 arguments, want 2"},
		{twoSum + `,"tests":[{"args":[[1],2]},{"args":[[1,2147483648],2]}]`, "/tests/1/args/0/1", "out of the range"},
		{twoSum + `,"tests":[{"args":[[1,2.5],2]}]`, "/tests/0/args/0/1", "want integer"},
		{twoSum + `,"tests":[{"args":[null,2]}]`, "/tests/0/args/0", "want integer[], got null"},
		{twoSum + `,"tests":[{"args":[[1],2],"expected":["a"]}]`, "/tests/0/expected/0", "want integer, got a string"},
		{twoSum + `,"tests":[{"args":[[1],2],"expected":null}]`, "/tests/0/expected", "got null"},
		{twoSum + `,"tests":[{"args":[[1],2],"expected":{"a":1}}]`, "/tests/0/expected", "an object"},
		{twoSum + `,"compare":{"kind":"any_of"},"tests":[{"args":[[1],2],"expected":[1]}]`, "/tests/0/expected/0", "want integer[]"},
		{twoSum + `,"compare":{"kind":"any_of"},"tests":[{"args":[[1],2],"expected":[]}]`, "/tests/0/expected", "at least one answer"},
		{twoSum + `,"compare":{"kind":"custom"},"tests":[{"args":[[1],2]}]`, "/compare/language", "missing"},
		{half + `,"compare":{"kind":"unordered"},"tests":[{"args":[1]}]`, "/compare/kind", "an array or a list; this one is double"},
		{half + `,"tests":[{"args":["NaN"]}]`, "/tests/0/args/0", "no number that could be passed on"},
		{nothing + `,"tests":[{"args":[],"expected":1}]`, "/tests/0/expected", "want null"},
		{cycle + `,"tests":[{"args":[[1,2],2]}]`, "/tests/0/args/1", "2 is no node of a list of 2"},
		{cycle + `,"tests":[{"args":[[],0]}]`, "/tests/0/args/1", "0 is no node of a list of 0"},
		{cycle + `,"tests":[{"args":[[1],-2]}]`, "/tests/0/args/1", "no node"},
		{lru + `,"tests":[{"args":[[1]]}]`, "/tests/0/operations", "missing"},
		{lru + `,"tests":[{"operations":["get"],"args":[[1]]}]`, "/tests/0/operations/0", `the first operation is the constructor, "LRU"`},
		{lru + `,"tests":[{"operations":["LRU","pop"],"args":[[1],[1]]}]`, "/tests/0/operations/1", `"pop" is no method of LRU`},
		{lru + `,"tests":[{"operations":["LRU","LRU"],"args":[[1],[1]]}]`, "/tests/0/operations/1", "no method"},
		{lru + `,"tests":[{"operations":["LRU","get"],"args":[[1]]}]`, "/tests/0/args", "1 array for 2 operations"},
		{lru + `,"tests":[{"operations":["LRU"],"args":[1]}]`, "/tests/0/args/0", "arguments of LRU"},
		{lru + `,"tests":[{"operations":["LRU","put"],"args":[[1],[1]]}]`, "/tests/0/args/1", "1 element, want 2"},
		{lru + `,"tests":[{"operations":["LRU","put"],"args":[[1],[1,2,3]]}]`, "/tests/0/args/1", "more than 2 elements"},
		{lru + `,"tests":[{"operations":["LRU","put"],"args":[[1],[1,true]]}]`, "/tests/0/args/1/1", "want integer, got true"},
		{lru + `,"tests":[{"operations":["LRU"],"args":[[1]],"expected":[1]}]`, "/tests/0/expected/0", "want null"},
		{lru + `,"tests":[{"operations":["LRU","get"],"args":[[1],[1]],"expected":[null]}]`, "/tests/0/expected", "1 element, want 2"},
		{`"tests":[{"args":[1]}]`, "/tests/0/args", "there is none"},
		{`"compare":{"kind":"exact"}`, "/compare", "belongs to a function"},
		{`"checker":{"kind":"odd"}`, "/checker/kind", "odd"},
	} {
		s := submitted(t, c.members)
		err := s.Normalize()
		fault, ok := errors.AsType[*FieldError](err)
		if !ok || fault.Field != c.field || !strings.Contains(fault.Detail, c.detail) {
			t.Errorf("%s:\n got %v\nwant %s: %s", c.members, err, c.field, c.detail)
		}
	}
}

func TestSignaturesThatCannotBeUsed(t *testing.T) {
	function := func(name, params, returned, more string) string {
		return fmt.Sprintf(`"function":{"name":%q,"params":[%s],"return":{"type":%q}%s}`, name, params, returned, more)
	}
	const a, b = `{"name":"a","type":"integer"}`, `{"name":"b","type":"integer[]"}`
	for _, c := range []struct{ signature, field string }{
		{function("", a, "void", ""), "/function/name"},
		{function("f()", a, "void", ""), "/function/name"},
		{function("é", a, "void", ""), "/function/name"},
		{function("f", a+","+a, "void", ""), "/function/params/1/name"},
		{function("f", `{"name":"a b","type":"integer"}`, "void", ""), "/function/params/0/name"},
		{function("f", `{"name":"a","type":"void"}`, "void", ""), "/function/params/0/type"},
		{function("f", a+strings.Repeat(","+a, 32), "void", ""), "/function/params"},
		{function("f", a, "void", `,"output":{"paramindex":1}`), "/function/output/paramindex"},
		{function("f", a, "void", `,"output":{"paramindex":-1}`), "/function/output/paramindex"},
		{function("f", b, "integer", `,"output":{"paramindex":0,"size":"all"}`), "/function/output/size"},
		{function("f", b, "void", `,"output":{"paramindex":0,"size":"ret"}`), "/function/output/size"},
		{function("f", a, "integer", `,"output":{"paramindex":0,"size":"ret"}`), "/function/output/size"},
		{function("f", `{"name":"h","type":"ListNode"},{"name":"pos","type":"integer"}`, "ListNode[]", ""), "/function/return/type"},
		{function("f", `{"name":"h","type":"ListNode"},{"name":"pos","type":"integer"}`, "void", `,"output":{"paramindex":0}`), "/function/output/paramindex"},
		{`"design":{"classname":"A","constructor":{"params":[]},"methods":[]}`, "/design/methods"},
		{`"design":{"classname":"1","constructor":{"params":[]},"methods":[]}`, "/design/classname"},
		{`"design":{"classname":"A","constructor":{"params":[]},"methods":[{"name":"A","params":[],"return":{"type":"void"}}]}`, "/design/methods/0/name"},
		{`"design":{"classname":"A","constructor":{"params":[]},"methods":[{"name":"b","params":[]}]}`, "/design/methods/0/return/type"},
	} {
		s := submitted(t, c.signature, `"tests":[{"args":[]}]`)
		fault, ok := errors.AsType[*FieldError](s.Normalize())
		if !ok || fault.Field != c.field {
			t.Errorf("%s: %v, want a fault at %s", c.signature, fault, c.field)
		}
	}
}

// A test means the same after a round through its JSON form.
func TestTypedTestsAsJSON(t *testing.T) {
	for _, text := range []string{
		`{"name":"a","args":[[1],"x"],"expected":[1]}`, `{"args":[],"expected":null}`, `{"args":[1]}`, `{"args":["a"],"expected":"b","sample":true}`,
		`{"operations":["A"],"args":[[]],"expected":[null]}`, `{"stdin":"1","expected":"2"}`, `{"stdin":"1"}`, `{}`, `{"stdin":{"base64":"/w=="}}`,
	} {
		var test Test
		if err := json.Unmarshal([]byte(text), &test); err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got, err := json.Marshal(test); err != nil || len(got) != len(text) {
			t.Errorf("%s became %s, %v", text, got, err)
		}
	}
	for _, text := range []string{`{"expected":1}`, `{"unknown":1}`, `{"args":{}}`} {
		if err := json.Unmarshal([]byte(text), new(Test)); err == nil {
			t.Errorf("%s was read", text)
		}
	}
}

// Real signatures and tests below GAVEL_PROBLEMS.
func TestRealSignaturesAndTests(t *testing.T) {
	dir := os.Getenv("GAVEL_PROBLEMS")
	if dir == "" {
		t.Skip("GAVEL_PROBLEMS names no directory of problems")
	}
	files, err := filepath.Glob(filepath.Join(dir, "function/*/*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no problems in %s: %v", dir, err)
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var problem struct {
			Method  string
			Params  []Param
			Returns Type
			Tests   []Test
		}
		if err := json.Unmarshal(data, &problem); err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		s := Submission{Function: &Function{Name: problem.Method, Params: problem.Params, Return: Return{problem.Returns}}, Tests: problem.Tests}
		if err := s.Normalize(); err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		for i, test := range s.Tests { // its own answer is right
			outcome := Outcome{Results: Stream{Data: fmt.Appendf(nil, `{"result":%s,"decode_ns":1,"encode_ns":2}`+"\n", test.Want)}}
			if got := Decide(outcome, Rules{result: s.typed(test)}); got.Verdict != Accepted {
				t.Errorf("%s, test %d: %s %s", path, i, got.Verdict, *got.Message)
			}
		}
	}
}

// FuzzSignature: whatever a signature and a test say, they are refused at a place
// or brought into a form that is JSON and stays as it is.
func FuzzSignature(f *testing.F) {
	for _, signature := range []string{twoSum, cycle, inPlace, nothing, half, lru} {
		f.Add(`{` + signature + `,"tests":[{"args":[[1],1],"expected":[1]},{"operations":["LRU","get"],"args":[[1],[1]],"expected":[null,1]}]}`)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var s Submission
		if json.Unmarshal([]byte(text), &s) != nil {
			return
		}
		if err := s.Normalize(); err != nil {
			if _, ok := errors.AsType[*FieldError](err); !ok {
				t.Fatalf("%v is no field error", err)
			}
			return
		}
		for _, test := range s.Tests {
			if !s.Typed() {
				continue
			}
			if !json.Valid(test.Input()) || test.Want != nil && !json.Valid(test.Want) {
				t.Fatalf("not JSON: %s, %s", test.Input(), test.Want)
			}
			before := string(test.Input()) + string(test.Want)
			again := s
			again.Tests = []Test{test}
			if err := again.Normalize(); err != nil || before != string(again.Tests[0].Input())+string(again.Tests[0].Want) {
				t.Fatalf("%s is not stable: %v", before, err)
			}
		}
	})
}
