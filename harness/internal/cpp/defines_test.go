package cpp

import (
	"strings"
	"testing"
	"time"
)

func TestDefines(t *testing.T) {
	for _, test := range []struct {
		name, code string
		want       bool
	}{
		{"a struct", "struct ListNode { int val; };", true},
		{"a class", "class ListNode\n{\npublic: int val; };", true},
		{"with a base", "struct ListNode : Base { };", true},
		{"final", "struct ListNode final { };", true},
		{"a template's is one too", "template <class T> struct ListNode { T val; };", true},
		{"after others", "#include <vector>\nint f() { return 1; }\nstruct A { int x; };\nstruct ListNode { };", true},
		{"in an open namespace", "extern \"C\" { struct ListNode { int val; }; }", true},
		{"a definition in a comment", "/**\n * struct ListNode {\n *     int val;\n * };\n */\nclass Solution {};", false},
		{"in a line's comment", "// struct ListNode { };\n", false},
		{"in a comment that is continued", "// a \\\nstruct ListNode { };\n", false},
		{"in a string", "const char* s = \"struct ListNode { \\\" };\";", false},
		{"in a raw string", "const char* s = R\"x(struct ListNode { )\" };)x\";", false},
		{"a declaration", "struct ListNode;\nclass Solution {};", false},
		{"a use", "class Solution { ListNode* f(struct ListNode* v) { return v; } };", false},
		{"inside another", "class Solution { struct ListNode { int val; }; };", false},
		{"another name", "struct ListNode2 { };\nstruct MyListNode { };", false},
		{"left out", "#ifdef LOCAL\nstruct ListNode { };\n#endif\n", false},
		{"left out on the judge", "#ifndef ONLINE_JUDGE\nstruct ListNode { };\n#endif\n", false},
		{"left out by a number", "#if 0\nstruct ListNode { };\n#endif\n", false},
		{"the other branch", "#ifdef LOCAL\n#else\nstruct ListNode { };\n#endif\n", true},
		{"what it defines itself", "#define LOCAL 1\n#if defined(LOCAL)\nstruct ListNode { };\n#endif\n", true},
		{"nested conditions", "#if 0\n#if 1\nstruct ListNode { };\n#endif\n#endif\nclass A {};", false},
		{"a quote in a number", "int a = 1'000'000; struct ListNode { };", true},
		{"an apostrophe in what is left out", "#if 0\ndon't\n#endif\nstruct ListNode { };", true},
		{"nothing", "", false},
		{"no C++", "struct struct ( { ' \" R\"( #if", false},
	} {
		if got := Defines(test.code, "ListNode"); got != test.want {
			t.Errorf("%s: got %v", test.name, got)
		}
	}
}

func TestDefinesIsLinear(t *testing.T) {
	for _, part := range []string{"a#", "class ", "struct ListNode x", "#if 0\n", "/*", "R\"(", "'", "{"} {
		began := time.Now()
		Defines(strings.Repeat(part, 1<<20), "ListNode")
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("a million of %q took %v", part, took)
		}
	}
}

// Strangers' sources neither hang nor break it.
func FuzzDefines(f *testing.F) {
	for _, seed := range []string{"struct ListNode {", "#if 0\n'", "R\"x(", "/*", "#define A /* \n*/", "\\\n", "#"} {
		f.Add(seed)
	}
	f.Fuzz(func(_ *testing.T, code string) { Defines(code, "ListNode") })
}
