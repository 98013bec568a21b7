package api

import (
	"errors"
	"net/http"

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
