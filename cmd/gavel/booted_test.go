package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"gavel/judge"
	"gavel/runtime"
)

func runIn(t *testing.T, cell judge.Cell, command judge.Command, stdin []byte, limits judge.Limits) judge.Outcome {
	t.Helper()
	outcome, err := cell.Run(t.Context(), command, stdin, limits)
	if err != nil {
		t.Fatal(err)
	}
	return outcome
}

// bootedCell claims cells until one has something that was booted ahead: while the
// processors are in use none is made.
func (e *engine) bootedCell(t *testing.T, stage judge.Stage, files []judge.File) judge.Cell {
	t.Helper()
	for range 20 {
		cell := e.cell(t, "java", stage, files)
		if cell.(*runtime.Cell).Warm() {
			return cell
		}
		cell.Destroy()
	}
	t.Fatal("20 cells, and none booted anything ahead")
	return nil
}

// cold is the command as it runs where no warm process is.
func cold(command judge.Command) judge.Command {
	command.Warm = nil
	return command
}

// seen is what must not depend on whether the program was started ahead.
func seen(o judge.Outcome) string {
	return fmt.Sprintf("exit %d signal %q killed %q\nstdout %v\n%s\nstderr %v\n%s",
		o.ExitCode, o.Signal, o.Killed, o.Stdout.Truncated, o.Stdout.Data, o.Stderr.Truncated, o.Stderr.Data)
}

// warmProgram is one of testdata/booted/java: a class that has a main method.
type warmProgram struct{ name, stdin string }

var programClass = regexp.MustCompile(`(?m)^class (\pL+).*\{(?: // stdin: (.*))?$`)

// javaPrograms reads the sources and the programs in them.
func javaPrograms(t *testing.T) (sources []judge.File, programs []warmProgram) {
	t.Helper()
	paths, err := filepath.Glob("testdata/booted/java/*.java")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, judge.File{Path: filepath.Base(path), Mode: 0o444, Data: data})
		for _, m := range programClass.FindAllSubmatch(data, -1) {
			stdin, err := strconv.Unquote(`"` + string(m[2]) + `"`)
			if err != nil {
				stdin = strings.NewReplacer(`\0`, "\x00", `\1`, "\x01", `\377`, "\xff", `\200`, "\x80").Replace(string(m[2]))
			}
			programs = append(programs, warmProgram{string(m[1]), stdin})
		}
	}
	return sources, programs
}

// compileJava compiles all sources at once.
func compileJava(t *testing.T, e *engine, program judge.Program, sources []judge.File) []judge.File {
	t.Helper()
	b := *program.Build
	b.Files = sources
	for _, s := range sources[1:] {
		b.Command.Argv, b.Command.Warm = append(b.Command.Argv, s.Path), append(b.Command.Warm, s.Path)
	}
	return e.build(t, "java", b)
}

// javaProgram renders a source with the limits of a request that asks for none.
func javaProgram(t *testing.T, e *engine, code []byte, flags []string) (judge.Program, judge.Limits) {
	t.Helper()
	submission, err := e.set.Admit(judge.Submission{Language: "java", Code: code, CompilerFlags: flags, Tests: []judge.Test{{}}})
	if err != nil {
		t.Fatal(err)
	}
	program, err := e.set.Render(submission)
	if err != nil {
		t.Fatal(err)
	}
	return program, submission.Limits
}

// entry is the command for another class.
func entry(command judge.Command, class string) judge.Command {
	command.Argv = append(command.Argv[:len(command.Argv)-1:len(command.Argv)-1], class)
	command.Warm = []string{class}
	return command
}

// TestWarmJavaIsAsCold runs every program in a virtual machine that was booted
// ahead and in one that was not.
func TestWarmJavaIsAsCold(t *testing.T) {
	t.Parallel()
	sources, programs := javaPrograms(t)
	if len(programs) < 60 {
		t.Fatalf("%d programs, want 60 or more", len(programs))
	}
	e := startWarm(t, "java").warm
	program, limits := javaProgram(t, e, sources[0].Data, nil)
	sources[0].Path = program.Build.Files[0].Path
	classes := compileJava(t, e, program, sources)
	limits.CPUMillis, limits.WallMillis = 4000, 60_000
	for _, p := range programs {
		t.Run(p.name, func(t *testing.T) {
			command, limits := entry(program.Run, p.name), limits
			switch p.name {
			case "EndSleep":
				limits.WallMillis = 1000
			case "EndSpin":
				limits.CPUMillis = 1000
			}
			cell := e.bootedCell(t, judge.StageRun, classes)
			warm := runIn(t, cell, command, []byte(p.stdin), limits)
			if cell.Spent() {
				cell = e.cell(t, "java", judge.StageRun, classes)
			}
			plain := runIn(t, cell, cold(command), []byte(p.stdin), limits)
			cell.Destroy()
			if got, want := seen(warm), seen(plain); got != want {
				t.Errorf("warm:\n%s\n\ncold:\n%s", clip(got, want), clip(want, got))
			}
			t.Logf("warm %v cpu %v %d MiB, cold %v cpu %v %d MiB", warm.Wall, warm.CPU, warm.Memory>>20, plain.Wall, plain.CPU, plain.Memory>>20)
		})
	}
}

// clip is a text around the first byte in which it is not as another.
func clip(text, other string) string {
	at := 0
	for at < min(len(text), len(other)) && text[at] == other[at] {
		at++
	}
	return text[max(0, at-200):min(len(text), at+1000)]
}

// TestWarmJavacIsAsCold compiles every source by a compiler that was started ahead
// and by one that was not.
func TestWarmJavacIsAsCold(t *testing.T) {
	t.Parallel()
	archive, err := txtar.ParseFile("testdata/booted/diagnostics.txtar")
	if err != nil {
		t.Fatal(err)
	}
	e := startWarm(t, "java").warm
	for _, f := range archive.Files {
		name, flags, _ := strings.Cut(f.Name, " -")
		t.Run(name, func(t *testing.T) {
			if flags != "" {
				flags = "-" + flags
			}
			program, _ := javaProgram(t, e, bytes.TrimSuffix(f.Data, []byte("\n")), strings.Fields(flags))
			got, files := compiled(t, e, program)
			program.Build.Command = cold(program.Build.Command)
			want, others := compiled(t, e, program)
			if got != want {
				t.Errorf("warm:\n%s\n\ncold:\n%s", clip(got, want), clip(want, got))
			}
			if len(files) != len(others) {
				t.Fatalf("warm: %d files, cold: %d", len(files), len(others))
			}
			for i := range files {
				if files[i].Path != others[i].Path || !bytes.Equal(files[i].Data, others[i].Data) {
					t.Errorf("%s and %s differ", files[i].Path, others[i].Path)
				}
			}
		})
	}
}

func compiled(t *testing.T, e *engine, program judge.Program) (string, []judge.File) {
	t.Helper()
	var cell judge.Cell
	if program.Build.Command.Warm != nil {
		cell = e.bootedCell(t, judge.StageBuild, program.Build.Files)
	} else {
		cell = e.cell(t, "java", judge.StageBuild, program.Build.Files)
	}
	defer cell.Destroy()
	outcome := runIn(t, cell, program.Build.Command, nil, program.Build.Limits)
	t.Logf("%v, cpu %v, %d MiB", outcome.Wall, outcome.CPU, outcome.Memory>>20)
	if outcome.ExitCode != 0 {
		return seen(outcome), nil
	}
	files, err := cell.Collect(t.Context(), program.Build.Artefacts)
	if err != nil {
		return seen(outcome) + err.Error(), nil
	}
	return seen(outcome), files
}
