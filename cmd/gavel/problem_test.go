package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const metaData = `{"name":"twoSum","params":[{"name":"nums","type":"integer[]"},{"name":"target","type":"integer"}],"return":{"type":"integer[]"},"manual":false}`

func gavel(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, err bytes.Buffer
	status = execute(t.Context(), args, &out, &err)
	return status, out.String(), err.String()
}

func TestStarterOfAFile(t *testing.T) {
	const want = "class Solution:\n    def twoSum(self, nums: List[int], target: int) -> List[int]:\n        \n"
	for name, text := range map[string]string{
		"metadata":   metaData,
		"problem":    `{"title":"Two Sum","function":` + metaData + `,"tests":[{"args":[[1],1],"expected":[]}]}`,
		"submission": `{"language":"cpp","code":"","function":` + metaData + `}`,
	} {
		path := filepath.Join(t.TempDir(), "two-sum.json")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if status, out, err := gavel(t, "problem", "starter", path, "python"); status != 0 || out != want {
			t.Errorf("%s: status %d, %q, %s", name, status, out, err)
		}
	}
}

func TestStarterRefuses(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, c := range []struct {
		path, language string
		status         int
		message        string
	}{
		{write("a", metaData), "cobol", statusUsage, `"cobol": not found; ` + "`gavel languages` lists"},
		{write("b", `{"tests":[]}`), "python", statusUsage, "no function and no design"},
		{write("c", `not JSON`), "python", statusUsage, "invalid character"},
		{write("d", `{"name":"f","params":[{"name":"a","type":"int"}],"return":{"type":"void"}}`), "python", statusUsage, `"int" is no type`},
		{write("e", `{"name":"f g","params":[],"return":{"type":"void"}}`), "python", statusUsage, "is no name"},
		{filepath.Join(dir, "missing.json"), "python", statusUsage, "no such file"},
	} {
		status, out, err := gavel(t, "problem", "starter", c.path, c.language)
		if status != c.status || out != "" || !strings.Contains(err, c.message) {
			t.Errorf("%s: status %d, %q, %s; want %d, %s", filepath.Base(c.path), status, out, err, c.status, c.message)
		}
	}
}

func TestStarterOfAStoredProblem(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/problems/two-sum/starter/java" {
			w.Write([]byte("class Solution {}\n"))
			return
		}
		w.WriteHeader(http.StatusNotFound)
		w.Write([]byte(`{"detail":"there is no problem three-sum"}`))
	}))
	listen := strings.TrimPrefix(server.URL, "http://")
	if status, out, err := gavel(t, "problem", "starter", "two-sum", "java", "--listen", listen); status != 0 || out != "class Solution {}\n" {
		t.Errorf("status %d, %q, %s", status, out, err)
	}
	if status, _, err := gavel(t, "problem", "starter", "three-sum", "java", "--listen", listen); status != statusFailure || !strings.Contains(err, "there is no problem three-sum") {
		t.Errorf("status %d, %s", status, err)
	}
	server.Close()
	if status, _, err := gavel(t, "problem", "starter", "two-sum", "java", "--listen", listen); status != statusFailure || !strings.Contains(err, "no server") {
		t.Errorf("status %d, %s", status, err)
	}
}
