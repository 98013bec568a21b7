package harness

import (
	"bytes"
	"slices"
	"strings"

	"gavel/harness/internal/java"
	"gavel/judge"
)

// functionStage is the part of language.toml about function and design problems:
// what differs from a whole program.
type functionStage struct {
	Source     string   `toml:"source"`
	Prelude    string   `toml:"prelude"`
	BuildArgv  []string `toml:"build_argv"`
	BuildFiles []string `toml:"build_files"`
	Artefacts  string   `toml:"artefacts"`
	RunArgv    []string `toml:"run_argv"`
	SharedArgv []string `toml:"shared_argv"`
	RunFiles   []string `toml:"run_files"`
}

// signature is what a driver is made for: the one of a function or of a design.
// Templates and, as JSON, drivers that read it see it in this form.
type signature struct {
	Class       string      `json:"class"`
	Design      bool        `json:"design"`
	Constructor []parameter `json:"constructor"` // of a design
	Methods     []method    `json:"methods"`     // a function is the only one
	Result      judge.Type  `json:"result"`      // of a function
	Output      int         `json:"output"`      // of a function: the parameter that is the result, -1 for none
	Size        string      `json:"size"`        // of an output: "ret" where its length is what was returned
	Cycle       int         `json:"cycle"`       // the argument that says where the list before it leads, -1 for none
}

type method struct {
	Name   string      `json:"name"`
	Params []parameter `json:"params"` // as the person's code has them
	Return judge.Type  `json:"return"`
}

type parameter struct {
	Name string     `json:"name"`
	Type judge.Type `json:"type"`
}

const functionClass = "Solution"

// signatureOf returns the signature of a submission, nil for that of a whole
// program. The error is a *judge.FieldError.
func signatureOf(submission judge.Submission) (*signature, error) {
	switch {
	case submission.Function != nil:
		if err := submission.Function.Validate(); err != nil {
			return nil, err
		}
		return functionSignature(*submission.Function), nil
	case submission.Design != nil:
		if err := submission.Design.Validate(); err != nil {
			return nil, err
		}
		return designSignature(*submission.Design), nil
	}
	return nil, nil
}

func functionSignature(f judge.Function) *signature {
	s := &signature{Class: functionClass, Result: f.Result(), Output: -1, Cycle: f.Cycle(), Constructor: []parameter{}}
	s.Methods = []method{{f.Name, parameters(f.Called()), f.Return.Type}}
	if f.Output != nil {
		s.Output, s.Size = f.Output.ParamIndex, f.Output.Size
		if s.Cycle >= 0 && s.Output > s.Cycle {
			s.Output-- // of the parameters that are passed
		}
	}
	return s
}

func designSignature(d judge.Design) *signature {
	s := &signature{
		Class: d.ClassName, Design: true, Constructor: parameters(d.Constructor.Params),
		Result: judge.Type{Kind: judge.KindVoid}, Output: -1, Cycle: -1,
	}
	for _, m := range d.Methods {
		s.Methods = append(s.Methods, method{m.Name, parameters(m.Params), m.Return.Type})
	}
	return s
}

func parameters(params []judge.Param) []parameter {
	list := make([]parameter, len(params))
	for i, p := range params {
		list[i] = parameter(p)
	}
	return list
}

// Uses tells whether any value of the signature is of a kind or holds one.
func (s *signature) Uses(kind judge.Kind) bool {
	uses := func(p parameter) bool { return p.Type.Uses(kind) }
	return s.Result.Uses(kind) || slices.ContainsFunc(s.Constructor, uses) || slices.ContainsFunc(s.Methods, func(m method) bool {
		return m.Return.Uses(kind) || slices.ContainsFunc(m.Params, uses)
	})
}

// renderFunction is Render for a submission with a signature.
func (l *language) renderFunction(submission judge.Submission, s *signature) (judge.Program, error) {
	if l.Function == nil {
		return judge.Program{}, judge.Invalid("/language", "%s takes whole programs only, no functions", l.id)
	}
	source := judge.File{Path: l.functionSource(submission.Code), Mode: modeRead, Data: l.withPrelude(submission.Code)}
	unit := unit{Signature: s, File: source.Path, Code: string(source.Data)}
	run, err := l.functionFiles(l.Function.RunFiles, source, unit)
	if err != nil {
		return judge.Program{}, err
	}
	program := judge.Program{
		Language: l.id,
		Run:      judge.Command{Argv: l.fillRun(l.Function.RunArgv, source.Path, submission.Limits), Env: slices.Clone(l.Run.Env), Results: true},
		Files:    run,
		Uncaught: slices.Clone(l.uncaught),
	}
	if l.Function.SharedArgv != nil {
		program.Shared = &judge.Command{Argv: l.fillRun(l.Function.SharedArgv, source.Path, submission.Limits), Env: slices.Clone(l.Run.Env), Results: true}
	}
	if l.Build == nil {
		return program, nil
	}
	files, err := l.functionFiles(l.Function.BuildFiles, source, unit)
	if err != nil {
		return judge.Program{}, err
	}
	program.Build = &judge.Build{
		Files:     append([]judge.File{source}, files...),
		Command:   judge.Command{Argv: l.fillBuild(l.Function.BuildArgv, source.Path, submission.CompilerFlags), Env: slices.Clone(l.Build.Env)},
		Limits:    judge.Limits(l.Build.Limits),
		Artefacts: l.Function.Artefacts,
	}
	return program, nil
}

// functionFiles are the driver's files: as they are, made from a template, or the
// source where its placeholder stands.
func (l *language) functionFiles(names []string, source judge.File, u unit) ([]judge.File, error) {
	var files []judge.File
	for _, name := range names {
		file := judge.File{Path: strings.TrimSuffix(name, templateSuffix), Mode: modeRead, Data: l.drivers[name]}
		switch {
		case name == placeholderSource:
			file = source
		case strings.HasSuffix(name, templateSuffix):
			data, err := l.templates.render(name, u)
			if err != nil {
				return nil, err
			}
			file.Data = data
		}
		files = append(files, file)
	}
	return files, nil
}

// functionSource is the name that the source's file must have.
func (l *language) functionSource(code []byte) string {
	if l.Source.NamedAfter != namedAfterPublicClass {
		return l.Function.Source
	}
	outline := java.Read(code)
	if outline.Compact { // which no driver can call; javac says so
		return l.Function.Source
	}
	return outline.ClassName(stem(l.Function.Source)) + ".java"
}

var byteOrderMark = []byte("\xef\xbb\xbf")

// withPrelude is the source with what everybody may use without asking for it,
// in its first line, so that all lines keep their numbers.
func (l *language) withPrelude(code []byte) []byte {
	code = bytes.TrimPrefix(code, byteOrderMark)
	if l.Source.NamedAfter == namedAfterPublicClass {
		code = java.WithoutPackage(code)
	}
	return append([]byte(l.Function.Prelude), code...)
}
