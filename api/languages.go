package api

import "net/http"

// languages answers GET /languages.
func (s *Server) languages(w http.ResponseWriter, r *http.Request) error {
	if err := noParameters(r); err != nil {
		return err
	}
	return s.write(w, http.StatusOK, s.deps.Languages.Languages())
}
