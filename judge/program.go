package judge

import (
	"regexp"
	"time"
)

// Stage says what a cell is for.
type Stage string

// The two stages have images, profiles and limits of their own.
const (
	StageBuild Stage = "build"
	StageRun   Stage = "run"
)

// Program is a submission rendered for its language: what to build and how to
// run it. It never holds an expected output.
type Program struct {
	Language string
	Build    *Build // nil: nothing to compile
	Run      Command
	Shared   *Command // runs several tests in one process, for Cell.RunMany; nil: the language cannot
	Files    []File   // put into the run cell; for a compiled language, Link fills them

	Uncaught []Uncaught // how the language names an exception nobody caught
}

// Build is one compilation.
type Build struct {
	Files     []File // sources, put into the build cell
	Command   Command
	Limits    Limits
	Artefacts string // slash-separated path below the program directory: a file, or a directory whose regular files are all taken
}

// Command is what a cell executes. Argv[0] is an absolute path in the image or
// the program directory; no shell stands in between.
type Command struct {
	Argv []string
	Env  []string // the whole environment, KEY=value

	Results bool   // descriptor 3 is a pipe of its own, kept apart from what the program prints
	Keep    string // name of a file in ScratchDir that the outcome keeps; "" for none

	Warm []string // the end of Argv that the cell's warm process, which is what Argv begins with, needs to know; nil: none fits
	Boot []string // how that process is started; one that was started otherwise does not fit
}

// File is one regular file in the program directory.
type File struct {
	Path string // relative, slash-separated, no "..", "." or empty element
	Mode uint32 // permission bits: 0o444 or 0o555
	Data []byte
}

// Uncaught recognises an exception that ended a program.
type Uncaught struct {
	Pattern *regexp.Regexp // on the end of stderr; group 1 is the exception's name
	Signal  string         // only after this signal ("SIGABRT"); "" means after any non-zero exit code
	Memory  []string       // the names that mean out of memory
}

// Outcome is what was seen of one run, from outside the program: facts, no verdict.
type Outcome struct {
	ExitCode int    // where Signal is ""
	Signal   string // "SIGSEGV": it was ended by this signal
	Killed   Reason // why it was ended by us or by the kernel's memory limit; "" if by neither. The first reason stands

	CPU    time.Duration // user + system of everything the test started
	Wall   time.Duration // from the program's start to its end
	Memory int64         // peak, bytes

	ProcessesRefused int64 // forks and threads that the processes limit refused
	Stdout, Stderr   Stream
	Results          Stream // of descriptor 3, where the command has one
	Kept             []byte // of the file that the command keeps, its beginning; nil where there is none
}

// Stream is what was kept of an output.
type Stream struct {
	Data      []byte
	Truncated bool
}

// Reason says exactly why a verdict is what it is.
type Reason string

// The reasons that whoever ends a program writes down before ending it.
const (
	ReasonCPU       Reason = "cpu_limit"
	ReasonWall      Reason = "wall_limit"
	ReasonOOM       Reason = "oom_kill"
	ReasonOutput    Reason = "output_limit"
	ReasonProcesses Reason = "processes_limit"
	ReasonCanceled  Reason = "canceled"
)
