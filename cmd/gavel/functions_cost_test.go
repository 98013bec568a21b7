package main

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gavel/judge"
)

// sums are a function and a whole program that do the same.
var sums = map[string]struct{ function, program string }{
	"python": {
		"class Solution:\n    def total(self, nums: List[int]) -> int:\n        return sum(nums)\n",
		"print(sum(map(int, input().split())))\n",
	},
	"cpp": {
		"class Solution { public: long long total(vector<int>& nums) { return accumulate(nums.begin(), nums.end(), 0LL); } };",
		"#include <iostream>\nint main() { std::ios::sync_with_stdio(false); long long s = 0, x; while (std::cin >> x) s += x; std::cout << s << '\\n'; }",
	},
	"java": {
		"class Solution { public long total(int[] nums) { long s = 0; for (int x : nums) s += x; return s; } }",
		`import java.io.*; import java.util.*;
public class Main { public static void main(String[] a) throws IOException {
    StreamTokenizer in = new StreamTokenizer(new BufferedReader(new InputStreamReader(System.in)));
    long s = 0; while (in.nextToken() != StreamTokenizer.TT_EOF) s += (long) in.nval; System.out.println(s); } }`,
	},
}

// millionEchoes return what they get.
var millionEchoes = map[string]string{
	"python": "class Solution:\n    def same(self, nums: List[int]) -> List[int]:\n        return nums\n",
	"cpp":    "class Solution { public: vector<int> same(vector<int>& nums) { return nums; } };",
	"java":   "class Solution { public int[] same(int[] nums) { return nums; } }",
}

// TestFunctionsCostLittle compares a function with a plain program that does the
// same, and looks at what a driver says of a million integers. go test -v prints
// the figures: CPU time, medians of 15 runs. Function and program take turns of three,
// so that what else the machine does meanwhile is both's.
func TestFunctionsCostLittle(t *testing.T) {
	s := startServer(t, "--runtime", "runc", "--workers", "1")
	const small, turns, runs = 10, 5, 3
	var numbers []string
	for i := range 1_000_000 {
		numbers = append(numbers, strconv.Itoa(int(int32(uint32(i)*2654435769)>>(i%24))))
	}
	total := signature(t, `{"name":"total","params":[{"name":"nums","type":"integer[]"}],"return":{"type":"long"}}`)
	same := signature(t, `{"name":"same","params":[{"name":"nums","type":"integer[]"}],"return":{"type":"integer[]"}}`)
	few, many := json.RawMessage("["+strings.Join(numbers[:small], ",")+"]"), json.RawMessage("["+strings.Join(numbers, ",")+"]")
	for language, code := range sums {
		t.Run(language, func(t *testing.T) {
			s := s.on(t)
			var functions, programs []float64
			for range turns {
				functions = append(functions, s.medianCPU(judge.Submission{
					Language: language, Code: judge.Text(code.function), Function: total, Runs: runs,
					Tests: []judge.Test{{Args: []json.RawMessage{few}}},
				}))
				programs = append(programs, s.medianCPU(judge.Submission{
					Language: language, Code: judge.Text(code.program), Runs: runs,
					Tests: []judge.Test{{Stdin: judge.Text(strings.Join(numbers[:small], " ") + "\n")}},
				}))
			}
			slices.Sort(functions)
			slices.Sort(programs)
			function, plain := functions[turns/2], programs[turns/2]
			t.Logf("%d integers: function %.1f ms, plain program %.1f ms, overhead %.1f ms", small, function, plain, function-plain)
			if function > 2*plain+20 {
				t.Errorf("a function takes %v ms where a plain program takes %v ms", function, plain)
			}
			report := s.judged(judge.Submission{
				Language: language, Code: judge.Text(millionEchoes[language]), Function: same, Limits: judge.Limits{CPUMillis: 10_000},
				Tests: []judge.Test{{Args: []json.RawMessage{many}, Want: many}},
			})
			if *report.Verdict != judge.Accepted {
				t.Fatal(whatIsWrong(report))
			}
			told := report.Tests[0]
			t.Logf("1000000 integers: decode %.1f ms, encode %.1f ms of %.1f ms CPU", told.Harness.DecodeMillis, told.Harness.EncodeMillis, told.CPUMillis)
			if driver := told.Harness.DecodeMillis + told.Harness.EncodeMillis; driver <= 0 || driver > told.WallMillis {
				t.Errorf("the driver says %v ms of %v", driver, told.WallMillis)
			}
		})
	}
}

// medianCPU is the processor time of the runs of one test, milliseconds.
func (s *running) medianCPU(submission judge.Submission) float64 {
	s.t.Helper()
	report := s.judged(submission)
	if *report.Verdict != judge.Accepted {
		s.t.Fatal(whatIsWrong(report))
	}
	return report.Tests[0].Runs.Median.CPUMillis
}

func signature(t *testing.T, text string) *judge.Function {
	t.Helper()
	var f judge.Function
	if err := json.Unmarshal([]byte(text), &f); err != nil {
		t.Fatal(err)
	}
	return &f
}
