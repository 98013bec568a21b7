package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"gavel/judge"
)

// built are the programs under test, made once, of packages that the set-up has
// compiled; GAVEL_TEST_BIN names where they are on a machine that cannot build them.
var built = sync.OnceValues(func() (dir string, err error) {
	if dir := os.Getenv("GAVEL_TEST_BIN"); dir != "" {
		return dir, nil
	}
	if dir, err = os.MkdirTemp("", "gavel-built-"); err != nil {
		return "", err
	}
	builtDir = dir
	if err := os.Chmod(dir, 0o711); err != nil { // the id 0 of a cell passes through
		return "", err
	}
	if err := linkContainerd(filepath.Join(dir, "bin")); err != nil {
		return "", err
	}
	for name, cgo := range map[string]string{"gavel": "1", "gavel-init": "0", "bin/containerd-shim-gavel-v1": "1"} {
		cmd := exec.Command("go", "build", "-trimpath", "-tags", "seccomp", "-o", filepath.Join(dir, name), "gavel/cmd/"+filepath.Base(name))
		cmd.Env = append(os.Environ(), "CGO_ENABLED="+cgo)
		if out, err := cmd.CombinedOutput(); err != nil {
			return "", fmt.Errorf("build %s: %w\n%s", name, err, out)
		}
	}
	return dir, nil
})

// linkContainerd makes a directory of containerd's programs, as the set-up has
// built them, where a shim of this build can be beside them.
func linkContainerd(dir string) error {
	if err := os.Mkdir(dir, 0o711); err != nil {
		return err
	}
	programs, err := filepath.Glob(filepath.Join(dataDir(), "bin", "*"))
	for _, program := range programs {
		if name := filepath.Base(program); name != "containerd-shim-gavel-v1" {
			err = errors.Join(err, os.Symlink(program, filepath.Join(dir, name)))
		}
	}
	return err
}

var builtDir string // of built, to be removed at the end

// running is a gavel under test: the program itself, as `make run` starts it.
type running struct {
	t       *testing.T
	flags   []string
	data    string
	run     string // its run directory
	command *exec.Cmd
	log     *syncBuffer
	base    string   // of its URLs
	names   []string // of the owners of its cells, those of earlier starts too
}

// needRoot skips a test that needs root, unless root tests were asked for: then
// a run that cannot do them fails.
func needRoot(t testing.TB) {
	t.Helper()
	if os.Geteuid() == 0 {
		return
	}
	if os.Getenv("GAVEL_ROOT_TESTS") == "1" {
		t.Fatal("root tests were asked for: run as root")
	}
	t.Skip("needs root")
}

// dataDir is where the set-up put the images and containerd.
func dataDir() string {
	if dir := os.Getenv("GAVEL_DATA"); dir != "" {
		return dir
	}
	return "/var/lib/gavel"
}

// startServer starts a gavel with a store and a run directory of its own and
// waits until it is ready. The test fails where it leaves anything behind.
func startServer(t *testing.T, flags ...string) *running {
	t.Helper()
	needRoot(t)
	s := &running{t: t, flags: flags, data: shortDir(t), run: shortDir(t)}
	s.start()
	t.Cleanup(func() {
		s.stop(syscall.SIGTERM)
		s.leavesNothing()
		if t.Failed() {
			t.Logf("the server's log:\n%s", s.log.tail())
		}
	})
	return s
}

// shortDir is a directory that others may pass through, with a path short enough
// for a socket's.
func shortDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "gv")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o711); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

var servingAt = regexp.MustCompile(`msg=serving address=(\S+)`)

func (s *running) start() {
	s.t.Helper()
	s.launch()
	s.ready()
	s.noteOwners()
}

// launch starts it and returns when it serves, ready or not.
func (s *running) launch() {
	s.t.Helper()
	dir, err := built()
	if err != nil {
		s.t.Fatal(err)
	}
	s.command = exec.Command(filepath.Join(dir, "gavel"), append([]string{"serve", "--listen", "127.0.0.1:0",
		"--data", s.data, "--run-dir", s.run, "--images", filepath.Join(dataDir(), "images"), "--prefix", filepath.Join(dir, "bin"),
		"--name", "test", "--pool", "1"}, s.flags...)...)
	s.command.Env = append(unconfigured(), baitVariable)
	stderr, err := s.command.StderrPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.command.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.log = &syncBuffer{}
	address := make(chan string, 1)
	go s.read(stderr, address)
	select {
	case base, ok := <-address:
		if !ok {
			s.t.Fatalf("the server ended: %v\n%s", s.command.Wait(), s.log.tail())
		}
		s.base = base
	case <-time.After(60 * time.Second):
		s.t.Fatalf("the server does not serve\n%s", s.log.tail())
	}
}

