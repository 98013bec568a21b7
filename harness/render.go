package harness

import (
	"slices"

	"gavel/judge"
)

// Modes of files in the program directory.
const (
	modeRead    = 0o444
	modeExecute = 0o555
)

// Render turns an admitted submission into a program: which files its build
// cell gets, which command compiles them, which starts the program. The tests do
// not enter it. The program of a language that is compiled needs Link before it
// can run. The error is a *judge.FieldError.
func (s *Set) Render(submission judge.Submission) (judge.Program, error) {
	l, err := s.language(submission.Language)
	if err != nil {
		return judge.Program{}, err
	}
	if err := l.checkFlags(submission.CompilerFlags); err != nil {
		return judge.Program{}, err
	}
	if least := l.Limits.MemoryExtraBytes + minMemory; submission.Limits.MemoryBytes < least {
		return judge.Program{}, judge.Invalid("/limits/memory_bytes",
			"%d is no effective limit of %s, which is at least %d", submission.Limits.MemoryBytes, l.id, least)
	}
	signature, err := signatureOf(submission)
	if err != nil {
		return judge.Program{}, err
	}
	if signature != nil {
		program, err := l.renderFunction(submission, signature)
		return l.warmed(program, submission.Limits), err
	}
	return l.warmed(l.renderProgram(submission), submission.Limits), nil
}

// renderProgram is Render for a submission without a signature.
func (l *language) renderProgram(submission judge.Submission) judge.Program {
	source := judge.File{Path: l.sourceName(submission.Code), Mode: modeRead, Data: submission.Code}
	program := judge.Program{
		Language: l.id,
		Run:      judge.Command{Argv: l.runArgv(source.Path, submission.Limits), Env: slices.Clone(l.Run.Env)},
		Uncaught: slices.Clone(l.uncaught),
	}
	if l.Build == nil {
		program.Files = []judge.File{source}
		return program
	}
	program.Build = l.build(source, submission.CompilerFlags)
	return program
}

func (l *language) build(source judge.File, flags []string) *judge.Build {
	return &judge.Build{
		Files:     append([]judge.File{source}, l.support...),
		Command:   judge.Command{Argv: l.buildArgv(source.Path, append(l.flagsFor(source.Data), flags...)), Env: slices.Clone(l.Build.Env)},
		Limits:    judge.Limits(l.Build.Limits),
		Artefacts: l.Build.Artefacts,
	}
}
