package api

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	goruntime "runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gavel/judge"
)

// patience is how long a test waits for what must happen.
const patience = 20 * time.Second

// start serves on a loopback port and returns its address and a way to end it
// that returns what Serve returned.
func (b *bench) start(t *testing.T) (address string, end func() error) {
	t.Helper()
	ln, err := Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- b.Serve(ctx, ln) }()
	ended := false
	end = func() error {
		ended = true
		cancel()
		return <-served
	}
	t.Cleanup(func() {
		if !ended {
			_ = end()
		}
	})
	return ln.Addr().String(), end
}

// dial opens a connection whose reads and writes end with the test's patience.
func dial(t *testing.T, address string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	return conn
}

func send(t *testing.T, conn net.Conn, format string, args ...any) {
	t.Helper()
	if _, err := fmt.Fprintf(conn, format, args...); err != nil {
		t.Fatal(err)
	}
}

func readAnswer(t *testing.T, conn net.Conn) *http.Response {
	t.Helper()
	r, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatalf("no answer: %v", err)
	}
	return r
}

func post(path string, length int) string {
	return fmt.Sprintf("POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", path, length)
}

const chunked = "POST /submit HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"

// TestClientThatWritesEverythingFirst: the answer reaches a client that does not
// read before all of its body is written, wherever the body was refused.
func TestClientThatWritesEverythingFirst(t *testing.T) {
	b := newBench(t, Config{})
	address, _ := b.start(t)
	filler := strings.Repeat("x", 10<<20)
	for _, c := range []struct {
		name, body string
		status     int
		field      string
	}{
		{"10 MiB of source", `{"language":"python","code":"` + filler + `"}`, 413, "/code"},
		{"unknown field at the start", `{"x":"` + filler + `"}`, 400, "/x"},
		{"not JSON", filler, 400, ""},
		{"body too large", `{"language":"python","code":"` + strings.Repeat(filler, 7) + `"}`, 413, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			conn := dial(t, address)
			send(t, conn, "%s%s", post("/submit", len(c.body)), c.body)
			checkProblem(t, readAnswer(t, conn), c.status, c.field, "")
		})
	}
}

// TestEndlessBodyTakesBoundedMemory sends chunks without an end.
func TestEndlessBodyTakesBoundedMemory(t *testing.T) {
	b := newBench(t, Config{MaxBody: 1 << 20})
	address, _ := b.start(t)
	chunk := fmt.Appendf(nil, "%x\r\n%s\r\n", 64<<10, bytes.Repeat([]byte("x"), 64<<10))
	var before, after goruntime.MemStats
	goruntime.ReadMemStats(&before)
	for _, start := range []string{`{"language":"python","code":"`, `{"language":"python","code":"x","stdin":"`, `{"`, `[`, ` `, `{"x":"`} {
		conn := dial(t, address)
		send(t, conn, "%s%x\r\n%s\r\n", chunked, len(start), start)
		go func() { // until the server has had enough
			for {
				if _, err := conn.Write(chunk); err != nil {
					return
				}
			}
		}()
		r := readAnswer(t, conn)
		if r.StatusCode != 413 && r.StatusCode != 400 {
			t.Errorf("%s… : status %d", start, r.StatusCode)
		}
		conn.Close()
	}
	goruntime.ReadMemStats(&after)
	// All that was ever allocated, not only what was held: six times the limit
	// for the buffers' doubling, and the client's own.
	if got := after.TotalAlloc - before.TotalAlloc; got > 6*6<<20 {
		t.Errorf("six endless bodies allocated %d MiB", got>>20)
	}
}

func TestSlowBodyEnds(t *testing.T) {
	b := newBench(t, Config{BodyTimeout: 200 * time.Millisecond})
	address, _ := b.start(t)
	conn := dial(t, address)
	send(t, conn, "%s%s", post("/submit", 1000), `{"language":`)
	checkProblem(t, readAnswer(t, conn), 408, "", "in time")
	if _, err := io.Copy(io.Discard, conn); errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error("the connection stays open")
	}
}