// unconfigured is the environment without settings.
func unconfigured() []string {
	return slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GAVEL_") })
}

// read keeps the log and finds the address in it.
func (s *running) read(stderr io.Reader, address chan<- string) {
	defer close(address)
	lines := bufio.NewScanner(stderr)
	for lines.Scan() {
		s.log.add(lines.Text())
		if at := servingAt.FindStringSubmatch(lines.Text()); at != nil {
			address <- at[1]
		}
	}
}

// ready waits until the canaries have passed.
func (s *running) ready() {
	s.t.Helper()
	s.until("the server is ready", limitOfWaiting, func() bool {
		response, err := http.Get(s.base + "/readyz")
		if err != nil {
			return false
		}
		defer response.Body.Close()
		return response.StatusCode == http.StatusOK
	})
}

// until polls what no descriptor tells.
func (s *running) until(what string, limit time.Duration, done func() bool) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	tick := time.NewTicker(time.Duration(slowness()) * 20 * time.Millisecond)
	defer tick.Stop()
	for !done() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			s.t.Fatalf("not within %v: %s\n%s", limit, what, s.log.tail())
		}
	}
}

// stop sends a signal and waits for the end.
func (s *running) stop(signal os.Signal) {
	s.t.Helper()
	if s.command.ProcessState != nil {
		return
	}
	if err := s.command.Process.Signal(signal); err != nil {
		s.t.Error(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.command.Wait() }()
	select {
	case err := <-ended:
		if err != nil && signal != syscall.SIGKILL {
			s.t.Errorf("after %v the server ended with %v", signal, err)
		}
	case <-time.After(60 * time.Second):
		s.command.Process.Kill()
		s.t.Fatalf("the server did not end within a minute of %v\n%s", signal, s.log.tail())
	}
}

// post sends a JSON body and decodes the answer.
func (s *running) post(path string, body, answer any) int {
	s.t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		s.t.Fatal(err)
	}
	return s.send(http.MethodPost, path, data, answer)
}

func (s *running) send(method, path string, body []byte, answer any) int {
	s.t.Helper()
	request, err := http.NewRequest(method, s.base+path, bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	return s.decode(response, answer)
}

func (s *running) get(path string, answer any) int {
	s.t.Helper()
	response, err := http.Get(s.base + path)
	if err != nil {
		s.t.Fatal(err)
	}
	return s.decode(response, answer)
}

func (s *running) decode(response *http.Response, answer any) int {
	s.t.Helper()
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := json.Unmarshal(data, answer); err != nil {
		s.t.Fatalf("%s: %v in %s", response.Status, err, data)
	}
	return response.StatusCode
}

// judged submits and waits for the report.
func (s *running) judged(submission judge.Submission) judge.Report {
	s.t.Helper()
	var report judge.Report
	switch status := s.post("/submit?wait=60", submission, &report); {
	case status == http.StatusOK && report.Verdict != nil:
		return report
	case status == http.StatusAccepted && report.JobID != "": // a minute was not enough here
		return s.result(report.JobID)
	default:
		s.t.Fatalf("status %d, report %+v", status, report)
		return report
	}
}

// syncBuffer is a log that is read while it is written.
type syncBuffer struct {
	mu    sync.Mutex
	lines []string
}

func (b *syncBuffer) add(line string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.lines = append(b.lines, line)
}

// Write takes a line of a logger.
func (b *syncBuffer) Write(line []byte) (int, error) {
	b.add(strings.TrimSuffix(string(line), "\n"))
	return len(line), nil
}

// tail is its last lines.
func (b *syncBuffer) tail() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return strings.Join(b.lines[max(0, len(b.lines)-40):], "\n")
}

func (b *syncBuffer) count(text string) (n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, line := range b.lines {
		if strings.Contains(line, text) {
			n++
		}
	}
	return n
}
