package harness

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"gavel/harness/internal/java"
	"gavel/judge"
)

// The values of source.named_after and run.entry: what data cannot say.
const (
	namedAfterPublicClass = "public-class"    // source.named_after: Java's rule
	entryClassWithMain    = "class-with-main" // run.entry: the launcher's rule
)

// Link completes a program from what its build left: the files of its run cell
// and, where the language looks for one, the entry. A build that left nothing to
// run gives a *judge.NothingToRun. Any other error is ours.
func (s *Set) Link(program judge.Program, artefacts []judge.File) (judge.Program, error) {
	l, ok := s.languages[program.Language]
	if !ok {
		return judge.Program{}, fmt.Errorf("link: unknown language %q", program.Language)
	}
	if program.Build == nil {
		return program, nil
	}
	wantsEntry := slices.Contains(program.Run.Argv, placeholderEntry)
	if len(artefacts) == 0 && !wantsEntry {
		return judge.Program{}, &judge.NothingToRun{Message: "the compilation left no program"}
	}
	if wantsEntry {
		entry, err := mainClass(program.Build.Files[0], artefacts)
		if err != nil {
			return judge.Program{}, err
		}
		program.Run.Argv = withEntry(program.Run.Argv, entry)
		program.Run.Warm = withEntry(program.Run.Warm, entry)
	}
	program.Files = slices.Concat(program.Files, l.artefactFiles(artefacts))
	return program, nil
}

// artefactFiles gives every file the mode of its language.
func (l *language) artefactFiles(artefacts []judge.File) []judge.File {
	mode := uint32(modeRead)
	if l.Build.Executable {
		mode = modeExecute
	}
	files := make([]judge.File, len(artefacts))
	for i, file := range artefacts {
		files[i] = judge.File{Path: file.Path, Mode: mode, Data: file.Data}
	}
	return files
}

// sourceName is the name that the source's file must have.
func (l *language) sourceName(code []byte) string {
	if l.Source.NamedAfter != namedAfterPublicClass {
		return l.Source.File
	}
	return java.Read(code).ClassName(stem(l.Source.File)) + path.Ext(l.Source.File)
}

// mainClass finds the class to launch among the artefacts.
func mainClass(source judge.File, artefacts []judge.File) (string, error) {
	var classes []java.Class
	for _, file := range artefacts {
		if !strings.HasSuffix(file.Path, ".class") {
			continue
		}
		class, err := java.ParseClass(file.Data)
		if err != nil {
			return "", fmt.Errorf("artefact %s: %w", file.Path, err)
		}
		classes = append(classes, class)
	}
	name := java.MainClass(classes, java.Read(source.Data), stem(source.Path))
	if name == "" {
		return "", &judge.NothingToRun{Message: nothingToLaunch(source.Path, len(classes))}
	}
	return name, nil
}

func nothingToLaunch(source string, classes int) string {
	if classes == 0 {
		return source + " declares no class: write one with public static void main(String[] args)"
	}
	return "no class in " + source + " has a main method: write public static void main(String[] args)"
}
