package api

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gorilla/mux"

	"gavel/judge"
)

// result answers GET /result/{job_id}.
func (s *Server) result(w http.ResponseWriter, r *http.Request) error {
	wait, err := s.waitParameter(r)
	if err != nil {
		return err
	}
	id := mux.Vars(r)["job_id"]
	report, err := s.await(w, r, id, wait)
	if errors.Is(err, errNoWait) {
		report, err = s.deps.Jobs.Result(r.Context(), id)
	}
	if err != nil {
		return jobError(id, err)
	}
	return s.write(w, http.StatusOK, report)
}

// forget answers DELETE /result/{job_id}.
func (s *Server) forget(w http.ResponseWriter, r *http.Request) error {
	if err := noParameters(r); err != nil {
		return err
	}
	id := mux.Vars(r)["job_id"]
	if err := s.deps.Jobs.Delete(r.Context(), id); err != nil {
		return jobError(id, err)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func jobError(id string, err error) error {
	if errors.Is(err, judge.ErrNotFound) {
		return &statusError{http.StatusNotFound, "there is no job " + id + ", or not any more"}
	}
	return err
}

// waitParameter returns how long the client wants to wait, nil where it does not.
func (s *Server) waitParameter(r *http.Request) (*time.Duration, error) {
	values, err := parameters(r, "wait")
	if err != nil || !values.Has("wait") {
		return nil, err
	}
	text := values.Get("wait")
	seconds, err := strconv.ParseFloat(text, 64)
	plain := strings.Trim(text, "0123456789.") == "" // no sign, exponent, infinity
	if err != nil || !plain || seconds > s.config.MaxWait.Seconds() {
		return nil, judge.Invalid("", "the query parameter wait is %.40q; want seconds from 0 to %v", text, s.config.MaxWait.Seconds())
	}
	wait := time.Duration(seconds * float64(time.Second))
	return &wait, nil
}

func noParameters(r *http.Request) error {
	_, err := parameters(r)
	return err
}

// parameters returns the query; each name known, and there once.
func parameters(r *http.Request, known ...string) (url.Values, error) {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, judge.Invalid("", "the query of the address is malformed")
	}
	for _, name := range known {
		if len(values[name]) > 1 {
			return nil, judge.Invalid("", "the query parameter %s is there %d times", name, len(values[name]))
		}
	}
	for name := range values {
		if !slices.Contains(known, name) {
			return nil, judge.Invalid("", "unknown query parameter %.40q", name)
		}
	}
	return values, nil
}
