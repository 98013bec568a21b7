package api

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"mime"
	"net/http"
	"os"
	"strings"
	"time"

	"gavel/judge"
)

const (
	// freeBytes of each body are not counted against the budget.
	freeBytes = 64 << 10
	// budgetStep is how much of the budget is taken at a time.
	budgetStep = 64 << 10

	// What is read on, and for how long, after a refusal.
	drainBytes = 1 << 30
	drainTime  = 3 * time.Second
)

// budget bounds what is held; the server's is a semaphore.Weighted.
type budget interface {
	TryAcquire(bytes int64) bool
	Release(bytes int64)
}

// body is a request body on its way into the decoder: bounded, and counted
// against what all bodies together may hold until it is closed.
type body struct {
	in     io.Reader
	budget budget
	digest hash.Hash
	read   int64
	taken  int64
	err    error // why reading ended, other than io.EOF
}

// openBody checks what the header says of the body. The caller closes it when
// nothing of the body is held any more.
func (s *Server) openBody(w http.ResponseWriter, r *http.Request) (*body, error) {
	if err := checkContentType(r.Header); err != nil {
		return nil, err
	}
	if r.ContentLength > s.config.MaxBody {
		return nil, bodyTooLarge(s.config.MaxBody)
	}
	return &body{in: http.MaxBytesReader(w, r.Body, s.config.MaxBody), budget: s.decoding, digest: sha256.New()}, nil
}

func checkContentType(h http.Header) error {
	if encoding := h.Get("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
		return &statusError{http.StatusUnsupportedMediaType, "send the body without Content-Encoding"}
	}
	media, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	charset := params["charset"]
	if err != nil || media != "application/json" || charset != "" && !strings.EqualFold(charset, "utf-8") {
		return &statusError{http.StatusUnsupportedMediaType, "send JSON in UTF-8, with the header Content-Type: application/json"}
	}
	return nil
}

func (b *body) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	n, err := b.in.Read(p)
	b.read += int64(n)
	b.digest.Write(p[:n])
	if err != nil && !errors.Is(err, io.EOF) {
		b.err = readError(err)
		return n, b.err
	}
	if b.err = b.count(); b.err != nil {
		return n, b.err
	}
	return n, err
}

// count takes what was read from the budget.
func (b *body) count() error {
	for b.taken < b.read-freeBytes {
		if !b.budget.TryAcquire(budgetStep) {
			return fmt.Errorf("%w with other large requests; send this one again", judge.ErrBusy)
		}
		b.taken += budgetStep
	}
	return nil
}

// Close gives back what the body took from the budget.
func (b *body) Close() { b.budget.Release(b.taken); b.taken = 0 }

// sum is the SHA-256 of what was read.
func (b *body) sum() (sum [sha256.Size]byte) {
	b.digest.Sum(sum[:0])
	return sum
}

func readError(err error) error {
	if large, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return bodyTooLarge(large.Limit)
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return &statusError{http.StatusRequestTimeout, "the body did not arrive in time"}
	}
	return judge.Invalid("", "the body ends too early")
}

func bodyTooLarge(limit int64) error {
	return tooLarge("", "the body is larger than the %d bytes that this server takes", limit)
}

func tooLarge(field, format string, args ...any) error {
	return &judge.FieldError{Field: field, Detail: fmt.Sprintf(format, args...), Class: judge.ErrTooLarge}
}

// drain reads on after a refusal was sent, within bounds, and keeps nothing: a
// client that writes everything before it reads must not be cut off.
func drain(w http.ResponseWriter, r *http.Request) {
	control := http.NewResponseController(w)
	if control.Flush() != nil || control.SetReadDeadline(time.Now().Add(drainTime)) != nil {
		return
	}
	_, _ = io.Copy(io.Discard, io.LimitReader(r.Body, drainBytes))
}

// prepareDrain makes it possible to read on after the answer, and tells whether
// there may be more to read than the standard library would by itself.
func prepareDrain(w http.ResponseWriter, r *http.Request) bool {
	small := r.ContentLength >= 0 && r.ContentLength <= 256<<10
	if small || http.NewResponseController(w).EnableFullDuplex() != nil {
		return false
	}
	w.Header().Set("Connection", "close")
	return true
}