func TestSlowHeaderEnds(t *testing.T) {
	b := newBench(t, Config{HeaderTimeout: 100 * time.Millisecond})
	address, _ := b.start(t)
	conn := dial(t, address)
	send(t, conn, "GET /languages HTTP/1.1\r\nHost: ")
	if _, err := io.Copy(io.Discard, conn); errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error("the connection stays open")
	}
}

// countedBudget tells what is taken without taking any.
type countedBudget struct {
	budget
	taken atomic.Int64
}

func (b *countedBudget) TryAcquire(bytes int64) bool {
	got := b.budget.TryAcquire(bytes)
	if got {
		b.taken.Add(bytes)
	}
	return got
}

// TestLargeBodiesShareABudget: one large body holds the budget, another is told
// to come again, an ordinary one passes, and at the end all of it is given back.
func TestLargeBodiesShareABudget(t *testing.T) {
	b := newBench(t, Config{MaxBody: 1 << 20, MaxDecoding: 1 << 20, MaxTestBytes: 1 << 20})
	held := &countedBudget{budget: b.decoding}
	b.decoding = held
	address, _ := b.start(t)
	head := `{"language":"python","code":"x","stdin":"`
	large := head + strings.Repeat("x", 1<<20-len(head)-2) + `"}`
	first := dial(t, address)
	send(t, first, "%s%s", post("/submit", len(large)), large[:len(large)-1])

	for deadline := time.Now().Add(patience); held.taken.Load() < 1<<20-freeBytes; { // until all but its last byte has arrived
		if time.Now().After(deadline) {
			t.Fatal("the first body does not arrive")
		}
		goruntime.Gosched()
	}
	second := dial(t, address)
	send(t, second, "%s%s", post("/submit", len(large)), large)
	checkProblem(t, readAnswer(t, second), 429, "", "other large requests")
	if w := b.do("POST", "/submit", good); w.Code != 202 {
		t.Errorf("an ordinary submission gets %d: %s", w.Code, w.Body)
	}
	send(t, first, "}")
	if r := readAnswer(t, first); r.StatusCode != 202 {
		t.Errorf("the first one gets %d", r.StatusCode)
	}
	if !b.decoding.TryAcquire(b.config.MaxDecoding) {
		t.Error("the budget was not given back")
	}
}

// TestBudgetIsGivenBackBeforeTheWait: who waits for a result holds no body.
func TestBudgetIsGivenBackBeforeTheWait(t *testing.T) {
	b := newBench(t, Config{MaxBody: 1 << 20, MaxDecoding: 1 << 20})
	b.jobs.waits = make(chan string)
	body := `{"language":"python","code":"x","stdin":"` + strings.Repeat("x", 1<<19) + `"}`
	answer := make(chan int)
	go func() { answer <- b.do("POST", "/submit?wait=30", body).Code }()
	id := <-b.jobs.waits
	if !b.decoding.TryAcquire(b.config.MaxDecoding) {
		t.Error("the budget is held while a request waits")
	}
	b.jobs.mu.Lock()
	b.jobs.finish(id, wholeReport())
	b.jobs.mu.Unlock()
	if code := <-answer; code != 200 {
		t.Errorf("status %d", code)
	}
}

func TestSubmitWaits(t *testing.T) {
	b := newBench(t, Config{})
	for _, c := range []struct {
		name, target, body string
		status             int
	}{
		{"not done in time", "/submit?wait=0.01", good, 202},
		{"no time", "/submit?wait=0", good, 202},
		{"rejected, no wait", "/submit", `{"language":"python","code":"forbidden"}`, 202},
		{"rejected, no time", "/submit?wait=0", `{"language":"python","code":"forbidden"}`, 200},
		{"rejected", "/submit?wait=5", `{"language":"python","code":"forbidden","tests":[{},{"name":"b"}]}`, 200},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := b.do("POST", c.target, c.body)
			if w.Code != c.status || !strings.HasPrefix(w.Header().Get("Location"), "/result/") {
				t.Errorf("status %d, headers %v: %s", w.Code, w.Header(), w.Body)
			}
			checkCommonHeaders(t, w.Result())
			if c.name == "rejected" {
				checkRejected(t, b, w.Header().Get("Location"), w.Body.String())
			}
			if done := strings.Contains(w.Body.String(), `"status":"done"`); done != strings.HasPrefix(c.name, "rejected") {
				t.Errorf("%s", w.Body)
			}
		})
	}
}

