package api

import (
	"net/http"
	"strings"
	"testing"
)

const adminToken = "correct horse battery"

// secretProblem has a sample, a secret test and a checker whose source nobody is
// to see.
const secretProblem = `{"tests":[{"stdin":"1","sample":true},{"stdin":"in-secret","expected":"out-secret"}],
	"checker":{"kind":"custom","language":"python","code":"# code-secret","args":["arg-secret"]}}`

func TestSecretsAreShownToAdministratorsOnly(t *testing.T) {
	for _, c := range []struct {
		name, token, header string
		status              int
		secrets             bool
	}{
		{"nobody in particular", adminToken, "", 200, false},
		{"an administrator", adminToken, "Bearer " + adminToken, 200, true},
		{"the scheme in small letters", adminToken, "bearer " + adminToken, 200, true},
		{"a wrong token", adminToken, "Bearer correct horse batterx", 401, false},
		{"the beginning of the token", adminToken, "Bearer correct", 401, false},
		{"no token at all", adminToken, "Bearer ", 401, false},
		{"a proxy's own word", adminToken, "Basic eDp5", 200, false},
		{"where nobody is one", "", "Bearer ", 200, false},
		{"nor by any token", "", "Bearer " + adminToken, 200, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(t, Config{AdminToken: c.token})
			if w := b.do("PUT", "/problems/p", secretProblem, "Authorization", "Bearer "+adminToken); w.Code != http.StatusCreated || strings.Contains(w.Body.String(), "-secret") {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
			w := b.do("GET", "/problems/p", "", "Authorization", c.header)
			if w.Code != c.status || (w.Code == 401) != (w.Header().Get("WWW-Authenticate") != "") {
				t.Errorf("status %d, headers %v", w.Code, w.Header())
			}
			for _, secret := range []string{"in-secret", "out-secret", "code-secret", "arg-secret"} {
				if got := strings.Contains(w.Body.String(), secret); got != c.secrets {
					t.Errorf("%s is shown: %v\n%s", secret, got, w.Body)
				}
			}
			if strings.Contains(b.log.String(), "horse") || strings.Contains(b.log.String(), "-secret") {
				t.Errorf("the log has a secret: %s", b.log)
			}
		})
	}
}

func TestProblemsAreChangedByAdministratorsOnly(t *testing.T) {
	b := newBench(t, Config{AdminToken: adminToken})
	for _, c := range []struct {
		method, header string
		status         int
	}{
		{"PUT", "", 401},
		{"PUT", "Bearer wrong", 401},
		{"PUT", "Bearer " + adminToken, 201},
		{"DELETE", "", 401},
		{"DELETE", "Basic eDp5", 401},
		{"GET", "", 200},
		{"DELETE", "Bearer " + adminToken, 204},
	} {
		w := b.do(c.method, "/problems/p", secretProblem, "Authorization", c.header)
		if w.Code != c.status || (w.Code == 401) != (w.Header().Get("WWW-Authenticate") != "") {
			t.Errorf("%s with %q: status %d, headers %v", c.method, c.header, w.Code, w.Header())
		}
	}
}

func TestCustomCheckers(t *testing.T) {
	const custom = `{"kind":"custom","language":"python","code":"print()","protocol":"icpc","args":["-x"]}`
	for _, c := range []struct{ members, kind string }{
		{`"tests":[{"stdin":"1"}],"checker":` + custom, "checker"},
		{`"tests":[{"args":[[1],2],"expected":[0]}],` + twoSum + `,"compare":` + custom, "compare"},
	} {
		b := newBench(t, Config{})
		if w := b.do("POST", "/submit", with(c.members)); w.Code != 202 {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		sub := b.jobs.only(t).Submission
		got := sub.Checker.Custom
		if c.kind == "compare" {
			got = sub.Compare.Custom
		}
		if got == nil || got.Language != "python" || string(got.Code) != "print()" || got.Protocol != "icpc" || len(got.Args) != 1 {
			t.Errorf("%s: %+v", c.kind, got)
		}
		w := b.do("PUT", "/problems/p", `{`+strings.Replace(c.members, "print()", "does not compile", 1)+`}`)
		checkProblem(t, w.Result(), 400, "/"+c.kind+"/code", "line 1")
	}
}
