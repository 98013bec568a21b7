package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// answer turns an endpoint's error into a problem.
func (s *Server) answer(run endpoint) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := run(w, r); err != nil {
			s.refuse(w, r, err)
		}
	})
}

// refuse answers with a problem. What is our own fault is logged, here only.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, err error) {
	p := problemOf(err)
	if p.Status >= 500 && !errors.Is(err, context.Canceled) {
		s.deps.Log.ErrorContext(r.Context(), "request failed", "method", r.Method, "path", r.URL.Path, "status", p.Status, "err", err)
	}
	more := p.Status != http.StatusRequestTimeout && prepareDrain(w, r)
	s.writeProblem(w, p)
	if more {
		drain(w, r)
	}
}

func (s *Server) writeProblem(w http.ResponseWriter, p problem) {
	if after := retryAfter(p.Status); after != "" {
		w.Header().Set("Retry-After", after)
	}
	body, err := encode(p)
	if err != nil {
		panic(fmt.Sprintf("a problem has no JSON form: %+v: %v", p, err))
	}
	s.send(w, p.Status, "application/problem+json", body)
}

// write answers with a value in JSON.
func (s *Server) write(w http.ResponseWriter, status int, value any) error {
	body, err := encode(value)
	if err != nil {
		return fmt.Errorf("encode answer: %w", err)
	}
	s.send(w, status, "application/json", body)
	return nil
}

// encode writes JSON: an empty list for a nil slice, U+FFFD for what is not
// UTF-8 in a plain string.
func encode(value any) ([]byte, error) {
	body, err := json.Marshal(value, jsontext.AllowInvalidUTF8(true))
	return append(body, '\n'), err
}

func (s *Server) send(w http.ResponseWriter, status int, media string, body []byte) {
	// A writer without deadlines has no connection that could block.
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(s.config.WriteTimeout))
	w.Header().Set("Content-Type", media)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // a client that left needs no answer
}

// guard sets what every answer carries, and turns a panic into a 500.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cache-Control", "no-store")
		tracked := &trackedWriter{ResponseWriter: w}
		defer func() {
			if cause := recover(); cause != nil {
				s.recovered(tracked, r, cause)
			}
		}()
		next.ServeHTTP(tracked, r)
	})
}

func (s *Server) recovered(w *trackedWriter, r *http.Request, cause any) {
	if cause == http.ErrAbortHandler {
		panic(cause)
	}
	s.deps.Log.ErrorContext(r.Context(), "panic", "method", r.Method, "path", r.URL.Path, "cause", cause, "stack", string(debug.Stack()))
	if w.started {
		panic(http.ErrAbortHandler) // half an answer must not look whole
	}
	more := prepareDrain(w, r)
	s.writeProblem(w, problemOf(fmt.Errorf("panic: %v", cause)))
	if more {
		drain(w, r)
	}
}

// trackedWriter knows whether the answer has begun.
type trackedWriter struct {
	http.ResponseWriter
	started bool
}

func (w *trackedWriter) WriteHeader(status int) {
	w.started = true
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *trackedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
