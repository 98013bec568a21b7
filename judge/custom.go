package judge

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// CheckCustom is the kind of a [Checker] and of a [Compare] that a program of the
// problem's author decides.
const CheckCustom = "custom"

// The protocols of custom checkers.
const (
	ProtocolTestlib = "testlib" // checker INPUT OUTPUT ANSWER [ARGS]; the default
	ProtocolICPC    = "icpc"    // checker INPUT ANSWER FEEDBACK_DIR/ [ARGS] < OUTPUT
)

var protocols = []string{ProtocolTestlib, ProtocolICPC}

// Custom is a program that says whether an answer is right. It runs in a cell of
// its own, where it finds the test's input, the answer of the program that is
// judged and the expected one, empty where the test has none. Those of a function
// or a design are JSON in normal form, in one line: the document that its driver
// reads, and results.
type Custom struct {
	Language string   `json:"language"`
	Code     Text     `json:"code"`
	Protocol string   `json:"protocol,omitempty"` // testlib ("") or icpc
	Args     []string `json:"args,omitempty"`     // follow the files
}

// Bounds of a checker's arguments.
const (
	maxCheckerArgs = 32
	maxCheckerArg  = 256 // bytes
)

// validCustom says whether a kind and what belongs to a custom checker fit each
// other. It returns nil or a *FieldError below base.
func validCustom(base, kind string, c *Custom) error {
	switch {
	case kind != CheckCustom && c == nil:
		return nil
	case kind != CheckCustom:
		return Invalid(base, `language, code, protocol and args belong to the kind "custom"; this one is %q`, cut(kind))
	case c == nil || c.Language == "":
		return Invalid(base+"/language", "missing; want the language that the checker is written in")
	case len(c.Code) == 0:
		return Invalid(base+"/code", "missing; want the checker's source")
	case c.Protocol != "" && !slices.Contains(protocols, c.Protocol):
		return Invalid(base+"/protocol", "%q is no protocol; use one of %s", cut(c.Protocol), strings.Join(protocols, ", "))
	case len(c.Args) > maxCheckerArgs:
		return Invalid(base+"/args", "%d arguments, at most %d are taken", len(c.Args), maxCheckerArgs)
	}
	for i, arg := range c.Args {
		if len(arg) > maxCheckerArg || strings.ContainsRune(arg, 0) {
			return Invalid(fmt.Sprintf("%s/args/%d", base, i), "want at most %d bytes and no NUL", maxCheckerArg)
		}
	}
	return nil
}

// custom is the submission's custom checker; nil: it has none.
func (s Submission) custom() *Custom {
	if s.Typed() {
		return s.Compare.Custom
	}
	return s.Checker.Custom
}

// Ruling is what a custom checker said of one answer.
type Ruling struct {
	Right   bool
	Message string // for people; may be empty
}

// icpcMessage is the file in which a checker of that protocol leaves its words.
const icpcMessage = "judgemessage.txt"

// command completes the command that starts the checker. dir holds the files of
// the test, scratch is where the checker may write.
func (c *Custom) command(run Command, dir, scratch string) Command {
	files := []string{dir + "/input", dir + "/output", dir + "/answer"}
	if c.Protocol == ProtocolICPC {
		files = []string{dir + "/input", dir + "/answer", scratch + "/"}
		run.Keep = icpcMessage
	}
	run.Argv = slices.Concat(run.Argv, files, c.Args)
	if run.Warm != nil {
		run.Warm = slices.Concat(run.Warm, files, c.Args)
	}
	return run
}

// stdin is what the checker reads from its standard input.
func (c *Custom) stdin(output []byte) []byte {
	if c.Protocol == ProtocolICPC {
		return output
	}
	return nil
}

// ruling reads a checker's end. Whatever is no word of its protocol is an error:
// of the checker's, and so never the verdict of the program that it looked at.
// Partial points, testlib's 7, are not the whole: wrong.
func (c *Custom) ruling(outcome Outcome) (Ruling, error) {
	right, wrong, said := 0, []int{1, 2, 4, 8, 7}, outcome.Stderr.Data
	if c.Protocol == ProtocolICPC {
		right, wrong, said = 42, []int{43}, outcome.Kept
	}
	ruling := Ruling{Right: outcome.ExitCode == right, Message: readable(said)}
	switch {
	case outcome.Killed != "":
		return ruling, fmt.Errorf("the checker was ended: %s", outcome.Killed)
	case outcome.Signal != "":
		return ruling, fmt.Errorf("the checker ended with %s%s", outcome.Signal, lastWords(outcome))
	case !ruling.Right && !slices.Contains(wrong, outcome.ExitCode):
		return ruling, fmt.Errorf("the checker ended with exit code %d, which says neither right nor wrong%s",
			outcome.ExitCode, lastWords(outcome))
	}
	return ruling, nil
}

// lastWords is the end of what a checker that failed wrote to its stderr.
func lastWords(outcome Outcome) string {
	said := outcome.Stderr.Data
	if text := readable(said[max(0, len(said)-1024):]); text != "" {
		return ": " + text
	}
	return ""
}

// readable is what a program wrote, in UTF-8.
func readable(said []byte) string {
	return string(bytes.ToValidUTF8(bytes.TrimSpace(said), []byte("\uFFFD")))
}
