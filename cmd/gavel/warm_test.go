package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gavel/judge"
)

// warmed are two engines that differ in nothing but the setting warm.
type warmed struct {
	warm, cold *engine
	log        *syncBuffer // what they reported: of a cell that stays cold, for instance
}

// quiet fails the test where an engine had something to report.
func (w warmed) quiet(t *testing.T) {
	t.Helper()
	if said := w.log.tail(); said != "" {
		t.Errorf("logged:\n%s", said)
	}
}

// startWarmed starts both for one language.
func startWarmed(t testing.TB, language string) warmed {
	t.Helper()
	log := &syncBuffer{}
	return warmed{startOne(t, language, "auto", log), startOne(t, language, "off", log), log}
}

// startWarm starts the warm one alone.
func startWarm(t testing.TB, language string) warmed {
	t.Helper()
	log := &syncBuffer{}
	return warmed{warm: startOne(t, language, "auto", log), log: log}
}

func startOne(t testing.TB, language, setting string, said *syncBuffer) *engine {
	t.Helper()
	needRoot(t)
	dir, err := built()
	if err != nil {
		t.Fatal(err)
	}
	c := defaultConfig()
	c.Data, c.RunDir, c.Images = dataDir(), shortDir(t), filepath.Join(dataDir(), "images")
	c.Init, c.Runtime, c.Warm, c.Pool, c.Workers, c.Name = filepath.Join(dir, "gavel-init"), "runc", setting, 2, 1, "test"
	if err := c.complete(); err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewTextHandler(said, nil))
	e, err := startEngine(t.Context(), c, log, engineUse{languages: []string{language}, passing: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.stop(); err != nil {
			t.Error(err)
		}
	})
	return e
}

// runs runs a submission's program in one cell, with one input after the other.
func (e *engine) runs(t testing.TB, s judge.Submission, inputs ...[]byte) (outcomes []judge.Outcome, warm bool) {
	t.Helper()
	ctx := context.WithoutCancel(t.Context())
	program := e.program(t, &s)
	var cell judge.Cell
	for _, input := range inputs {
		if cell == nil || cell.Spent() {
			cell = e.cell(t, s.Language, judge.StageRun, program.Files)
		}
		outcome, err := cell.Run(ctx, program.Run, input, s.Limits)
		if err != nil {
			t.Fatal(err)
		}
		outcomes = append(outcomes, outcome)
	}
	return outcomes, program.Run.Warm != nil
}

func (e *engine) cell(t testing.TB, language string, stage judge.Stage, files []judge.File) judge.Cell {
	t.Helper()
	cell, err := e.pool.Claim(t.Context(), language, stage)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cell.Destroy)
	if err := cell.Put(t.Context(), files); err != nil {
		t.Fatal(err)
	}
	return cell
}

// program builds what a submission is, and makes its limits effective.
func (e *engine) program(t testing.TB, s *judge.Submission) judge.Program {
	t.Helper()
	admitted, err := e.set.Admit(*s)
	if err != nil {
		t.Fatal(err)
	}
	*s = admitted
	program, err := e.set.Render(admitted)
	if err != nil {
		t.Fatal(err)
	}
	files := program.Build.Files[:1]
	if program.Build.Artefacts != files[0].Path { // else it only checks the source, which here may be wrong
		files = e.build(t, s.Language, *program.Build)
	}
	if program, err = e.set.Link(program, files); err != nil {
		t.Fatal(err)
	}
	return program
}

