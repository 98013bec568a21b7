package harness

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"gavel/judge"
)

// echoes are values of a type, in normal form; a function returns each as it got
// it.
var echoes = map[string][]string{
	"integer":                {`0`, `-2147483648`, `2147483647`},
	"long":                   {`0`, `-9223372036854775808`, `9223372036854775807`},
	"double":                 {`0.0`, `-0.0`, `0.1`, `1e+22`, `5e-324`, `1.7976931348623157e+308`, `-2.5`, `123456789.0`},
	"boolean":                {`true`, `false`},
	"character":              {`"a"`, `"\""`, `"\\"`, `" "`, `"\u0000"`},
	"string":                 {`""`, `"plain"`, `"\"\\\b\f\n\r\t\u0001/"`, `"größe 𝒳 漢字 😀"`, `"\u0000"`, `"[1,2]"`, `"\u007f"`},
	"ListNode":               {`[]`, `[1]`, `[-2147483648,0,2147483647]`},
	"TreeNode":               {`[]`, `[1]`, `[1,null,2]`, `[5,4,7,3,null,2,null,-1,null,9]`, `[1,null,2,null,3,null,4]`},
	"integer[]":              {`[]`, `[1]`, `[-2147483648,2147483647]`},
	"long[]":                 {`[]`, `[-9223372036854775808,9223372036854775807]`},
	"double[]":               {`[]`, `[0.1,-2.5,1e+300]`},
	"boolean[]":              {`[]`, `[true,false,true]`},
	"character[]":            {`[]`, `["a","\"","~"]`},
	"string[]":               {`[]`, `["","a,b","]"]`},
	"ListNode[]":             {`[]`, `[[1,2],[],[3]]`},
	"TreeNode[]":             {`[]`, `[[1,null,2],[],[3]]`},
	"integer[][]":            {`[]`, `[[]]`, `[[1,2],[],[3]]`},
	"character[][]":          {`[]`, `[["a"],["b","c"]]`},
	"boolean[][]":            {`[[true],[false,true]]`},
	"double[][]":             {`[[0.5],[]]`},
	"string[][]":             {`[["a"],[]]`},
	"long[][]":               {`[[4294967296]]`},
	"integer[][][]":          {`[[[1],[]],[]]`},
	"list<integer>":          {`[]`, `[1,-2]`},
	"list<long>":             {`[4294967296]`},
	"list<double>":           {`[0.5,1e-7]`},
	"list<boolean>":          {`[true,false]`},
	"list<character>":        {`["x","y"]`},
	"list<string>":           {`[]`, `["a","ü"]`},
	"list<ListNode>":         {`[[1,2],[]]`},
	"list<TreeNode>":         {`[[1,2,3],[]]`},
	"list<list<integer>>":    {`[]`, `[[],[1,2]]`},
	"list<list<string>>":     {`[["a","b"],[]]`},
	"list<list<list<long>>>": {`[[[1],[2]],[]]`},
	"list<integer[]>":        {`[[1,2],[]]`},
	"list<integer>[]":        {`[[1,2],[]]`},
	"list<string[][]>":       {`[[["a"],[]]]`},
}

// typed writes a type in a language, as a solution declares it.
var typed = map[string]func(judge.Type) string{
	"python": func(judge.Type) string { return "Any" },
	"cpp":    cppType,
	"java":   func(t judge.Type) string { return javaType(t, false) },
}

func cppType(t judge.Type) string {
	if t.Elem != nil {
		return "vector<" + cppType(*t.Elem) + ">"
	}
	return map[judge.Kind]string{
		judge.KindInteger: "int", judge.KindLong: "long long", judge.KindDouble: "double", judge.KindBoolean: "bool",
		judge.KindCharacter: "char", judge.KindString: "string", judge.KindListNode: "ListNode*", judge.KindTreeNode: "TreeNode*",
	}[t.Kind]
}

func javaType(t judge.Type, boxed bool) string {
	switch t.Kind {
	case judge.KindArray:
		return javaType(*t.Elem, false) + "[]"
	case judge.KindList:
		return "List<" + javaType(*t.Elem, true) + ">"
	case judge.KindString, judge.KindListNode, judge.KindTreeNode:
		return map[judge.Kind]string{judge.KindString: "String"}[t.Kind] + map[bool]string{true: string(t.Kind)}[t.Kind != judge.KindString]
	}
	names := map[judge.Kind][2]string{
		judge.KindInteger: {"int", "Integer"}, judge.KindLong: {"long", "Long"}, judge.KindDouble: {"double", "Double"},
		judge.KindBoolean: {"boolean", "Boolean"}, judge.KindCharacter: {"char", "Character"},
	}
	if boxed {
		return names[t.Kind][1]
	}
	return names[t.Kind][0]
}

