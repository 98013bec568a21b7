package api

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"gavel/judge"
)

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
