package api

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"gavel/judge"
)

const someID = "01JD0000000000000000000000"

func TestRoutes(t *testing.T) {
	for _, c := range []struct {
		method, target string
		status         int
		allow          string
	}{
		{"GET", "/", 404, ""},
		{"GET", "/nothing", 404, ""},
		{"GET", "/languages/", 404, ""},
		{"GET", "//languages", 404, ""},
		{"GET", "/x/../languages", 404, ""},
		{"GET", "/result", 404, ""},
		{"GET", "/result/", 404, ""},
		{"GET", "/result/" + someID, 404, ""},
		{"GET", "/result/" + strings.ToLower(someID), 404, ""},
		{"GET", "/result/" + someID[1:], 404, ""},
		{"GET", "/result/" + someID + "0", 404, ""},
		{"GET", "/result/" + someID[1:] + "U", 404, ""},
		{"GET", "/result/8" + someID[1:], 404, ""},
		{"GET", "/result/" + someID + "%0A", 404, ""},
		{"GET", "/result/..%2F..%2Fetc%2Fpasswd", 404, ""},
		{"GET", "/result/" + someID + "/events", 404, ""},
		{"DELETE", "/result/" + someID, 404, ""},
		{"GET", "/submit", 405, "OPTIONS, POST"},
		{"PUT", "/submit", 405, "OPTIONS, POST"},
		{"HEAD", "/submit", 405, "OPTIONS, POST"},
		{"BREW", "/submit", 405, "OPTIONS, POST"},
		{"DELETE", "/submit/batch", 405, "OPTIONS, POST"},
		{"POST", "/languages", 405, "GET, HEAD, OPTIONS"},
		{"POST", "/result/" + someID, 405, "DELETE, GET, HEAD, OPTIONS"},
		{"GET", "/languages?x=1", 400, ""},
		{"GET", "/languages?%zz", 400, ""},
		{"POST", "/submit?wiat=5", 400, ""},
		{"POST", "/submit/batch?wait=5", 400, ""},
		{"DELETE", "/result/" + someID + "?wait=1", 400, ""},
	} {
		t.Run(c.method+" "+c.target, func(t *testing.T) {
			w := newBench(t, Config{}).do(c.method, c.target, "")
			checkProblem(t, w.Result(), c.status, "", "")
			if got := w.Header().Get("Allow"); got != c.allow {
				t.Errorf("Allow %q, want %q", got, c.allow)
			}
		})
	}
}

func TestOptionsNamesTheMethods(t *testing.T) {
	w := newBench(t, Config{}).do("OPTIONS", "/result/"+someID, "")
	if w.Code != 204 || w.Header().Get("Allow") != "DELETE, GET, HEAD, OPTIONS" || w.Body.Len() != 0 {
		t.Errorf("status %d, headers %v, body %q", w.Code, w.Header(), w.Body)
	}
	if w.Header().Get("Access-Control-Allow-Origin") != "" {
		t.Error("OPTIONS lets other origins in")
	}
}

func TestContentType(t *testing.T) {
	for _, c := range []struct {
		contentType, encoding string
		status                int
	}{
		{"application/json", "", 202},
		{"Application/JSON; charset=UTF-8", "", 202},
		{"application/json", "identity", 202},
		{"", "", 415},
		{"text/plain", "", 415},
		{"application/x-www-form-urlencoded", "", 415},
		{"application/json; charset=latin1", "", 415},
		{"application/json;;;", "", 415},
		{"application/problem+json", "", 415},
		{"application/json", "gzip", 415},
	} {
		t.Run(c.contentType+" "+c.encoding, func(t *testing.T) {
			w := newBench(t, Config{}).do("POST", "/submit", `{"language":"python","code":""}`,
				"Content-Type", c.contentType, "Content-Encoding", c.encoding)
			if w.Code != c.status {
				t.Errorf("status %d, want %d: %s", w.Code, c.status, w.Body)
			}
			if c.status == 415 {
				checkProblem(t, w.Result(), 415, "", "")
			}
		})
	}
}

func TestWaitParameter(t *testing.T) {
	for _, c := range []struct {
		query string
		want  time.Duration // -1: refused
	}{
		{"wait=0", 0}, {"wait=60", time.Minute}, {"wait=0.25", 250 * time.Millisecond}, {"wait=007", 7 * time.Second},
		{"wait=", -1}, {"wait", -1}, {"wait=60.001", -1}, {"wait=61", -1}, {"wait=-1", -1}, {"wait=-0", -1}, {"wait=1e1", -1},
		{"wait=NaN", -1}, {"wait=inf", -1}, {"wait=0x10", -1}, {"wait=1_0", -1}, {"wait=%2B1", -1}, {"wait=5s", -1},
		{"wait=1&wait=2", -1}, {"wait=1;x", -1}, {"Wait=1", -1}, {"wait=" + strings.Repeat("9", 400), -1},
	} {
		t.Run(c.query, func(t *testing.T) {
			b := newBench(t, Config{})
			r, _ := http.NewRequest("GET", "/result/x?"+c.query, nil)
			got, err := b.waitParameter(r)
			switch {
			case c.want < 0 && !errors.Is(err, judge.ErrInvalid):
				t.Errorf("%v, want a refusal; got %v", err, got)
			case c.want >= 0 && (err != nil || got == nil || *got != c.want):
				t.Errorf("got %v, %v, want %v", got, err, c.want)
			}
		})
	}
}

