package harness

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"gavel/judge"
)

// What a message must and must not say about a program with a fault in its fifth
// line. No message leads into the driver.
var faulty = []struct {
	name, language, code string
	says                 string // a pattern
	reason               judge.Reason
}{
	{"syntax", "python", "class Solution:\n    def total(self, nums):\n        a = 1\n        # fine\n        b = = 2\n", `File "solution.py", line 5\n`, "compile"},
	{"exception", "python", "class Solution:\n    def total(self, nums):\n        a = 1\n        # fine\n        return nums[99]\n",
		`\ATraceback \(most recent call last\):\n  File "/box/solution.py", line 5, in total\n    return nums\[99\]\n[^\n]*\nIndexError: list index out of range\n\z`, "uncaught:IndexError"},
	{"chained", "python", "class Solution:\n    def total(self, nums):\n        try:\n            nums[99]\n        except IndexError: raise ValueError('no')\n",
		`line 4, in total\n(?s:.*)During handling(?s:.*)line 5, in total\n(?s:.*)ValueError: no\n\z`, "uncaught:ValueError"},
	{"no class", "python", "def total(nums):\n    pass\n", `NameError: name 'Solution' is not defined\n\z`, "uncaught:NameError"},
	{"no method", "python", "class Solution:\n    pass\n", `AttributeError: 'Solution' object has no attribute 'total'\n\z`, "uncaught:AttributeError"},
	{"wrong type", "python", "class Solution:\n    def total(self, nums):\n        return 'x'\n", `TypeError: 'x' is no value of the type integer\n\z`, "uncaught:TypeError"},
	{"nothing", "python", "class Solution:\n    def total(self, nums):\n        pass\n", `TypeError: None is no value of the type integer\n\z`, "uncaught:TypeError"},
	{"deep", "python", "class Solution:\n    def total(self, nums):\n        a = 1\n        # fine\n        return self.total(nums)\n", `line 5, in total\n(?s:.*)RecursionError: [^\n]*\n\([0-9]+ frames in the middle of the trace are left out\)\n\z`, "uncaught:RecursionError"},
	{"compile", "cpp", "class Solution {\npublic:\n    int total(vector<int>& nums) {\n        int a = 1;\n        return b;\n    }\n};", `(?s)\Asolution.cpp: In member function.*solution.cpp:5:16: error: ‘b’ was not declared.*\n    5 \|         return b;\n`, "compile"},
	{"exception", "cpp", "class Solution {\npublic:\n    int total(vector<int>& nums) {\n        return nums.at(99);\n    }\n};", `terminate called after throwing an instance of 'std::out_of_range'`, "uncaught:std::out_of_range"},
	{"no method", "cpp", "class Solution {\npublic:\n    int sum(vector<int>& nums) { return 1; }\n};", `\Adriver:[0-9:]+ error: static assertion failed: class Solution has no method total\n`, "compile"},
	{"no class", "cpp", "int total(vector<int>& nums) { return 1; }\n", `\Adriver:[0-9:]+ error: static assertion failed: there is no class Solution\n`, "compile"},
	{"private", "cpp", "class Solution {\n    int total(vector<int>& nums) { return 1; }\n};", `is private within this context`, "compile"},
	{"signal", "cpp", "class Solution {\npublic:\n    int total(vector<int>& nums) {\n        return *(volatile int*)nullptr;\n    }\n};", `\A\z`, "signal:SIGSEGV"},
	{"compile", "java", "class Solution {\n    public int total(int[] nums) {\n        int a = 1;\n        // fine\n        return b;\n    }\n}\n", `\ASolution.java:5: error: cannot find symbol\n        return b;\n`, "compile"},
	{"exception", "java", "class Solution {\n    public int total(int[] nums) {\n        int a = 1;\n        // fine\n        return nums[99];\n    }\n}\n",
		`\AException in thread "main" java.lang.ArrayIndexOutOfBoundsException: Index 99 out of bounds for length 3\n\tat Solution.total\(Solution.java:5\)\n\z`, "uncaught:ArrayIndexOutOfBoundsException"},
	{"checked", "java", "class Solution {\n    public int total(int[] nums) throws Exception {\n        try {\n            throw new IOException();\n        } catch (IOException e) { throw new Exception(e); }\n    }\n}\n",
		`(?s)\AException in thread "main" java.lang.Exception: .*\n\tat Solution.total\(Solution.java:5\)\nCaused by: java.io.IOException\n\tat Solution.total\(Solution.java:4\)\n\z`, "uncaught:Exception"},
	{"initialiser", "java", "class Solution {\n    static int a;\n    // fine\n    // fine\n    static int b = 1 / a;\n    public int total(int[] nums) { return 1; }\n}\n", `(?s)ExceptionInInitializerError\nCaused by: .*Solution.java:5\)\n\z`, "uncaught:ExceptionInInitializerError"},
	{"no method", "java", "class Solution {\n}\n", `cannot find symbol(?s:.*)method total`, "compile"},
	{"no class", "java", "class Other {\n}\n", `cannot find symbol(?s:.*)class Solution`, "compile"},
	{"deep", "java", "class Solution {\n    public int total(int[] nums) {\n        int a = 1;\n        // fine\n        return 1 + total(nums);\n    }\n}\n", `StackOverflowError\n\tat Solution.total\(Solution.java:5\)`, "uncaught:StackOverflowError"},
}

// ours are names that a message about a person's fault does not show.
var ours = regexp.MustCompile(`driver\.(py|hpp)|Gavel|reflect\.`)

func TestMessagesShowThePersonsLines(t *testing.T) {
	signature := function(t, `{"name":"total","params":[{"name":"nums","type":"integer[]"}],"return":{"type":"integer"}}`)
	images(t)
	for _, test := range faulty {
		t.Run(test.language+"/"+test.name, func(t *testing.T) {
			report := judged(t, judge.Submission{
				Language: test.language, Code: judge.Text(test.code), Function: signature,
				Tests: []judge.Test{{Args: []json.RawMessage{json.RawMessage(`[1,2,3]`)}}},
			})
			message := string(report.Compile.Output)
			if len(report.Tests) > 0 && report.Compile.OK {
				message = string(report.Tests[0].Stderr)
			}
			if !regexp.MustCompile(test.says).MatchString(message) {
				t.Errorf("want %s, got\n%s", test.says, cutAt(message, 3000))
			}
			if !strings.HasPrefix(test.name, "no ") && test.name != "private" && ours.MatchString(message) {
				t.Errorf("shows the driver:\n%s", message)
			}
			reason := judge.Reason("")
			if report.Reason != nil {
				reason = *report.Reason
			}
			if reason != test.reason {
				t.Errorf("%s for %q, want %q", *report.Verdict, reason, test.reason)
			}
		})
	}
}
