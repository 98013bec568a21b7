package harness

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"gavel/judge"
)

// faults gathers what is wrong with one file, key by key.
type faults struct {
	file string
	list []error
}

func (f *faults) add(key, format string, args ...any) {
	f.list = append(f.list, fmt.Errorf("%s: %s: %s", f.file, key, fmt.Sprintf(format, args...)))
}

// between is for numbers: the message has the number and both bounds.
func (f *faults) between(key string, value, low, high int64) {
	if value < low || value > high {
		f.add(key, "%d is not between %d and %d", value, low, high)
	}
}

var languageID = regexp.MustCompile(`^[a-z][a-z0-9-]{0,31}$`)

// check finds every fault of a definition and compiles its patterns.
func (l *language) check(file string) error {
	f := &faults{file: file}
	if !languageID.MatchString(l.id) {
		f.add("the folder's name", "%q is no language id: want %s", l.id, languageID)
	}
	if l.Name == "" {
		f.add("name", "is missing")
	}
	if l.Version == "" {
		f.add("version", "is missing")
	}
	f.fileName("source.file", l.Source.File)
	f.oneOf("source.named_after", l.Source.NamedAfter, "", namedAfterPublicClass)
	f.oneOf("run.entry", l.Run.Entry, "", entryClassWithMain)
	l.checkBuild(f)
	f.command("run.argv", l.Run.Argv, l.runPlaceholders())
	f.environment("run.env", l.Run.Env)
	if l.Run.Entry != "" && !slices.Contains(l.Run.Argv, placeholderEntry) {
		f.add("run.argv", "has no %s, which run.entry finds", placeholderEntry)
	}
	if l.Run.Entry != "" && l.Build == nil {
		f.add("run.entry", "looks into artefacts, and there is no build")
	}
	f.warm("run.warm", l.Run.Warm, l.Run.Argv, l.runPlaceholders())
	f.cell("run.cell", l.Run.Cell)
	l.checkFunction(f)
	l.checkLimits(f)
	l.checkUncaught(f)
	return errors.Join(f.list...)
}

func (l *language) checkBuild(f *faults) {
	b := l.Build
	if b == nil {
		return
	}
	f.command("build.argv", b.Argv, l.buildPlaceholders())
	f.environment("build.env", b.Env)
	for i, pattern := range b.Flags {
		l.flags = append(l.flags, f.pattern(fmt.Sprintf("build.flags[%d]", i), `\A(?:`+pattern+`)\z`))
	}
	if len(b.Flags) > 0 && !slices.Contains(b.Argv, placeholderFlags) {
		f.add("build.argv", "has no %s, which build.flags allows", placeholderFlags)
	}
	l.checkWhen(f)
	for i, file := range b.Files {
		f.fileName(fmt.Sprintf("build.files[%d]", i), file)
		if file == l.Source.File {
			f.add(fmt.Sprintf("build.files[%d]", i), "%q is the source's own name", file)
		}
	}
	f.artefacts("build.artefacts", b.Artefacts)
	f.between("build.limits.cpu_ms", b.Limits.CPUMillis, 1, maxMillis)
	f.between("build.limits.wall_ms", b.Limits.WallMillis, 1, maxMillis)
	f.between("build.limits.memory_bytes", b.Limits.MemoryBytes, minMemory, maxBytes)
	f.between("build.limits.output_bytes", b.Limits.OutputBytes, 1, maxBytes)
	f.between("build.limits.processes", b.Limits.Processes, 1, maxProcesses)
	f.warm("build.warm", b.Warm, b.Argv, l.buildPlaceholders())
	f.cell("build.cell", b.Cell)
}

func (l *language) checkFunction(f *faults) {
	fn := l.Function
	if fn == nil {
		return
	}
	f.fileName("function.source", fn.Source)
	f.command("function.run_argv", fn.RunArgv, l.runPlaceholders())
	if fn.SharedArgv != nil {
		f.command("function.shared_argv", fn.SharedArgv, l.runPlaceholders())
	}
	f.files("function.run_files", fn.RunFiles, fn.Source)
	f.files("function.build_files", fn.BuildFiles, fn.Source)
	if strings.ContainsAny(fn.Prelude, "\r\n") {
		f.add("function.prelude", "is more than one line, which would move the source's own")
	}
	if l.Build == nil {
		if len(fn.BuildArgv)+len(fn.BuildFiles) > 0 {
			f.add("function.build_argv", "there is no build")
		}
		return
	}
	f.command("function.build_argv", fn.BuildArgv, l.buildPlaceholders())
	if len(l.Build.Flags) > 0 && !slices.Contains(fn.BuildArgv, placeholderFlags) {
		f.add("function.build_argv", "has no %s, which build.flags allows", placeholderFlags)
	}
	f.artefacts("function.artefacts", fn.Artefacts)
}

