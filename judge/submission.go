package judge

import "time"

// Submission is one request to judge a source. Its JSON form is the request of
// POST /submit.
type Submission struct {
	Language      string    `json:"language"`
	Code          Text      `json:"code"`
	Stdin         *Text     `json:"stdin,omitempty"` // one run, nothing to compare
	Tests         []Test    `json:"tests,omitempty"`
	Limits        Limits    `json:"limits,omitzero"` // as asked; zero fields mean the default
	Checker       Checker   `json:"checker,omitzero"`
	Function      *Function `json:"function,omitempty"` // at most one of Function and Design is set; then Tests have Args and Want
	Design        *Design   `json:"design,omitempty"`
	Compare       Compare   `json:"compare,omitzero"`    // how results are compared, in place of Checker
	Isolation     string    `json:"isolation,omitempty"` // of a function's or a design's tests: process ("") or class_loader
	CompilerFlags []string  `json:"compiler_flags,omitempty"`
	StopOnFailure bool      `json:"stop_on_failure,omitempty"`
	Runs          int       `json:"runs,omitempty"` // times each test is run; 0 means 1

	Problem  string `json:"problem,omitempty"`  // id of a stored problem, which gives Tests, Function, Design, Checker, Compare and Limits
	Revision uint64 `json:"revision,omitempty"` // of that problem; not part of the request
	Feedback string `json:"feedback,omitempty"` // of that problem; not part of the request
}

// Limits bound one test. As a request, a zero field asks for the default.
type Limits struct {
	CPUMillis   int64 `json:"cpu_ms,omitempty"`       // user + system of everything the test started
	WallMillis  int64 `json:"wall_ms,omitempty"`      // from the program's start to its end
	MemoryBytes int64 `json:"memory_bytes,omitempty"` // peak of everything the test started
	OutputBytes int64 `json:"output_bytes,omitempty"` // stdout, and as much again of stderr
	Processes   int64 `json:"processes,omitempty"`    // processes and threads at once
}

// CPU returns the CPU limit as a duration.
func (l Limits) CPU() time.Duration { return time.Duration(l.CPUMillis) * time.Millisecond }

// Wall returns the wall-clock limit as a duration.
func (l Limits) Wall() time.Duration { return time.Duration(l.WallMillis) * time.Millisecond }

// Checker says how an output is compared with the expected one.
type Checker struct {
	Kind     string   `json:"kind,omitempty"` // exact, tokens (""), lines, float, unordered_lines, custom
	Absolute *float64 `json:"absolute,omitempty"`
	Relative *float64 `json:"relative,omitempty"`
	*Custom           // where the kind is custom
}

// Compare says how the result of a function or a design is compared with the
// expected one.
type Compare struct {
	Kind     string   `json:"kind,omitempty"` // exact (""), float, unordered, unordered_deep, any_of, custom
	Absolute *float64 `json:"absolute,omitempty"`
	Relative *float64 `json:"relative,omitempty"`
	*Custom           // where the kind is custom
}

// Job is a stored submission on its way along the line.
type Job struct {
	ID         string     `json:"id"`
	Submission Submission `json:"submission"`
	Scan       Scan       `json:"scan"`
	CreatedAt  time.Time  `json:"created_at"`
	Attempt    int        `json:"attempt"` // claims so far, this one included
}
