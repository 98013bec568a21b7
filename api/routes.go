package api

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/gorilla/mux"
)

// endpoint answers one request; an error it returns becomes the answer.
type endpoint func(w http.ResponseWriter, r *http.Request) error

// methods are the endpoints of one path. GET answers HEAD too.
type methods map[string]endpoint

// jobPath has the one form of a job's id: 128 bits as 26 characters of Crockford's
// base32, so the first is at most 7.
const jobPath = "/result/{job_id:[0-7][0-9A-HJKMNP-TV-Z]{25}}"

func (s *Server) routes() http.Handler {
	router := mux.NewRouter().SkipClean(true)
	for path, m := range map[string]methods{
		"/languages":    {http.MethodGet: s.languages},
		"/submit":       {http.MethodPost: s.submit},
		"/submit/batch": {http.MethodPost: s.batch},
		jobPath:         {http.MethodGet: s.result, http.MethodDelete: s.forget},
		"/problems":     {http.MethodGet: s.listProblems},
		problemPath: {
			http.MethodGet:    s.getProblem,
			http.MethodPut:    s.adminsOnly(s.putProblem),
			http.MethodDelete: s.adminsOnly(s.deleteProblem),
		},
		problemPath + "/starter/{language:[a-z0-9][a-z0-9_+-]{0,63}}": {http.MethodGet: s.starter},
		"/healthz": {http.MethodGet: s.healthz},
		"/readyz":  {http.MethodGet: s.readyz},
	} {
		router.Handle(path, s.dispatch(m))
	}
	router.NotFoundHandler = s.answer(func(_ http.ResponseWriter, r *http.Request) error {
		return &statusError{http.StatusNotFound, fmt.Sprintf("there is nothing at %.100q; a job's id has 26 characters, a problem's 1 to 64 of a-z, 0-9 and -", r.URL.Path)}
	})
	return router
}

// dispatch answers by method: OPTIONS and methods that the path does not have included.
func (s *Server) dispatch(m methods) http.Handler {
	allow := m.allow()
	return s.answer(func(w http.ResponseWriter, r *http.Request) error {
		method := r.Method
		if method == http.MethodHead {
			method = http.MethodGet
		}
		if run, ok := m[method]; ok {
			return run(w, r)
		}
		w.Header().Set("Allow", allow)
		if method == http.MethodOptions {
			w.WriteHeader(http.StatusNoContent)
			return nil
		}
		return &statusError{http.StatusMethodNotAllowed, fmt.Sprintf("%.20q is not possible here; possible are %s", r.Method, allow)}
	})
}

func (m methods) allow() string {
	names := []string{http.MethodOptions}
	for name := range m {
		names = append(names, name)
		if name == http.MethodGet {
			names = append(names, http.MethodHead)
		}
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}
