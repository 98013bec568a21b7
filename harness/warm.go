package harness

import (
	"embed"
	"io/fs"
	"slices"
	"strings"

	"gavel/judge"
)

// warm is the part of language.toml about a process that run cells start ahead.
type warm struct {
	Kind   string   `toml:"kind"`
	Argv   []string `toml:"argv"`
	Env    []string `toml:"env"`
	Serves []string `toml:"serves"`
}

// Warm is a process that a cell starts before it is claimed, as plain values: it
// takes over the commands that are marked for it (judge.Command.Warm).
type Warm struct {
	Kind string // forking or once
	Argv []string
	Env  []string // the whole environment
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

func (l *language) checkWarm(f *faults) {
	w := l.Run.Warm
	if w == nil {
		return
	}
	f.oneOf("run.warm.kind", w.Kind, "forking", "once")
	f.command("run.warm.argv", w.Argv, l.runPlaceholders())
	f.environment("run.warm.env", w.Env)
	f.command("run.warm.serves", w.Serves, l.runPlaceholders())
	if len(w.Serves) > len(l.Run.Argv) || !slices.Equal(l.Run.Argv[:len(w.Serves)], w.Serves) {
		f.add("run.warm.serves", "is no beginning of run.argv")
	}
	for _, text := range slices.Concat(w.Argv, w.Serves) {
		if strings.Contains(text, placeholderEntry) {
			f.add("run.warm", "%s is known of no program in advance", placeholderEntry)
		}
	}
}

// warmCell is the warm process of run cells. It is started for the limits of a
// request that asks for none.
func (l *language) warmCell(usual judge.Limits) *Warm {
	w := l.Run.Warm
	if w == nil {
		return nil
	}
	return &Warm{Kind: w.Kind, Argv: l.fillRun(w.Argv, l.Source.File, usual), Env: slices.Concat(l.Run.Env, w.Env)}
}

// warmed marks a command of the run stage whose argv begins as those do that the
// warm process serves, so that it fits as far as that was started alike.
func (l *language) warmed(command judge.Command, usual judge.Limits) judge.Command {
	if l.Run.Warm == nil {
		return command
	}
	served := l.fillRun(l.Run.Warm.Serves, l.Source.File, usual)
	if len(command.Argv) > len(served) && slices.Equal(command.Argv[:len(served)], served) {
		command.Warm = slices.Clone(command.Argv[len(served):])
	}
	return command
}
