package harness

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gavel/judge"
)

// signatures are LeetCode's metadata of some problems, by name.
var signatures = map[string]string{
	"two-sum":        `{"name":"twoSum","params":[{"name":"nums","type":"integer[]"},{"name":"target","type":"integer"}],"return":{"type":"integer[]"}}`,
	"add-two":        `{"name":"addTwoNumbers","params":[{"name":"l1","type":"ListNode"},{"name":"l2","type":"ListNode"}],"return":{"type":"ListNode"}}`,
	"rotate":         `{"name":"rotate","params":[{"name":"nums","type":"integer[]"},{"name":"k","type":"integer"}],"return":{"type":"void"},"output":{"paramindex":0}}`,
	"sort-lists":     `{"name":"mergeKLists","params":[{"name":"lists","type":"ListNode[]"},{"name":"roots","type":"list<TreeNode>"}],"return":{"type":"list<list<integer>>"}}`,
	"has-cycle":      `{"name":"hasCycle","params":[{"name":"head","type":"ListNode"},{"name":"pos","type":"integer"}],"return":{"type":"boolean"}}`,
	"all-types":      `{"name":"f","params":[{"name":"a","type":"long"},{"name":"b","type":"double[]"},{"name":"c","type":"character[][]"},{"name":"d","type":"list<boolean>"},{"name":"e","type":"string"},{"name":"f","type":"list<integer[]>"},{"name":"g","type":"list<character>[]"}],"return":{"type":"string[]"}}`,
	"reserved-words": `{"name":"f","params":[{"name":"in","type":"integer"},{"name":"class","type":"integer[]"},{"name":"delete","type":"string"},{"name":"string","type":"string"}],"return":{"type":"void"},"output":{"paramindex":1}}`,
}

const lruCache = `{"classname":"LRUCache","constructor":{"params":[{"name":"capacity","type":"integer"}]},"methods":[
	{"name":"get","params":[{"name":"key","type":"integer"}],"return":{"type":"integer"}},
	{"name":"put","params":[{"name":"key","type":"integer"},{"name":"value","type":"integer"}],"return":{"type":"void"}},
	{"name":"all","params":[],"return":{"type":"list<string>"}}]}`

func starterProblems(t *testing.T) map[string]judge.Problem {
	t.Helper()
	problems := map[string]judge.Problem{"lru-cache": {Design: new(judge.Design)}}
	if err := json.Unmarshal([]byte(lruCache), problems["lru-cache"].Design); err != nil {
		t.Fatal(err)
	}
	for name, text := range signatures {
		problem := judge.Problem{Function: new(judge.Function)}
		if err := json.Unmarshal([]byte(text), problem.Function); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := problem.Function.Validate(); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		problems[name] = problem
	}
	return problems
}

func TestStarterCode(t *testing.T) {
	set := newSet(t, Config{})
	for name, problem := range starterProblems(t) {
		for _, language := range []string{"python", "java", "cpp"} {
			got, err := set.Starter(language, problem)
			if err != nil {
				t.Errorf("%s in %s: %v", name, language, err)
				continue
			}
			path := filepath.Join("testdata", "starter", name+"."+language)
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil || string(got) != string(want) {
				t.Errorf("%s differs, %v; got\n%s", path, err, got)
			}
		}
	}
}

func TestThereIsNoStarterCode(t *testing.T) {
	set := newSet(t, Config{})
	problem := starterProblems(t)["two-sum"]
	for name, c := range map[string]struct {
		language string
		problem  judge.Problem
	}{
		"language": {"cobol", problem},
		"problem":  {"python", judge.Problem{ID: "sum"}},
	} {
		if code, err := set.Starter(c.language, c.problem); !errors.Is(err, judge.ErrNotFound) || !strings.Contains(err.Error(), "starter") && name == "problem" {
			t.Errorf("%s: %q, %v", name, code, err)
		}
	}
}

// A language without a driver takes no function, and says so before anything runs.
func TestFunctionsNeedADriver(t *testing.T) {
	set := newSet(t, Config{Dir: testLanguages})
	submission := judge.Submission{Language: "awk", Function: starterProblems(t)["two-sum"].Function}
	_, err := set.Admit(submission)
	if fault, ok := errors.AsType[*judge.FieldError](err); !ok || fault.Field != "/language" || !errors.Is(err, judge.ErrInvalid) {
		t.Errorf("got %v", err)
	}
	if code, err := set.Starter("awk", starterProblems(t)["two-sum"]); !errors.Is(err, judge.ErrNotFound) {
		t.Errorf("starter code of awk: %q, %v", code, err)
	}
}
