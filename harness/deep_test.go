package harness

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"gavel/judge"
)

const deep = 100_000

var deepEchoes = map[string]string{
	"python": "class Echo:\n    def chain(self, v):\n        return v\n    def tree(self, v):\n        return v\n",
	"cpp":    "class Echo { public: ListNode* chain(ListNode* v) { return v; } TreeNode* tree(TreeNode* v) { return v; } };",
	"java":   "class Echo { public ListNode chain(ListNode v) { return v; } public TreeNode tree(TreeNode v) { return v; } }",
}

// A list and a tree of 100,000 levels pass through every driver, none of which
// may recurse.
func TestDeepListsAndTrees(t *testing.T) {
	var design judge.Design
	err := json.Unmarshal([]byte(`{"classname":"Echo","constructor":{"params":[]},"methods":[
		{"name":"chain","params":[{"name":"v","type":"ListNode"}],"return":{"type":"ListNode"}},
		{"name":"tree","params":[{"name":"v","type":"TreeNode"}],"return":{"type":"TreeNode"}}]}`), &design)
	if err != nil {
		t.Fatal(err)
	}
	numbers := make([]string, deep)
	for i := range numbers {
		numbers[i] = strconv.Itoa(i - deep/2)
	}
	list, tree := "["+strings.Join(numbers, ",")+"]", "["+strings.Join(numbers, ",null,")+"]"
	test := judge.Test{
		Operations: []string{"Echo", "chain", "tree"},
		Args:       []json.RawMessage{json.RawMessage(`[]`), json.RawMessage("[" + list + "]"), json.RawMessage("[" + tree + "]")},
		Want:       json.RawMessage("[null," + list + "," + tree + "]"),
	}
	eachLanguage(t, func(t *testing.T, language string) {
		accepted(t, judged(t, judge.Submission{
			Language: language, Code: judge.Text(deepEchoes[language]), Design: &design, Tests: []judge.Test{test},
		}))
	})
}

var cyclicResults = map[string][2]string{
	"python": {
		"class Solution:\n    def f(self, v):\n        v.next.next = v\n        return v\n",
		"class Solution:\n    def f(self, v):\n        v.left.left = v\n        return v\n",
	},
	"cpp": {
		"class Solution { public: ListNode* f(ListNode* v) { v->next->next = v; return v; } };",
		"class Solution { public: TreeNode* f(TreeNode* v) { v->left->left = v; return v; } };",
	},
	"java": {
		"class Solution { public ListNode f(ListNode v) { v.next.next = v; return v; } }",
		"class Solution { public TreeNode f(TreeNode v) { v.left.left = v; return v; } }",
	},
}

// A result that leads back into itself ends the program with a word about it, and
// not in a frame without end.
func TestResultsWithACycle(t *testing.T) {
	eachLanguage(t, func(t *testing.T, language string) {
		for i, kind := range []string{"ListNode", "TreeNode"} {
			signature := function(t, `{"name":"f","params":[{"name":"v","type":"`+kind+`"}],"return":{"type":"`+kind+`"}}`)
			report := judged(t, judge.Submission{
				Language: language, Code: judge.Text(cyclicResults[language][i]), Function: signature,
				Tests: []judge.Test{{Args: []json.RawMessage{json.RawMessage(`[1,2,3]`)}, Want: json.RawMessage(`[1,2,3]`)}},
			})
			if *report.Verdict != judge.RuntimeError || !strings.Contains(string(report.Tests[0].Stderr), "has a cycle") {
				t.Errorf("%s: %s", kind, toldOf(report))
			}
		}
	})
}
