package bench

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"

	"gavel/judge"
)

//go:embed programs
var sources embed.FS

// languages that are measured, in the order of the tables.
var languages = []string{"python", "cpp", "java"}

var extensions = map[string]string{"python": "py", "cpp": "cpp", "java": "java"}

// program is one source with one input and its answer.
type program struct {
	language      string
	source        string
	stdin, stdout string
}

// load reads programs/NAME.EXTENSION.
func load(name, language, stdin, stdout string) program {
	data, err := sources.ReadFile("programs/" + name + "." + extensions[language])
	if err != nil {
		panic(err) // embedded
	}
	return program{language, string(data), stdin, stdout}
}

func tiny(language string) program { return load("tiny", language, "19 23\n", "42\n") }

// first is a source that is compiled for the first time: what is added to it makes
// it a new one every time.
func first(language string, nonce int) program {
	p := load("first", language, "3 5 7 27\n", "42\n")
	p.source += fmt.Sprintf("// %d\n", nonce)
	return p
}

// crunches take about two seconds of one processor.
var crunches = map[string]int{"python": 9_000_000, "cpp": 800_000_000, "java": 800_000_000}

// crunch is the number cruncher; part is what part of two seconds it takes.
// Its output is not compared: its time is what counts.
func crunch(language string, part float64) program {
	return load("crunch", language, fmt.Sprintf("%d\n", int(part*float64(crunches[language]))), "")
}

// request is the body of POST /submit for a program with so many equal tests.
func (p program) request(tests int, limits judge.Limits) []byte {
	s := judge.Submission{Language: p.language, Code: judge.Text(p.source), Limits: limits}
	for range tests {
		test := judge.Test{Stdin: judge.Text(p.stdin)}
		if p.stdout != "" {
			expected := judge.Text(p.stdout)
			test.Expected = &expected
		}
		s.Tests = append(s.Tests, test)
	}
	body, err := json.Marshal(s)
	if err != nil {
		panic(err) // of plain texts
	}
	return body
}

// name of the source file, as each compiler wants it.
func (p program) file() string {
	if p.language == "java" {
		return "Main.java"
	}
	return "main." + extensions[p.language]
}

// compiler is the command that a person would compile with, in the directory of
// the source; nil where nothing is to be compiled.
func (l Language) compiler(language string) []string {
	switch language {
	case "cpp":
		return []string{l.Compiler, "-O2", "-std=gnu++20", "-static", "-o", "main", "main.cpp"}
	case "java":
		return []string{l.Compiler, "-d", ".", "Main.java"}
	}
	return nil
}

// command starts the program that lies in /box.
func (l Language) command(language string) []string {
	switch language {
	case "cpp":
		return []string{"/box/main"}
	case "java":
		return []string{l.Interpreter, "-cp", "/box", "Main"}
	}
	return []string{l.Interpreter, "/box/main.py"}
}

// right tells whether a bare start's output is the program's answer.
func (p program) right(stdout []byte) bool {
	return p.stdout == "" || strings.TrimSpace(string(stdout)) == strings.TrimSpace(p.stdout)
}
