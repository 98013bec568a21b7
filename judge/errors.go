package judge

import (
	"errors"
	"fmt"
)

// The classes of our own errors. A verdict is never one of them: a verdict is a
// value about the program, an error is about us or about a request.
var (
	ErrInvalid     = errors.New("invalid")           // the request is wrong: 400
	ErrNotFound    = errors.New("not found")         // no such object: 404
	ErrConflict    = errors.New("conflict")          // it clashes with what is stored: 409
	ErrTooLarge    = errors.New("too large")         // larger than may be sent: 413
	ErrLimit       = errors.New("over a host limit") // well formed, above what this host allows: 422
	ErrBusy        = errors.New("busy")              // full for now: 429
	ErrUnavailable = errors.New("unavailable")       // cannot serve for now: 503
)

// ErrShutdown is why a worker that is told to stop gives its job back.
var ErrShutdown = errors.New("the worker shuts down")

// FieldError is a request's fault at one place of it.
type FieldError struct {
	Field  string // JSON pointer into the request, as in RFC 6901: "/tests/0/stdin"
	Detail string // what is wrong and what to send instead
	Class  error  // ErrInvalid, ErrTooLarge or ErrLimit
}

// Invalid returns a FieldError of class ErrInvalid.
func Invalid(field, format string, args ...any) *FieldError {
	return &FieldError{Field: field, Detail: fmt.Sprintf(format, args...), Class: ErrInvalid}
}

func (e *FieldError) Error() string {
	if e.Field == "" {
		return e.Detail
	}
	return e.Field + ": " + e.Detail
}

func (e *FieldError) Unwrap() error { return e.Class }

// StepError is a failure of ours on the line: the step that failed and its
// cause. It ends as verdict judge_error with reason "internal:<step>".
type StepError struct {
	Step   string // queue, scan, render, claim, build, run, check, checker, lease
	Remedy string // what an operator can do about it; may be empty
	Err    error
}

func (e *StepError) Error() string {
	if e.Remedy == "" {
		return e.Step + ": " + e.Err.Error()
	}
	return e.Step + ": " + e.Err.Error() + " (" + e.Remedy + ")"
}

func (e *StepError) Unwrap() error { return e.Err }
