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

// isAdmin tells whether a request shows the administrators' token. A wrong token
// is an error, so that nobody takes what everybody sees for all there is.
func (s *Server) isAdmin(r *http.Request) (bool, error) {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if s.config.AdminToken == "" || !strings.EqualFold(scheme, "Bearer") {
		return false, nil
	}
	want, got := sha256.Sum256([]byte(s.config.AdminToken)), sha256.Sum256([]byte(strings.TrimSpace(token)))
	if subtle.ConstantTimeCompare(want[:], got[:]) != 1 {
		return false, &statusError{http.StatusUnauthorized, "this is not the administrators' token"}
	}
	return true, nil
}
