package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"gavel/judge"
)

// accepted is what a client needs to find its job again.
type accepted struct {
	JobID  string       `json:"job_id"`
	Status judge.Status `json:"status"`
	URL    string       `json:"url"`
}

func acceptedAs(id string, status judge.Status) accepted {
	return accepted{JobID: id, Status: status, URL: resultURL(id)}
}

func resultURL(id string) string { return "/result/" + id }

// submit answers POST /submit.
func (s *Server) submit(w http.ResponseWriter, r *http.Request) error {
	wait, err := s.waitParameter(r)
	if err != nil {
		return err
	}
	job, err := s.take(w, r)
	if err != nil {
		return err
	}
	// From here on there is a job: whatever happens, its id is the answer.
	w.Header().Set("Location", job.URL)
	report, err := s.await(w, r, job.JobID, wait)
	switch {
	case err != nil && !errors.Is(err, errNoWait) && !errors.Is(err, judge.ErrBusy):
		s.deps.Log.ErrorContext(r.Context(), "wait for result", "job", job.JobID, "err", err)
	case err == nil && report.Status == judge.StatusDone:
		return s.write(w, http.StatusOK, report)
	case err == nil:
		job.Status = report.Status
	}
	return s.write(w, http.StatusAccepted, job)
}

// take reads one submission and stores it. When it returns, nothing of the body
// is held any more.
func (s *Server) take(w http.ResponseWriter, r *http.Request) (accepted, error) {
	key, err := idempotencyKey(r.Header)
	if err != nil {
		return accepted{}, err
	}
	in, err := s.openBody(w, r)
	if err != nil {
		return accepted{}, err
	}
	defer in.Close()
	d := newDecoder(in, s.config)
	sub, err := d.submission()
	if err == nil {
		err = d.eof()
	}
	if err != nil {
		return accepted{}, err
	}
	request := judge.Request{Submission: sub, IdempotencyKey: key}
	if key != "" {
		request.BodyDigest = in.sum()
	}
	return s.store(r.Context(), request)
}

// store admits, scans and stores what was read.
func (s *Server) store(ctx context.Context, request judge.Request) (accepted, error) {
	if request.Submission.Problem != "" {
		if err := s.applyProblem(ctx, &request.Submission); err != nil {
			return accepted{}, err
		}
	}
	if err := s.checkRuns(request.Submission); err != nil {
		return accepted{}, err
	}
	sub, err := s.deps.Languages.Admit(request.Submission)
	if err != nil {
		return accepted{}, err
	}
	request.Submission = sub
	if request.Scan, err = s.scan(ctx, sub); err != nil {
		return accepted{}, err
	}
	status := judge.StatusQueued
	if request.Scan.Action == "reject" {
		request.Report, status = s.rejected(request), judge.StatusDone
	}
	id, existed, err := s.deps.Jobs.Submit(ctx, request)
	if err != nil {
		return accepted{}, fmt.Errorf("store submission: %w", err)
	}
	level := slog.LevelDebug // the worker tells of it at its end
	if status == judge.StatusDone {
		level = slog.LevelInfo
	}
	s.deps.Log.Log(ctx, level, "submission", "job", id, "language", sub.Language, "code_bytes", len(sub.Code),
		"tests", len(sub.Tests), "scan", request.Scan.Action, "existed", existed)
	if existed {
		status = s.statusNow(ctx, id, status)
	}
	return acceptedAs(id, status), nil
}

// checkRuns bounds the runs of all tests together: a worker has nothing for others
// until the last of them has ended.
func (s *Server) checkRuns(sub judge.Submission) error {
	tests, most := len(sub.Cases()), max(s.config.MaxTests, s.config.MaxRuns)
	if sub.Runs > 1 && tests*sub.Runs > most {
		return overLimit("/runs", "%d runs of %d tests, more than the %d in all that this server allows", sub.Runs, tests, most)
	}
	return nil
}

// scan lets as many scans run as there are processors: a source is small, but
// reading it is not free, and nobody's scan may take the others' time.
func (s *Server) scan(ctx context.Context, sub judge.Submission) (judge.Scan, error) {
	if err := s.scanning.Acquire(ctx, 1); err != nil {
		return judge.Scan{}, fmt.Errorf("scan: %w", err)
	}
	defer s.scanning.Release(1)
	return s.deps.Scanner.Scan(sub.Language, sub.Code), nil
}

// rejected is the report of a submission that the scan refused.
func (s *Server) rejected(request judge.Request) *judge.Report {
	now := time.Now().UTC()
	job := judge.Job{Submission: request.Submission, Scan: request.Scan, CreatedAt: now}
	report := judge.RejectedReport(job, now)
	for _, language := range s.deps.Languages.Languages() {
		if language.ID == report.Language {
			report.LanguageVersion, report.Image = language.Version, language.Images.Run
		}
	}
	return &report
}

// statusNow is how far a job of an earlier request has come.
func (s *Server) statusNow(ctx context.Context, id string, otherwise judge.Status) judge.Status {
	report, err := s.deps.Jobs.Result(ctx, id)
	if err != nil {
		return otherwise
	}
	return report.Status
}

// idempotencyKey returns the request's key, "" where there is none.
func idempotencyKey(h http.Header) (string, error) {
	keys := h.Values("Idempotency-Key")
	if len(keys) == 0 {
		return "", nil
	}
	valid := len(keys) == 1 && len(keys[0]) >= 1 && len(keys[0]) <= maxWord
	for i := 0; valid && i < len(keys[0]); i++ {
		valid = keys[0][i] > ' ' && keys[0][i] < 0x7f
	}
	if !valid {
		return "", judge.Invalid("", "the header Idempotency-Key must come once, with 1 to %d printable ASCII characters without spaces", maxWord)
	}
	return keys[0], nil
}
