package harness

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gavel/judge"
)

// The placeholders of an argv. doc.go says what each stands for.
const (
	placeholderSource = "{{source}}"     // the source's file name
	placeholderFlags  = "{{flags}}"      // build only: zero or more elements
	placeholderCPUs   = "{{cpus}}"       // of the stage's cell
	placeholderMemory = "{{memory_mib}}" // run only: the effective limit less the language's own share
	placeholderEntry  = "{{entry}}"      // run only, an element of its own: what run.entry finds
	placeholderServes = "{{serves}}"     // of a warm process only, an element of its own: what it serves but for the first
)

var placeholder = regexp.MustCompile(`\{\{[^{}]*\}\}`)

func (l *language) buildPlaceholders() []string {
	return []string{placeholderSource, placeholderFlags, placeholderCPUs}
}

func (l *language) runPlaceholders() []string {
	known := []string{placeholderSource, placeholderCPUs, placeholderMemory}
	if l.Run.Entry != "" {
		known = append(known, placeholderEntry)
	}
	return known
}

// buildArgv is the compiler's command line; empty where nothing is compiled. The
// flags were checked against the allow-list and stay one element each. A flag
// NAME=VALUE takes the place of an element with the same name: g++ keeps some of
// what the first of two standards switched on.
func (l *language) buildArgv(source string, flags []string) []string {
	if l.Build == nil {
		return []string{}
	}
	return l.fillBuild(l.Build.Argv, source, flags)
}

func (l *language) fillBuild(pattern []string, source string, flags []string) []string {
	values := strings.NewReplacer(placeholderSource, source, placeholderCPUs, decimal(l.Build.Cell.CPUs))
	argv := make([]string, 0, len(pattern)+len(flags))
	for _, element := range pattern {
		if element == placeholderFlags {
			argv = append(argv, flags...)
			continue
		}
		if replaced(element, flags) {
			continue
		}
		argv = append(argv, values.Replace(element))
	}
	return argv
}

// replaced tells whether one of the flags gives an element NAME=VALUE another value.
func replaced(element string, flags []string) bool {
	name, _, ok := strings.Cut(element, "=")
	return ok && slices.ContainsFunc(flags, func(flag string) bool { return strings.HasPrefix(flag, name+"=") })
}

// runArgv is the program's command line, but for the entry, which Link fills in.
func (l *language) runArgv(source string, limits judge.Limits) []string {
	return l.fillRun(l.Run.Argv, source, limits)
}

func (l *language) fillRun(pattern []string, source string, limits judge.Limits) []string {
	values := strings.NewReplacer(
		placeholderSource, source,
		placeholderCPUs, decimal(l.Run.Cell.CPUs),
		placeholderMemory, decimal((limits.MemoryBytes-l.Limits.MemoryExtraBytes)>>20),
	)
	argv := make([]string, len(pattern))
	for i, element := range pattern {
		argv[i] = values.Replace(element)
	}
	return argv
}

// exampleArgv is runArgv for a program in a source of the default name.
func (l *language) exampleArgv(limits judge.Limits) []string {
	argv := l.runArgv(l.Source.File, limits)
	return withEntry(argv, stem(l.Source.File))
}

// withEntry puts the entry where its placeholder stands. No other element can
// hold the placeholder: none is made of what a client sent.
func withEntry(argv []string, entry string) []string {
	argv = slices.Clone(argv)
	for i, element := range argv {
		if element == placeholderEntry {
			argv[i] = entry
		}
	}
	return argv
}

// stem is a file's name without its extension.
func stem(file string) string {
	name, _, _ := strings.Cut(file, ".")
	return name
}

func decimal(n int64) string { return strconv.FormatInt(n, 10) }
