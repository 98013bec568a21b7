package api

import (
	"context"
	"net/http"
	"strings"
	"time"
)

// readyTimeout bounds the checks behind GET /readyz.
const readyTimeout = 20 * time.Second

// alive is the answer of GET /healthz.
type alive struct {
	Status string `json:"status"`
}

// ready is the answer of GET /readyz where every check passed.
type ready struct {
	Status string  `json:"status"`
	Checks []Check `json:"checks"`
}

// healthz answers GET /healthz: this process serves.
func (s *Server) healthz(w http.ResponseWriter, _ *http.Request) error {
	return s.write(w, http.StatusOK, alive{"ok"})
}

// readyz answers GET /readyz: this host can judge, or what keeps it from that.
func (s *Server) readyz(w http.ResponseWriter, r *http.Request) error {
	ctx, cancel := context.WithTimeout(r.Context(), readyTimeout)
	defer cancel()
	checks := s.deps.Health.Ready(ctx)
	select {
	case <-s.stopping:
		checks = append(checks, Check{Name: "serving", Detail: "this server is shutting down"})
	default:
	}
	var failed []Check
	var names []string
	for _, check := range checks {
		if !check.OK {
			failed, names = append(failed, check), append(names, check.Name)
		}
	}
	if len(failed) == 0 {
		return s.write(w, http.StatusOK, ready{"ready", checks})
	}
	const status = http.StatusServiceUnavailable
	s.writeProblem(w, problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status,
		Detail: "not able to judge; failed: " + strings.Join(names, ", "), Checks: failed,
	})
	return nil
}
