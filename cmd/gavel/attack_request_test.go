package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	texttemplate "text/template"
	"time"
)

// request is an attack of group J: bytes that are written to the server's port.
// Below the head of its file stands a template (text/template) of them. Lines end
// in CR LF on the way; a line "Content-Length: auto" counts the body. It knows
//
//	repeat N TEXT    a text, over and over
//
// The wanted ends are status codes; of 5xx only 501 can be one.
type request []byte

// asRequest renders the template that follows the head.
func asRequest(text string) (request, error) {
	tmpl, err := texttemplate.New("").Funcs(texttemplate.FuncMap{
		"repeat": func(n int, text string) string { return strings.Repeat(text, n) },
	}).Parse(text)
	if err != nil {
		return nil, err
	}
	var rendered bytes.Buffer
	if err := tmpl.Execute(&rendered, nil); err != nil {
		return nil, err
	}
	head, body, _ := strings.Cut(rendered.String(), "\n\n")
	body = strings.TrimSuffix(body, "\n")
	head = strings.Replace(head, "Content-Length: auto", "Content-Length: "+strconv.Itoa(len(body)), 1)
	return request(strings.ReplaceAll(head, "\n", "\r\n") + "\r\n\r\n" + body), nil
}

// answers sends a request and returns the status of the answer.
func (s *running) answers(r request) (status int, body string) {
	s.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(s.base, "http://"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(limitOfWaiting)); err != nil {
		s.t.Fatal(err)
	}
	go conn.Write(r) // the server may answer, and close, before it has read all
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		s.t.Fatalf("no answer: %v", err)
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	return response.StatusCode, string(text)
}

// checkRequest wants one of the statuses that are right, and an answer that tells
// nothing of the host.
func (a *attack) checkRequest(t *testing.T, status int, body string) {
	t.Helper()
	right := slices.ContainsFunc(a.wants, func(want program) bool { return string(want.verdict) == strconv.Itoa(status) })
	failed := status >= http.StatusInternalServerError && status != http.StatusNotImplemented
	if !right || failed || strings.Contains(body, "BREACH") || hostPath.MatchString(body) {
		t.Errorf("status %d, want one of %v: %.1000q", status, a.ends(), body)
	}
}

// hostPath is what an answer to a stranger should not name.
var hostPath = regexp.MustCompile(`/var/lib/gavel|/run/gavel|/root/|goroutine [0-9]|root:x:0`)

// crashes are the attacks of group K: what happens to the store, the queue and the
// processes around a cell. Tests of their own do it, each named here.
var crashes = []struct{ attack, layer, file, test string }{
	{"kills the server at any moment of a submission's way", "store (one transaction for state and queue)", "cmd/gavel/restart_test.go", "TestKillNineLosesNothing"},
	{"kills the server after each kind of end", "store", "cmd/gavel/judging_kill_test.go", "TestEveryVerdictOutlivesKillNine"},
	{"ends the server with jobs waiting and running", "worker, store", "cmd/gavel/restart_test.go", "TestShutdownKeepsTheQueue"},
	{"crashes at random between any two writes, against a model", "store", "store/model_test.go", "TestStateAndQueueMoveTogether"},
	{"fills the disk", "store (reserve, refusal with 503)", "store/failure_test.go", "TestFullDisk"},
	{"a commit of which nobody knows whether it was written", "store (stops all writes)", "store/failure_test.go", "TestDoubtfulCommitStopsAllWrites"},
	{"damages the store's file", "store (checksums, whole-file check)", "store/open_test.go", "TestDamagedFileIsRefused"},
	{"puts another file, a directory or a link in its place", "store", "store/open_test.go", "TestOtherFilesAreRefused"},
	{"reads the store as another user of the host", "store (0700, 0600)", "store/open_test.go", "TestFilesAreOursAlone"},
	{"opens the store twice", "store (lock)", "store/open_test.go", "TestOpenSaysWhoHasTheFile"},
	{"a record that cannot be read stands first in the queue", "store", "store/queue_test.go", "TestDamagedSubmissionDoesNotBlockTheQueue"},
	{"floods the queue", "store (length), api (429)", "store/store_test.go", "TestQueueIsBounded"},
	{"a job that kills its worker again and again", "store (attempts)", "store/queue_test.go", "TestRetryEndsWithTheAttempts"},
	{"a worker that comes back after its lease", "store (token of the lease)", "judge/worker_test.go", "TestALostLeaseIsDropped"},
	{"guesses ids of others' jobs", "store (128 random bits)", "store/store_test.go", "TestIDsAreOfOneForm"},
	{"another body under a key that was used, which names no job", "store", "store/store_test.go", "TestIdempotencyKey"},
	{"damages a kept compilation", "store (checksum)", "store/cache_test.go", "TestCacheNeverReturnsADamagedValue"},
	{"kills containerd under running jobs", "runtime", "cmd/gavel/restart_test.go", "TestContainerdRestartedUnderRunningJobs"},
	{"kills a gavel that has cells", "runtime (sweep)", "runtime/outlive_test.go", "TestSweep"},
	{"kills gavel-init under a program", "runtime", "runtime/hostile_test.go", "TestInitIsKilled"},
	{"a cell that cannot be removed", "runtime (quarantine)", "runtime/pool_test.go", "TestCellsThatCannotBeRemoved"},
	{"what a dead gavel left behind", "runtime (owners' locks)", "cmd/gavel/restart_test.go", "TestLeftOversAreSwept"},
}

// TestCrashesAreTried wants each test to be where the table says.
func TestCrashesAreTried(t *testing.T) {
	for _, c := range crashes {
		text, err := os.ReadFile(filepath.Join("../..", c.file))
		if err != nil || !strings.Contains(string(text), "\nfunc "+c.test+"(t *testing.T) {") {
			t.Errorf("%s is not in %s, %v", c.test, c.file, err)
		}
	}
}

// crashTable is the table of group K.
func crashTable() string {
	var text strings.Builder
	text.WriteString("### K · store, queue and crash\n\n| attack | layer | test |\n|---|---|---|\n")
	for _, c := range crashes {
		fmt.Fprintf(&text, "| %s | %s | `%s` in [%s](%s) |\n", c.attack, c.layer, c.test, c.file, c.file)
	}
	return text.String()
}
