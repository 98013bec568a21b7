package harness

import (
	"slices"
	"strings"
	"testing"
	"time"

	"gavel/judge"
)

const (
	pythonChain = "Traceback (most recent call last):\n  File \"/box/main.py\", line 2, in <module>\n    1/0\n    ~^~\nZeroDivisionError: division by zero\n\n" +
		"During handling of the above exception, another exception occurred:\n\n"
	pythonFrames = "Traceback (most recent call last):\n  File \"/box/main.py\", line 1, in <module>\n    f()\n    ~^^\n"
	pythonGroup  = "  + Exception Group Traceback (most recent call last):\n  |   File \"/box/main.py\", line 4, in <module>\n  |     raise ExceptionGroup('eg', [ValueError(1)])\n" +
		"  | ExceptionGroup: eg (2 sub-exceptions)\n  +-+---------------- 1 ----------------\n    | Traceback (most recent call last):\n    |   File \"x\", line 1\n    | ValueError: 1\n" +
		"    +---------------- 2 ----------------\n    | ExceptionGroup: in (1 sub-exception)\n    +-+---------------- 1 ----------------\n      | TypeError: a\n      +------------------------------------\n"
)

func TestUncaughtNames(t *testing.T) {
	set := newSet(t, Config{})
	for _, test := range []struct {
		name, language, signal, stderr string
		want                           string // "" for none
		memory                         bool
	}{
		{"builtin", "python", "", pythonFrames + "ZeroDivisionError: division by zero\n", "ZeroDivisionError", false},
		{"no message", "python", "", pythonFrames + "MemoryError\n", "MemoryError", true},
		{"no line end", "python", "", pythonFrames + "MemoryError", "MemoryError", true},
		{"after other output", "python", "", "debug\nx: y\n" + pythonFrames + "KeyError: 'x'\n", "KeyError", false},
		{"of a module", "python", "", pythonFrames + "json.decoder.JSONDecodeError: Expecting value: line 1\n", "JSONDecodeError", false},
		{"of a function", "python", "", pythonFrames + "f.<locals>.Größe: x\n", "Größe", false},
		{"message of many lines", "python", "", pythonFrames + "ValueError: a\nb: c\n  d\nTypeError: e\n", "ValueError", false},
		{"chained", "python", "", pythonChain + pythonFrames + "KeyError: 'x'\n", "KeyError", false},
		{"group", "python", "", pythonGroup, "ExceptionGroup", false},
		{"chained group", "python", "", pythonChain + pythonGroup, "ExceptionGroup", false},
		{"repeated frames", "python", "", pythonFrames + "  [Previous line repeated 996 more times]\nRecursionError: maximum\n", "RecursionError", false},
		{"blank line in a frame", "python", "", "  File \"/box/main.py\", line 2, in <module>\n    1 ==\n    \n\n    2\nAssertionError\n", "AssertionError", false},
		{"no source line", "python", "", "  File \"<string>\", line 1\nTypeError: x\n", "TypeError", false},
		{"exit with a message", "python", "", "ValueError: that was wrong\n", "", false},
		{"nothing", "python", "", "", "", false},
		{"killed", "python", "SIGKILL", pythonFrames + "KeyError: 1\n", "", false},

		{"builtin", "java", "", "Exception in thread \"main\" java.lang.ArithmeticException: / by zero\n\tat Main.main(Main.java:3)\n", "ArithmeticException", false},
		{"no message", "java", "", "x\nException in thread \"main\" java.lang.StackOverflowError\n\tat A.f(A.java:1)\n", "StackOverflowError", false},
		{"of the program", "java", "", "Exception in thread \"main\" a.b.Main$Bad: java.lang.X: y\n", "Bad", false},
		{"of no package", "java", "", "prompt> Exception in thread \"main\" Größe\n", "Größe", false},
		{"cause", "java", "", "Exception in thread \"main\" A$My: m\n\tat A.main(A.java:1)\nCaused by: java.lang.OutOfMemoryError: Java heap space\n", "My", false},
		{"memory", "java", "", "Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space\n", "OutOfMemoryError", true},
		{"memory for nothing else", "java", "", "\nException: java.lang.OutOfMemoryError thrown from the UncaughtExceptionHandler in thread \"main\"\n", "OutOfMemoryError", true},
		{"another thread", "java", "", "Exception in thread \"Thread-0\" java.lang.ArithmeticException: / by zero\n", "", false},

		{"standard", "cpp", "SIGABRT", "terminate called after throwing an instance of 'std::out_of_range'\n  what():  x\n", "std::out_of_range", false},
		{"memory", "cpp", "SIGABRT", "x terminate called after throwing an instance of 'std::bad_alloc'\n  what():  std::bad_alloc\n", "std::bad_alloc", true},
		{"template", "cpp", "SIGABRT", "terminate called after throwing an instance of 'a::E<int, '\\000'>'\n", "a::E<int, '\\000'>", false},
		{"no exception", "cpp", "SIGABRT", "terminate called without an active exception\n", "terminate", false},
		{"recursive", "cpp", "SIGABRT", "terminate called recursively\n", "terminate", false},
		{"abort", "cpp", "SIGABRT", "Assertion `x' failed.\n", "", false},
		{"only said so", "cpp", "", "terminate called after throwing an instance of 'std::bad_alloc'\n", "", false},
	} {
		t.Run(test.language+"/"+test.name, func(t *testing.T) {
			program := render(t, set, judge.Submission{Language: test.language, Code: judge.Text("x")})
			name, memory := uncaught(program.Uncaught, test.signal, test.stderr)
			if name != test.want || memory != test.memory {
				t.Errorf("got %q, memory %v; want %q, memory %v", name, memory, test.want, test.memory)
			}
		})
	}
}

// uncaught applies patterns as judge.Uncaught says.
func uncaught(patterns []judge.Uncaught, signal, stderr string) (name string, memory bool) {
	for _, u := range patterns {
		if u.Signal != signal {
			continue
		}
		if match := u.Pattern.FindStringSubmatch(stderr); match != nil {
			return match[1], slices.Contains(u.Memory, match[1])
		}
	}
	return "", false
}

// What a program writes cannot make the search for a name slow.
func TestUncaughtIsLinear(t *testing.T) {
	set := newSet(t, Config{})
	for _, piece := range []string{"  File \"\n", "\n", "a.", "  | a.", "Exception in thread \"main\" a.", "terminate called after throwing an instance of '"} {
		stderr := strings.Repeat(piece, (64<<10)/len(piece))
		for _, language := range set.Languages() {
			for _, u := range set.languages[language.ID].uncaught {
				start := time.Now()
				u.Pattern.FindStringSubmatch(stderr)
				if took := time.Since(start); took > 20*time.Second { // the square of its length would be minutes
					t.Errorf("%s: %v for 64 KiB of %q", language.ID, took, piece)
				}
			}
		}
	}
}
