package scan

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
)

// shapes are what makes lexers and preprocessors slow: each is repeated up to a
// size. The head comes once, before them.
var shapes = []struct{ language, name, head, unit string }{
	{"", "nothing but blanks", "", " "},
	{"", "one word", "", "a"},
	{"", "words", "", "a "},
	{"", "lines", "", "\n"},
	{"", "directives", "", "\n#"},
	{"", "open parentheses", "", "("},
	{"", "open of every kind", "", "([{"},
	{"", "calls in calls", "", "f("},
	{"", "dotted", "", "a."},
	{"", "dotted and generic", "", "a.a<"},
	{"", "backslashes", "", `\`},
	{"", "backslashes and blanks", "", `\ `},
	{"", "unterminated string", `x = "`, "a"},
	{"", "triple quotes", "", `"""`},
	{"", "quotes", "", `"'`},
	{"", "comments open", "", "/*"},
	{"", "NUL bytes", "", "\x00"},
	{"", "bytes that are no UTF-8", "", "\xff\xfe"},
	{"", "wide characters", "", "𝒳"},
	{"", "unicode escapes", "", `\u0041`},
	{"", "unicode escape begun", "", `\uuuuuuuu`},
	{"", "questions", "", "??"},
	{"cpp", "raw strings open", "", `R"(`},
	{"cpp", "raw strings with delimiters", "", `R"abcdefghijklmnop(`},
	{"cpp", "asm in asm", "", "asm("},
	{"cpp", "asm strings", "asm(", `"a" `},
	{"cpp", "conditionals", "", "#if 1\n"},
	{"cpp", "defines", "", "#define A A A\nA "},
	{"cpp", "macro that doubles", doubling(), "Z "},
	{"cpp", "calls of a macro never closed", "#define F(x) x x\n", "F("},
	{"cpp", "calls of a macro nested", "#define F(x) x x\nF(F(F(F(F(F(F(F(F(F(F(F(1))))))))))))\n", "F(F(1))"},
	{"cpp", "chain of macros", chain(5000), "A0 "},
	{"cpp", "pasting", "#define P(x) x##x\n", "P(P(aa))"},
	{"cpp", "a macro that grows itself", "#define P(x) P(x##x##x##x)\n", "P(P(P(aa)))"},
	{"cpp", "parameters", "#define F(" + strings.Repeat("a,", 5000) + "a) a\n", "F(1)"},
	{"cpp", "stringify", "#define S(x) #x\n", "S(S(S(a)))"},
	{"cpp", "includes", "", "#include </a>\n"},
	{"cpp", "trigraph splices", "", "??/\n"},
	{"python", "format strings in format strings", "", `f"{`},
	{"python", "format strings with nested quotes", "", `f'''{f"{`},
	{"python", "format specifications", `f"`, "{a:{b}}"},
	{"python", "getattr in getattr", "", "getattr("},
	{"python", "getattr closed", strings.Repeat("getattr(", 1000) + strings.Repeat(",'a')", 1000), "x=x\n"},
	{"python", "eval of eval", "", `eval("eval('eval(1)')")`},
	{"python", "eval in eval", "", "eval("},
	{"python", "aliases", "import os\n", "a=os.popen\n"},
	{"python", "imports", "", "import a,b,c\n"},
	{"python", "stars", "", "from os import *\na\n"},
	{"python", "findings", "", "import ctypes\n"},
	{"python", "added strings", "__import__(", "'a'+"},
	{"python", "added strings, many", "", "__import__('a'+'b'+'c'+'d'+'e'+'f')\n"},
	{"java", "variables", "", "Runtime r = Runtime.getRuntime();"},
	{"java", "wildcards", "", "import java.net.*;a "},
	{"java", "generics", "", "List<"},
}

func doubling() string {
	var b strings.Builder
	b.WriteString("#define A x x\n")
	for c := 'B'; c <= 'Z'; c++ {
		fmt.Fprintf(&b, "#define %c %c %c\n", c, c-1, c-1)
	}
	return b.String()
}

func chain(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "#define A%d A%d\n", i, i+1)
	}
	return b.String()
}

func eachShape(size int, do func(language, name string, source []byte)) {
	for _, shape := range shapes {
		source := []byte(shape.head + strings.Repeat(shape.unit, max(size-len(shape.head), 0)/len(shape.unit)+1))
		for _, language := range []string{"cpp", "java", "python"} {
			if shape.language == "" || shape.language == language {
				do(language, shape.name, source)
			}
		}
	}
}

// The bounds leave a wide margin for the race detector and a busy machine; what
// they must catch is growth with the square of the size, which takes minutes.
const (
	slowest    = 10 * time.Second
	mostMemory = 256 << 20 // bytes allocated in all by one scan
)

func TestHostileShapesAreBounded(t *testing.T) {
	s := newScanner(t, Config{})
	var worst time.Duration
	eachShape(MaxSource, func(language, name string, source []byte) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		got := s.Scan(language, source)
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		if allocated := after.TotalAlloc - before.TotalAlloc; allocated > mostMemory || took > slowest {
			t.Errorf("%s, %s: %v and %d MiB", language, name, took, allocated>>20)
		} else if testing.Verbose() && took > time.Second/20 {
			t.Logf("%s, %s: %v and %d MiB", language, name, took, allocated>>20)
		}
		if len(got.Findings) > maxFindings+1 {
			t.Errorf("%s, %s: %d findings", language, name, len(got.Findings))
		}
		worst = max(worst, took)
	})
	t.Logf("slowest: %v", worst)
}

func TestLargeSourceIsReadInPartAndSaysSo(t *testing.T) {
	s := newScanner(t, Config{})
	source := []byte(strings.Repeat("x = 1\n", 10<<20/6) + "import ctypes\n")
	got := s.Scan("python", source)
	if got.Action != "report" || len(got.Findings) != 1 || got.Findings[0].Rule != "scan-incomplete" {
		t.Errorf("got %+v", got)
	}
	got = s.Scan("cpp", []byte(doubling()+"Z\nint main() { asm(\"syscall\"); }"))
	if got.Action != "reject" || !named(got, "scan-incomplete") || !named(got, "cpp-inline-asm") {
		t.Errorf("macros without end: %+v", got)
	}
}
