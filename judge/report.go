package judge

import (
	"encoding/json"
	"time"
)

// Verdict is what is said of a submission or of one test.
type Verdict string

// The verdicts.
const (
	Accepted            Verdict = "accepted"
	WrongAnswer         Verdict = "wrong_answer"
	TimeLimitExceeded   Verdict = "time_limit_exceeded"
	IdlenessLimit       Verdict = "idleness_limit_exceeded"
	MemoryLimitExceeded Verdict = "memory_limit_exceeded"
	OutputLimitExceeded Verdict = "output_limit_exceeded"
	RuntimeError        Verdict = "runtime_error"
	CompileError        Verdict = "compile_error"
	Rejected            Verdict = "rejected"
	Skipped             Verdict = "skipped"
	Canceled            Verdict = "canceled"
	JudgeError          Verdict = "judge_error"
)

// Status is how far a submission has come.
type Status string

// The states, in order.
const (
	StatusQueued    Status = "queued"
	StatusCompiling Status = "compiling"
	StatusRunning   Status = "running"
	StatusDone      Status = "done"
)

// Report is all that is said of one submission. Its JSON form is the answer of
// GET /result/{job_id}.
type Report struct {
	JobID           string        `json:"job_id"`
	Status          Status        `json:"status"`
	Verdict         *Verdict      `json:"verdict"` // null until Status is done
	Reason          *Reason       `json:"reason"`
	Problem         string        `json:"problem,omitempty"` // the stored problem's id
	Language        string        `json:"language"`
	LanguageVersion string        `json:"language_version"`
	Image           string        `json:"image"` // digest of the run image
	Passed          int           `json:"passed"`
	Total           int           `json:"total"`
	Score           *float64      `json:"score"`
	Scan            Scan          `json:"scan"`
	Compile         CompileReport `json:"compile"`
	Tests           []TestReport  `json:"tests"`
	Limits          Limits        `json:"limits"` // as applied
	Max             Figures       `json:"max"`
	Timings         Timings       `json:"timings"`
	Error           *string       `json:"error"` // for judge_error: what went wrong and what to do
	CreatedAt       time.Time     `json:"created_at"`
	StartedAt       *time.Time    `json:"started_at"`
	FinishedAt      *time.Time    `json:"finished_at"`
	Worker          string        `json:"worker"`
	Note            string        `json:"note,omitempty"` // where figures are less exact than elsewhere: why
}

// Scan is what the static scan said.
type Scan struct {
	Action   string    `json:"action"` // allow, report or reject
	Findings []Finding `json:"findings"`
}

// Finding is one place that a scan rule matched.
type Finding struct {
	Rule   string `json:"rule"`
	Line   int    `json:"line"`   // from 1
	Column int    `json:"column"` // from 1, in characters
	Text   string `json:"text"`   // the matched source, cut
	Reason string `json:"reason"` // why the rule exists and what to use instead
}

// CompileReport is what the compiler said.
type CompileReport struct {
	OK              bool    `json:"ok"`
	Output          Text    `json:"output"`
	OutputTruncated bool    `json:"output_truncated"`
	CPUMillis       float64 `json:"cpu_ms"`
	WallMillis      float64 `json:"wall_ms"`
	Cached          bool    `json:"cached"`
}

// TestReport is what is said of one test.
type TestReport struct {
	Name            string  `json:"name"`
	Verdict         Verdict `json:"verdict"`
	Figures                 // of the run; with several runs, of the slowest
	ExitCode        *int    `json:"exit_code"`
	Signal          *string `json:"signal"`
	Reason          *Reason `json:"reason"`
	Stdout          Text    `json:"stdout"`
	Stderr          Text    `json:"stderr"`
	StdoutTruncated bool    `json:"stdout_truncated"`
	StderrTruncated bool    `json:"stderr_truncated"`
	Message         *string `json:"message"`
	Diff            *Diff   `json:"diff,omitempty"`

	Result          json.RawMessage `json:"result,omitzero"` // of a function or a design; a string with its beginning where it is cut
	ResultTruncated bool            `json:"result_truncated,omitzero"`
	Harness         *HarnessTimes   `json:"harness,omitzero"`

	Runs *Runs `json:"runs,omitempty"` // where more than one was asked for
}

// Figures are what a run used.
type Figures struct {
	CPUMillis   float64 `json:"cpu_ms"`
	WallMillis  float64 `json:"wall_ms"`
	MemoryBytes int64   `json:"memory_bytes"`
}

// Runs are the figures of a test that was run several times.
type Runs struct {
	Count  int     `json:"count"`
	Min    Figures `json:"min"`
	Median Figures `json:"median"`
	Max    Figures `json:"max"`
}

// Diff is the first difference between an output and the expected one.
type Diff struct {
	Line     int    `json:"line,omitzero"`   // from 1, in the output
	Column   int    `json:"column,omitzero"` // from 1, in bytes
	Expected Text   `json:"expected"`
	Got      Text   `json:"got"`
	Path     string `json:"path,omitempty"` // for a function or a design, in the place of line and column: "result[3].left.val"
}

// Timings are the phases of one submission, in milliseconds.
type Timings struct {
	QueuedMillis  float64 `json:"queued_ms"`
	SandboxMillis float64 `json:"sandbox_ms"`
	CompileMillis float64 `json:"compile_ms"`
	RunMillis     float64 `json:"run_ms"`
	CheckMillis   float64 `json:"check_ms"`
	TotalMillis   float64 `json:"total_ms"`
}
