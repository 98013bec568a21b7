package api

import (
	"context"
	"errors"
	"net/http"

	"gavel/judge"
)

// problem is an error answer after RFC 9457.
type problem struct {
	Type   string  `json:"type"`
	Title  string  `json:"title"`
	Status int     `json:"status"`
	Detail string  `json:"detail"`
	Field  string  `json:"field,omitempty"`  // JSON pointer into the request, where one field is at fault
	Checks []Check `json:"checks,omitempty"` // of GET /readyz: those that failed
}

// statusError is a fault that only HTTP has a word for.
type statusError struct {
	status int
	detail string
}

func (e *statusError) Error() string { return e.detail }

// statusOf is the one place where an error class becomes a status.
func statusOf(err error) int {
	if known, ok := errors.AsType[*statusError](err); ok {
		return known.status
	}
	for _, class := range []struct {
		err    error
		status int
	}{
		{judge.ErrInvalid, http.StatusBadRequest},
		{judge.ErrNotFound, http.StatusNotFound},
		{judge.ErrConflict, http.StatusConflict},
		{judge.ErrTooLarge, http.StatusRequestEntityTooLarge},
		{judge.ErrLimit, http.StatusUnprocessableEntity},
		{judge.ErrBusy, http.StatusTooManyRequests},
		{judge.ErrUnavailable, http.StatusServiceUnavailable},
		{context.Canceled, http.StatusServiceUnavailable},
		{context.DeadlineExceeded, http.StatusServiceUnavailable},
	} {
		if errors.Is(err, class.err) {
			return class.status
		}
	}
	return http.StatusInternalServerError
}

// problemOf tells a client what is wrong. Of an error of ours it tells only
// that it is ours; the log has the rest.
func problemOf(err error) problem {
	status := statusOf(err)
	p := problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: err.Error()}
	if field, ok := errors.AsType[*judge.FieldError](err); ok {
		p.Field, p.Detail = field.Field, field.Detail
	}
	switch status {
	case http.StatusInternalServerError:
		p.Detail = "an error of this server, not of the request; its log says more"
	case http.StatusServiceUnavailable:
		p.Detail = "this server cannot serve the request for now; send it again"
	}
	return p
}

// retryAfter is what Retry-After says with a status, in seconds; "" for none.
func retryAfter(status int) string {
	switch status {
	case http.StatusTooManyRequests:
		return "1"
	case http.StatusServiceUnavailable:
		return "5"
	}
	return ""
}
