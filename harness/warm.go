package harness

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"gavel/judge"
)

// warm is the part of language.toml about a process that the cells of a stage
// start ahead.
type warm struct {
	Kind        string   `toml:"kind"`
	Argv        []string `toml:"argv"`
	Env         []string `toml:"env"`
	Serves      []string `toml:"serves"`
	Directories []string `toml:"directories"`
}

// Warm is a process that a cell starts before it is claimed, as plain values: it
// takes over the commands that are marked for it (judge.Command.Warm).
type Warm struct {
	Kind string // forking or once
	Argv []string
	Env  []string // the whole environment

	Directories []string // of the program directory, which it finds there already
}

// warmSource is what the warm processes of several languages are made of. It
// stands in every language's folder.
//
//go:embed warm
var warmSource embed.FS

// withWarmSource is a language's folder, and warmSource in it.
type withWarmSource struct{ fs.FS }

func (f withWarmSource) Open(name string) (fs.File, error) {
	if name == "warm" || strings.HasPrefix(name, "warm/") {
		return warmSource.Open(name)
	}
	return f.FS.Open(name)
}

func (f *faults) warm(key string, w *warm, argv, known []string) {
	if w == nil {
		return
	}
	f.oneOf(key+".kind", w.Kind, "forking", "once")
	f.command(key+".argv", w.Argv, append([]string{placeholderServes}, known...))
	f.environment(key+".env", w.Env)
	f.command(key+".serves", w.Serves, known)
	if len(w.Serves) > len(argv) || !slices.Equal(argv[:len(w.Serves)], w.Serves) {
		f.add(key+".serves", "is no beginning of the stage's argv")
	}
	for _, text := range slices.Concat(w.Argv, w.Serves) {
		if strings.Contains(text, placeholderEntry) || strings.Contains(text, placeholderFlags) {
			f.add(key, "%s is known of no program in advance", text)
		}
	}
	for i, directory := range w.Directories {
		f.artefacts(fmt.Sprintf("%s.directories[%d]", key, i), directory)
	}
}

// started is how the warm process is started, before its placeholders are filled.
func (w *warm) started() (argv []string) {
	for _, element := range w.Argv {
		if element == placeholderServes {
			argv = append(argv, w.Serves[1:]...)
		} else {
			argv = append(argv, element)
		}
	}
	return argv
}

// cell is the warm process of a stage's cells.
func (w *warm) cell(env []string, fill func([]string) []string) *Warm {
	if w == nil {
		return nil
	}
	return &Warm{Kind: w.Kind, Argv: fill(w.started()), Env: slices.Concat(env, w.Env), Directories: w.Directories}
}

// warmed marks the commands of a program that warm processes can take over.
func (l *language) warmed(program judge.Program, limits judge.Limits) judge.Program {
	program.Run = l.Run.Warm.mark(program.Run, l.fillWarm(limits))
	if program.Build != nil {
		program.Build.Command = l.Build.Warm.mark(program.Build.Command, l.fillWarmBuild)
	}
	return program
}

// mark marks a command that begins as those do that the warm process serves, and
// says how that is started for the command's limits.
func (w *warm) mark(command judge.Command, fill func([]string) []string) judge.Command {
	if w == nil {
		return command
	}
	served := fill(w.Serves)
	if len(command.Argv) > len(served) && slices.Equal(command.Argv[:len(served)], served) {
		command.Warm, command.Boot = slices.Clone(command.Argv[len(served):]), fill(w.started())
	}
	return command
}

// fillWarm is fillRun for a source of the default name.
func (l *language) fillWarm(limits judge.Limits) func([]string) []string {
	return func(pattern []string) []string { return l.fillRun(pattern, l.Source.File, limits) }
}

// fillWarmBuild is the same for a build.
func (l *language) fillWarmBuild(pattern []string) []string {
	return l.fillBuild(pattern, l.Source.File, nil)
}