func checkRejected(t *testing.T, b *bench, location, body string) {
	t.Helper()
	for _, part := range []string{`"verdict":"rejected","reason":"scan:test-rule"`, `"language_version":"3.13.5","image":"sha256:1234"`,
		`"action":"reject"`, `{"name":"1","verdict":"skipped"`, `{"name":"b","verdict":"skipped"`} {
		if !strings.Contains(body, part) {
			t.Errorf("no %s in %s", part, body)
		}
	}
	if again := b.do("GET", location, ""); again.Code != 200 || again.Body.String() != body {
		t.Errorf("GET answers %d %s", again.Code, again.Body)
	}
}

// TestWaitOutlastsTheBodyTimeout: the deadline for reading a request does not
// end the wait for its answer, nor the connection.
func TestWaitOutlastsTheBodyTimeout(t *testing.T) {
	b := newBench(t, Config{BodyTimeout: 150 * time.Millisecond, WriteTimeout: 150 * time.Millisecond})
	b.jobs.waits = make(chan string, 1)
	address, _ := b.start(t)
	conn := dial(t, address)
	send(t, conn, "%s%s", post("/submit?wait=0.6", len(good)), good)
	begun := time.Now()
	r := readAnswer(t, conn)
	if r.StatusCode != 202 || time.Since(begun) < 500*time.Millisecond {
		t.Errorf("status %d after %v", r.StatusCode, time.Since(begun))
	}
	<-b.jobs.waits
	_, _ = io.Copy(io.Discard, r.Body)
	send(t, conn, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
	if r := readAnswer(t, conn); r.StatusCode != 200 {
		t.Errorf("the connection's next request gets %d", r.StatusCode)
	}
}

func TestWaitersAreBounded(t *testing.T) {
	b := newBench(t, Config{MaxWaiters: 1})
	b.jobs.waits = make(chan string)
	answer := make(chan int)
	go func() { answer <- b.do("POST", "/submit?wait=60", good).Code }()
	id := <-b.jobs.waits
	checkProblem(t, b.do("GET", "/result/"+id+"?wait=60", "").Result(), 429, "", "waiting")
	if w := b.do("POST", "/submit?wait=60", good); w.Code != 202 {
		t.Errorf("a submission that cannot wait gets %d: %s", w.Code, w.Body)
	}
	if w := b.do("GET", "/result/"+id, ""); w.Code != 200 {
		t.Errorf("a request that does not wait gets %d", w.Code)
	}
	b.jobs.mu.Lock()
	b.jobs.finish(id, wholeReport())
	b.jobs.mu.Unlock()
	if code := <-answer; code != 200 {
		t.Errorf("the one that waits gets %d", code)
	}
}

// TestLostWaitKeepsTheJob: once stored, a submission is answered with its id.
func TestLostWaitKeepsTheJob(t *testing.T) {
	b := newBench(t, Config{})
	b.deps.Jobs = waitFails{b.jobs}
	w := b.do("POST", "/submit?wait=1", good)
	if w.Code != 202 || !strings.Contains(w.Body.String(), `"job_id":"0`) || !strings.Contains(b.log.String(), "wait for result") {
		t.Errorf("%d %s; log %s", w.Code, w.Body, b.log)
	}
}

type waitFails struct{ *fakeJobs }

func (waitFails) Wait(context.Context, string) (judge.Report, error) {
	return judge.Report{}, errors.New("the disk is gone")
}

func TestDelete(t *testing.T) {
	b := newBench(t, Config{})
	b.do("POST", "/submit", good)
	url := fmt.Sprintf("/result/%026d", 1)
	if w := b.do("DELETE", url, ""); w.Code != 204 || w.Body.Len() != 0 {
		t.Errorf("status %d %s", w.Code, w.Body)
	}
	checkProblem(t, b.do("DELETE", url, "").Result(), 404, "", "no job")
	checkProblem(t, b.do("GET", url+"?wait=1", "").Result(), 404, "", "no job")
}

// TestShutdownAnswersThoseWhoWait: nobody is cut off and nobody holds the end up.
func TestShutdownAnswersThoseWhoWait(t *testing.T) {
	b := newBench(t, Config{ShutdownTimeout: patience})
	b.jobs.waits = make(chan string)
	address, end := b.start(t)
	var conns []net.Conn
	for range 5 {
		conn := dial(t, address)
		send(t, conn, "%s%s", post("/submit?wait=60", len(good)), good)
		<-b.jobs.waits
		conns = append(conns, conn)
	}
	begun := time.Now()
	if err := end(); err != nil {
		t.Errorf("Serve: %v", err)
	}
	if took := time.Since(begun); took > 15*time.Second {
		t.Errorf("the end took %v", took)
	}
	for _, conn := range conns {
		if r := readAnswer(t, conn); r.StatusCode != 202 || r.Header.Get("Location") == "" {
			t.Errorf("status %d, headers %v", r.StatusCode, r.Header)
		}
	}
	if _, err := net.Dial("tcp", address); err == nil {
		t.Error("the port is still open")
	}
}

func TestShutdownDoesNotWaitForSlowClients(t *testing.T) {
	b := newBench(t, Config{ShutdownTimeout: 50 * time.Millisecond})
	address, end := b.start(t)
	conn := dial(t, address)
	send(t, conn, "%s{", post("/submit", 1000))
	probe := dial(t, address) // once it is answered, the first was accepted
	send(t, probe, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
	readAnswer(t, probe)
	begun := time.Now()
	if err := end(); err != nil {
		t.Errorf("Serve: %v", err)
	}
	if took := time.Since(begun); took > 15*time.Second {
		t.Errorf("the end took %v", took)
	}
}

func TestHeadAndKeepAlive(t *testing.T) {
	b := newBench(t, Config{})
	address, _ := b.start(t)
	r, err := (&http.Client{Timeout: patience}).Head("http://" + address + "/languages")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	if body, _ := io.ReadAll(r.Body); r.StatusCode != 200 || len(body) != 0 || r.ContentLength < 10 {
		t.Errorf("status %d, body %q, length %d", r.StatusCode, body, r.ContentLength)
	}
	conn := dial(t, address)
	in := bufio.NewReader(conn)
	for _, status := range []int{400, 400, 202} { // a small refused body costs no connection
		body := map[int]string{400: `{"x":1}`, 202: good}[status]
		send(t, conn, "%s%s", post("/submit", len(body)), body)
		r, err := http.ReadResponse(in, nil)
		if err != nil || r.StatusCode != status {
			t.Fatalf("%v %v, want %d", r, err, status)
		}
		_, _ = io.Copy(io.Discard, r.Body)
	}
}

func TestListenOnUnixSocket(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	first, err := Listen("unix:" + path)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o660 {
		t.Errorf("%v %v", info, err)
	}
	if _, err := Listen("unix:" + path); err == nil || !strings.Contains(err.Error(), "another server") {
		t.Errorf("two servers on one socket: %v", err)
	}
	first.(*net.UnixListener).SetUnlinkOnClose(false)
	first.Close()
	second, err := Listen("unix:" + path)
	if err != nil {
		t.Fatalf("a socket that was left behind: %v", err)
	}
	second.Close()
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Listen("unix:" + path); err == nil {
		t.Error("a file was replaced by a socket")
	}
	if data, _ := os.ReadFile(path); string(data) != "mine" {
		t.Error("the file is gone")
	}
}