func (e *engine) build(t testing.TB, language string, b judge.Build) []judge.File {
	t.Helper()
	cell := e.cell(t, language, judge.StageBuild, b.Files)
	defer cell.Destroy()
	outcome, err := cell.Run(t.Context(), b.Command, nil, b.Limits)
	if err != nil || outcome.ExitCode != 0 {
		t.Fatalf("build: %v %s", err, outcome.Stderr.Data)
	}
	files, err := cell.Collect(t.Context(), b.Artefacts)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// TestWarmIsAsCold: every program ends in the same way and says the same where a
// warm process runs it and where it is started from nothing, in its cell's first
// run and in a later one.
func TestWarmIsAsCold(t *testing.T) {
	t.Parallel()
	folders, err := filepath.Glob("testdata/warm/*")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	for _, folder := range folders {
		language := filepath.Base(folder)
		t.Run(language, func(t *testing.T) {
			engines := startWarmed(t, language)
			files, err := filepath.Glob(filepath.Join(folder, "*"+filepath.Ext(engines.cold.source(t, language))))
			if err != nil || len(files) < 60 {
				t.Fatalf("%d programs, want 60 at least: %v", len(files), err)
			}
			for _, file := range files {
				t.Run(filepath.Base(file), func(t *testing.T) { engines.compare(t, language, file) })
			}
			engines.quiet(t)
		})
	}
}

func (e *engine) source(t testing.TB, language string) string {
	for _, l := range e.set.Languages() {
		if l.ID == language {
			return l.SourceFile
		}
	}
	t.Fatalf("no language %s", language)
	return ""
}

// compare runs one program both ways. Its input is the file beside it that ends
// in .in, if there is one.
func (w warmed) compare(t *testing.T, language, file string) {
	code, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	input, err := os.ReadFile(strings.TrimSuffix(file, filepath.Ext(file)) + ".in")
	if err != nil {
		input = []byte("3 4\nlast line")
	}
	limits := judge.Limits{WallMillis: patience}
	if strings.HasPrefix(filepath.Base(file), "sleeps_too_long") {
		limits.WallMillis = 700
	}
	w.same(t, judge.Submission{Language: language, Code: code, Limits: limits}, input)
}

// same runs a program once cold, and twice in one warm cell.
func (w warmed) same(t *testing.T, s judge.Submission, input []byte) {
	t.Helper()
	cold, _ := w.cold.runs(t, s, input)
	warm, fits := w.warm.runs(t, s, input, input)
	if !fits {
		t.Fatal("the command is none that the warm process serves")
	}
	for i, got := range warm {
		if difference := differ(cold[0], got); difference != "" {
			t.Errorf("run %d, cold and warm: %s", i+1, difference)
		}
	}
}

// addresses of objects are other ones in every process.
var addresses = regexp.MustCompile(`0x[0-9a-f]{8,16}`)

func withoutAddresses(s judge.Stream) string {
	return string(addresses.ReplaceAll(s.Data, []byte("0x")))
}

// took is the driver's own time, told beside a result.
var took = regexp.MustCompile(`code_ns":\d+`)

func sameResults(a, b string) bool {
	return took.ReplaceAllString(a, "") == took.ReplaceAllString(b, "")
}

// differ says in what two runs of one program differ, figures apart.
func differ(cold, warm judge.Outcome) string {
	var all []string
	add := func(what string, a, b any) { all = append(all, fmt.Sprintf("%s\n%v\n%v", what, a, b)) }
	if cold.ExitCode != warm.ExitCode || cold.Signal != warm.Signal || cold.Killed != warm.Killed {
		add("end", fmt.Sprint(cold.ExitCode, cold.Signal, cold.Killed), fmt.Sprint(warm.ExitCode, warm.Signal, warm.Killed))
	}
	if a, b := withoutAddresses(cold.Stdout), withoutAddresses(warm.Stdout); a != b {
		add("stdout", a, b)
	}
	if a, b := withoutAddresses(cold.Stderr), withoutAddresses(warm.Stderr); a != b {
		add("stderr", a, b)
	}
	if a, b := string(cold.Results.Data), string(warm.Results.Data); !sameResults(a, b) {
		add("results", a, b)
	}
	return strings.Join(all, "\n")
}

// TestWarmChecksAreAsCold: what looks over a source before any test says the same.
func TestWarmChecksAreAsCold(t *testing.T) {
	t.Parallel()
	engines := startWarmed(t, "python")
	files, err := filepath.Glob("testdata/warm/python/[est]*.py") // with and without errors of syntax and of encoding
	if err != nil || len(files) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			code, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			cold, warm := engines.cold.check(t, code), engines.warm.check(t, code)
			if difference := differ(cold, warm); difference != "" {
				t.Errorf("cold and warm: %s", difference)
			}
		})
	}
	engines.quiet(t)
}

// check runs the build of a Python program.
func (e *engine) check(t *testing.T, code []byte) judge.Outcome {
	t.Helper()
	s, err := e.set.Admit(judge.Submission{Language: "python", Code: code})
	if err != nil {
		t.Fatal(err)
	}
	program, err := e.set.Render(s)
	if err != nil || program.Build.Command.Warm == nil {
		t.Fatalf("%+v, %v; want a build that the warm process serves", program.Build, err)
	}
	outcome, err := e.cell(t, "python", judge.StageBuild, program.Build.Files).Run(t.Context(), program.Build.Command, nil, program.Build.Limits)
	if err != nil {
		t.Fatal(err)
	}
	return outcome
}

// TestWarmFunctionsAreAsCold: the driver of functions is a command that the warm
// process serves too.
func TestWarmFunctionsAreAsCold(t *testing.T) {
	integer := judge.Type{Kind: judge.KindInteger}
	function := judge.Function{Name: "solve", Params: []judge.Param{{Name: "n", Type: integer}}, Return: judge.Return{Type: integer}}
	engines := startWarmed(t, "python")
	for name, body := range map[string]string{
		"right":      "return 2 * n",
		"prints":     "print('printed', __name__, sys.argv, n); return n",
		"raises":     "return 1 / 0",
		"wrong type": "return 'text'",
		"exits":      "sys.exit(3)",
		"recursion":  "f = lambda k: 0 if k == 0 else 1 + f(k - 1); return f(100_000)",
		"usual name": "return gcd(n, 8) + len(deque([1]))",
		"main":       "import __main__; print(sorted(vars(__main__))[:5], __main__.__file__, __main__.__cached__, list(sys.modules)); return 1",
	} {
		t.Run(name, func(t *testing.T) {
			code := "import sys\nclass Solution:\n    def solve(self, n):\n        " + body + "\n"
			engines.same(t, judge.Submission{Language: "python", Function: &function, Code: []byte(code)}, []byte(`{"args":[20]}`))
		})
	}
	engines.quiet(t)
}