// files checks the names of a driver's files.
func (f *faults) files(key string, names []string, source string) {
	for i, name := range names {
		at := fmt.Sprintf("%s[%d]", key, i)
		if name == placeholderSource {
			continue
		}
		if !fs.ValidPath(name) || name == "." || strings.Contains(name, `\`) {
			f.add(at, "%q is no path in the language's folder", name)
		}
		if strings.TrimSuffix(name, templateSuffix) == source {
			f.add(at, "%q is the source's own name", name)
		}
	}
}

func (f *faults) artefacts(key, path string) {
	if !fs.ValidPath(path) || path == "." {
		f.add(key, "%q is no path below the program directory", path)
	}
}

func (l *language) checkLimits(f *faults) {
	f.factor("limits.cpu_factor", &l.Limits.CPUFactor)
	f.factor("limits.memory_factor", &l.Limits.MemoryFactor)
	f.between("limits.cpu_extra_ms", l.Limits.CPUExtraMillis, 0, maxMillis)
	f.between("limits.memory_extra_bytes", l.Limits.MemoryExtraBytes, 0, maxBytes)
	f.between("limits.processes", l.Limits.Processes, 0, maxProcesses)
	f.between("limits.processes_extra", l.Limits.ProcessesExtra, 0, maxProcesses)
}

// factor makes one that was left out 1.
func (f *faults) factor(key string, factor *float64) {
	if *factor == 0 {
		*factor = 1
	}
	if !(*factor >= 0.1 && *factor <= 100) { // a NaN is in no range
		f.add(key, "%v is not between 0.1 and 100", *factor)
	}
}

func (l *language) checkUncaught(f *faults) {
	for i, u := range l.Uncaught {
		key := fmt.Sprintf("uncaught[%d].", i)
		pattern := f.pattern(key+"pattern", u.Pattern)
		if pattern.NumSubexp() != 1 {
			f.add(key+"pattern", "has %d groups, want 1: the exception's name", pattern.NumSubexp())
		}
		if u.Signal != "" && !strings.HasPrefix(u.Signal, "SIG") {
			f.add(key+"signal", `%q is no signal: want one like "SIGABRT"`, u.Signal)
		}
		l.uncaught = append(l.uncaught, judge.Uncaught{Pattern: pattern, Signal: u.Signal, Memory: u.Memory})
	}
}

// pattern compiles a pattern; a bad one is a fault and matches nothing.
func (f *faults) pattern(key, text string) *regexp.Regexp {
	pattern, err := regexp.Compile(text)
	if err != nil {
		f.add(key, "%v", err)
		return regexp.MustCompile(`\z\A(x)`)
	}
	return pattern
}

// fileName is for files that stand in the program directory itself.
func (f *faults) fileName(key, name string) {
	if !fs.ValidPath(name) || name == "." || strings.ContainsAny(name, `/\`) {
		f.add(key, "%q is no plain file name", name)
	}
}

func (f *faults) oneOf(key, value string, allowed ...string) {
	if !slices.Contains(allowed, value) {
		f.add(key, "%q is not known: want one of %q", value, allowed)
	}
}

// command checks an argv and the placeholders in it.
func (f *faults) command(key string, argv, known []string) {
	if len(argv) == 0 {
		f.add(key, "is missing")
	} else if !strings.HasPrefix(argv[0], "/") {
		f.add(key, "%q is no absolute path", argv[0])
	}
	for i, element := range argv {
		at := fmt.Sprintf("%s[%d]", key, i)
		f.placeholders(at, element, known)
		if strings.Contains(element, placeholderFlags) && element != placeholderFlags {
			f.add(at, "%s stands for a list and has to be an element of its own", placeholderFlags)
		}
	}
}

// environment checks an environment, in which no placeholder stands.
func (f *faults) environment(key string, env []string) {
	for i, variable := range env {
		at := fmt.Sprintf("%s[%d]", key, i)
		f.placeholders(at, variable, nil)
		if name, _, ok := strings.Cut(variable, "="); !ok || name == "" {
			f.add(at, "%q is not NAME=value", variable)
		}
	}
}

func (f *faults) placeholders(key, text string, known []string) {
	if strings.ContainsRune(text, 0) {
		f.add(key, "holds a NUL byte")
	}
	for _, found := range placeholder.FindAllString(text, -1) {
		if !slices.Contains(known, found) {
			f.add(key, "%s is not known here: want one of %v", found, known)
		}
	}
}

func (f *faults) cell(key string, c cellSize) {
	f.between(key+".cpus", c.CPUs, 1, 1024)
	f.between(key+".box_bytes", c.BoxBytes, 1, maxBytes)
	f.between(key+".box_files", c.BoxFiles, 1, maxFiles)
	f.between(key+".tmp_bytes", c.TmpBytes, 1, maxBytes)
	f.between(key+".tmp_files", c.TmpFiles, 1, maxFiles)
}
