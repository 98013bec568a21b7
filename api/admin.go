package api

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"strings"

	"gavel/judge"
)

// showWhole is a problem as administrators see it: with all tests, and with the
// code of a custom checker.
func showWhole(p judge.Problem) shownProblem {
	shown := showProblem(p)
	if shown.Checker != nil {
		shown.Checker.Custom = p.Checker.Custom
	}
	if shown.Compare != nil {
		shown.Compare.Custom = p.Compare.Custom
	}
	shown.Tests = p.Tests
	return shown
}

// adminsOnly refuses whoever is no administrator, where the server has any.
func (s *Server) adminsOnly(run endpoint) endpoint {
	return func(w http.ResponseWriter, r *http.Request) error {
		admin, err := s.isAdmin(w, r)
		if err == nil && !admin && s.config.AdminToken != "" {
			err = unauthorized(w, `here administrators change problems: send "Authorization: Bearer" and their token`)
		}
		if err != nil {
			return err
		}
		return run(w, r)
	}
}

// isAdmin tells whether a request shows the administrators' token. A wrong token
// is an error, so that nobody takes what everybody sees for all there is.
func (s *Server) isAdmin(w http.ResponseWriter, r *http.Request) (bool, error) {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if s.config.AdminToken == "" || !strings.EqualFold(scheme, "Bearer") {
		return false, nil
	}
	want, got := sha256.Sum256([]byte(s.config.AdminToken)), sha256.Sum256([]byte(strings.TrimSpace(token)))
	if subtle.ConstantTimeCompare(want[:], got[:]) != 1 {
		return false, unauthorized(w, "this is not the administrators' token")
	}
	return true, nil
}

func unauthorized(w http.ResponseWriter, detail string) error {
	w.Header().Set("WWW-Authenticate", "Bearer")
	return &statusError{http.StatusUnauthorized, detail}
}