// Every type goes in and comes out. All types are one class with many methods, so
// that a language compiles once.
func TestEveryTypeInBothDirections(t *testing.T) {
	design := judge.Design{ClassName: "Echo"}
	test := judge.Test{Operations: []string{"Echo"}, Args: []json.RawMessage{json.RawMessage(`[]`)}}
	want := []string{"null"}
	number := 0
	for name, values := range echoes {
		kind, err := judge.ParseType(name)
		if err != nil {
			t.Fatal(err)
		}
		called := fmt.Sprintf("echo%d", number)
		number++
		design.Methods = append(design.Methods, judge.Method{Name: called, Params: []judge.Param{{Name: "v", Type: kind}}, Return: judge.Return{Type: kind}})
		for _, value := range values {
			test.Operations = append(test.Operations, called)
			test.Args = append(test.Args, json.RawMessage("["+value+"]"))
			want = append(want, value)
		}
	}
	test.Want = json.RawMessage("[" + strings.Join(want, ",") + "]")
	for _, language := range []string{"python", "cpp", "java"} {
		t.Run(language, func(t *testing.T) {
			report := judged(t, judge.Submission{
				Language: language, Code: judge.Text(echoSource(language, design)), Design: &design, Tests: []judge.Test{test},
			})
			accepted(t, report)
		})
	}
}

func echoSource(language string, design judge.Design) string {
	var text strings.Builder
	switch language {
	case "python":
		text.WriteString("class Echo:\n")
	case "cpp":
		text.WriteString("class Echo {\npublic:\n")
	case "java":
		text.WriteString("class Echo {\n")
	}
	for _, m := range design.Methods {
		kind := typed[language](m.Return.Type)
		switch language {
		case "python":
			fmt.Fprintf(&text, "    def %s(self, v: %s) -> %s:\n        return v\n", m.Name, kind, kind)
		case "cpp":
			fmt.Fprintf(&text, "    %s %s(%s v) { return v; }\n", kind, m.Name, kind)
		case "java":
			fmt.Fprintf(&text, "    public %s %s(%s v) { return v; }\n", kind, m.Name, kind)
		}
	}
	switch language {
	case "cpp":
		text.WriteString("};\n")
	case "java":
		text.WriteString("}\n")
	}
	return text.String()
}

// accepted fails the test with what there is to know of a report that says
// otherwise.
func accepted(t *testing.T, report judge.Report) {
	t.Helper()
	if *report.Verdict != judge.Accepted {
		t.Errorf("%s", toldOf(report))
	}
}

func toldOf(report judge.Report) string {
	text := fmt.Sprintf("%s: %s", *report.Verdict, cutAt(string(report.Compile.Output), 3000))
	for _, test := range report.Tests {
		if test.Verdict != judge.Accepted {
			text += fmt.Sprintf("\n%s %s", test.Name, test.Verdict)
			if test.Message != nil {
				text += ": " + *test.Message
			}
			if test.Reason != nil {
				text += " " + string(*test.Reason)
			}
			text += "\n" + cutAt(string(test.Stderr), 1500) + cutAt(string(test.Stdout), 500)
		}
	}
	return text
}

func cutAt(text string, n int) string { return text[:min(len(text), n)] }

// big is a list of a million integers of all lengths.
func big() string {
	var text strings.Builder
	text.WriteByte('[')
	seed := uint32(1)
	for i := range 1_000_000 {
		if i > 0 {
			text.WriteByte(',')
		}
		seed = seed*1664525 + 1013904223
		fmt.Fprint(&text, int32(seed)>>(seed>>7&31))
	}
	return text.String() + "]"
}

var identity = map[string]string{
	"python": "class Solution:\n    def same(self, nums: List[int]) -> List[int]:\n        return nums\n",
	"cpp":    "class Solution { public: vector<int> same(vector<int>& nums) { return nums; } };",
	"java":   "class Solution { public int[] same(int[] nums) { return nums; } }",
}

func function(t testing.TB, text string) *judge.Function {
	t.Helper()
	var f judge.Function
	if err := json.Unmarshal([]byte(text), &f); err != nil {
		t.Fatal(err)
	}
	return &f
}

func TestAMillionIntegers(t *testing.T) {
	value := json.RawMessage(big())
	signature := function(t, `{"name":"same","params":[{"name":"nums","type":"integer[]"}],"return":{"type":"integer[]"}}`)
	for language, code := range identity {
		t.Run(language, func(t *testing.T) {
			report := judged(t, judge.Submission{
				Language: language, Code: judge.Text(code), Function: signature,
				Tests: []judge.Test{{Args: []json.RawMessage{value}, Want: value}},
			})
			accepted(t, report)
			for _, test := range report.Tests {
				t.Logf("%+v wall %v", test.Harness, test.WallMillis)
			}
		})
	}
}