func TestErrorClasses(t *testing.T) {
	for _, c := range []struct {
		err    error
		status int
		field  string
		detail string
	}{
		{judge.Invalid("/code", "it is bad"), 400, "/code", "it is bad"},
		{fmt.Errorf("admit: %w", judge.Invalid("/code", "it is bad")), 400, "/code", "it is bad"},
		{&judge.FieldError{Field: "/limits/cpu_ms", Detail: "too much", Class: judge.ErrLimit}, 422, "/limits/cpu_ms", "too much"},
		{fmt.Errorf("the key is taken: %w", judge.ErrConflict), 409, "", "the key is taken"},
		{fmt.Errorf("the queue is full: %w", judge.ErrBusy), 429, "", "the queue is full"},
		{fmt.Errorf("write /var/lib/gavel: %w", judge.ErrUnavailable), 503, "", "for now"},
		{errors.New("secret of the host"), 500, "", "an error of this server"},
	} {
		t.Run(fmt.Sprint(c.err), func(t *testing.T) {
			b := newBench(t, Config{})
			b.jobs.fail = c.err
			w := b.do("POST", "/submit", `{"language":"python","code":"x"}`)
			checkProblem(t, w.Result(), c.status, c.field, c.detail)
			if logged := strings.Contains(b.log.String(), "request failed"); logged != (c.status >= 500) {
				t.Errorf("logged: %v", b.log)
			}
			if c.status >= 500 && strings.Contains(w.Body.String(), "gavel") || strings.Contains(w.Body.String(), "secret") {
				t.Errorf("the answer tells what is the host's own: %s", w.Body)
			}
		})
	}
}

func TestPanicIsA500(t *testing.T) {
	b := newBench(t, Config{})
	w := b.do("POST", "/submit", `{"language":"python","code":"panic"}`)
	checkProblem(t, w.Result(), 500, "", "an error of this server")
	if !strings.Contains(b.log.String(), "the scanner panics") || !strings.Contains(b.log.String(), "fakes_test.go") {
		t.Errorf("the log has no cause or no stack: %s", b.log)
	}
	if w := b.do("POST", "/submit", `{"language":"python","code":"x"}`); w.Code != 202 {
		t.Errorf("the next submission gets %d", w.Code)
	}
}

func TestIdempotencyKey(t *testing.T) {
	b := newBench(t, Config{})
	const body, other = `{"language":"python","code":"x"}`, `{"language":"python","code":"y"}`
	first := b.do("POST", "/submit", body, "Idempotency-Key", "k1")
	again := b.do("POST", "/submit", body, "Idempotency-Key", "k1")
	if first.Code != 202 || again.Code != 202 || first.Body.String() != again.Body.String() {
		t.Errorf("%d %s, again %d %s", first.Code, first.Body, again.Code, again.Body)
	}
	checkProblem(t, b.do("POST", "/submit", other, "Idempotency-Key", "k1").Result(), 409, "", "key")
	if w := b.do("POST", "/submit", body, "Idempotency-Key", "k2"); w.Body.String() == first.Body.String() {
		t.Error("another key found the same job")
	}
	for _, key := range []string{"", "two words", "é", "a\x7f", strings.Repeat("k", 257)} {
		checkProblem(t, b.do("POST", "/submit", body, "Idempotency-Key", key).Result(), 400, "", "Idempotency-Key")
	}
}

func TestLogHasOneLineAndNoSource(t *testing.T) {
	b := newBench(t, Config{})
	b.do("POST", "/submit", `{"language":"python","code":"hidden_source","tests":[{"stdin":"hidden_input"}]}`, "Idempotency-Key", "hidden_key")
	log := b.log.String()
	if strings.Count(log, "\n") != 1 || strings.Contains(log, "hidden") || !strings.Contains(log, fmt.Sprintf("job=%026d language=python", 1)) {
		t.Errorf("log: %s", log)
	}
}

func TestReadiness(t *testing.T) {
	good, bad := Check{Name: "cgroup", OK: true, Detail: "v2"}, Check{Name: "canary", Detail: "no cell started; see gavel doctor"}
	b := newBench(t, Config{}, good)
	if w := b.do("GET", "/readyz", ""); w.Code != 200 {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	b.stop()
	if w := b.do("GET", "/readyz", ""); w.Code != 503 || !strings.Contains(w.Body.String(), "shutting down") {
		t.Errorf("while it ends: status %d: %s", w.Code, w.Body)
	}
	w := newBench(t, Config{}, good, bad).do("GET", "/readyz", "")
	if w.Code != 503 || w.Header().Get("Retry-After") == "" {
		t.Errorf("status %d, headers %v", w.Code, w.Header())
	}
	checkGolden(t, "readyz_failed.json", w.Body.Bytes())
}

func TestNewRefuses(t *testing.T) {
	full := Deps{newFakeJobs(), &fakeProblems{}, fakeLanguages{}, fakeCheckers{}, fakeScanner{}, fakeHealth{}, newBench(t, Config{}).deps.Log}
	for _, c := range []struct {
		config Config
		want   string
	}{
		{Config{MaxTests: -1}, "MaxTests is -1, must be at least 1"},
		{Config{MaxBody: 10, MaxCode: 11}, "MaxCode is 11, above MaxBody, which is 10"},
		{Config{MaxBody: 10, MaxTestBytes: 11}, "MaxTestBytes is 11, above MaxBody, which is 10"},
		{Config{MaxBody: 10, MaxDecoding: 9}, "MaxDecoding is 9, below MaxBody, which is 10"},
	} {
		if _, err := New(c.config, full); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
	if _, err := New(Config{MaxBody: 10}, full); err != nil {
		t.Errorf("a small body limit alone: %v", err)
	}
	if _, err := New(Config{}, Deps{}); err == nil {
		t.Error("a server without what it needs")
	}
}
