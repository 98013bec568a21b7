package api

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"gavel/judge"
)

// fakeJobs keeps requests in memory; a test finishes them.
type fakeJobs struct {
	mu      sync.Mutex
	next    int
	jobs    map[string]*fakeJob
	keys    map[string]string // idempotency key to id
	digests map[string][32]byte
	fail    error       // returned by Submit
	waits   chan string // where set, told of each Wait that begins
	onStore func()      // where set, called by Submit
}

type fakeJob struct {
	request judge.Request
	report  judge.Report
	done    chan struct{}
	gone    bool
}

var epoch = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

func newFakeJobs() *fakeJobs {
	return &fakeJobs{jobs: map[string]*fakeJob{}, keys: map[string]string{}, digests: map[string][32]byte{}}
}

func (f *fakeJobs) Submit(_ context.Context, request judge.Request) (string, bool, error) {
	if f.onStore != nil {
		f.onStore()
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fail != nil {
		return "", false, f.fail
	}
	if id, ok := f.keys[request.IdempotencyKey]; ok && request.IdempotencyKey != "" {
		if f.digests[request.IdempotencyKey] != request.BodyDigest {
			return "", false, fmt.Errorf("the key belongs to another body: %w", judge.ErrConflict)
		}
		return id, true, nil
	}
	f.next++
	id := fmt.Sprintf("%026d", f.next)
	f.keys[request.IdempotencyKey], f.digests[request.IdempotencyKey] = id, request.BodyDigest
	job := judge.Job{ID: id, Submission: request.Submission, Scan: request.Scan, CreatedAt: epoch}
	f.jobs[id] = &fakeJob{request: request, report: judge.QueuedReport(job), done: make(chan struct{})}
	if request.Report != nil {
		f.finish(id, *request.Report)
	}
	return id, false, nil
}

// finish must be called with the lock held.
func (f *fakeJobs) finish(id string, report judge.Report) {
	report.JobID, report.CreatedAt = id, epoch
	f.jobs[id].report = report
	close(f.jobs[id].done)
}

func (f *fakeJobs) Result(_ context.Context, id string) (judge.Report, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	job, ok := f.jobs[id]
	if !ok || job.gone {
		return judge.Report{}, fmt.Errorf("job %s: %w", id, judge.ErrNotFound)
	}
	return job.report, nil
}

func (f *fakeJobs) Wait(ctx context.Context, id string) (judge.Report, error) {
	report, err := f.Result(ctx, id)
	if err != nil {
		return report, err
	}
	if f.waits != nil {
		f.waits <- id
	}
	f.mu.Lock()
	done := f.jobs[id].done
	f.mu.Unlock()
	select {
	case <-done:
	case <-ctx.Done():
	}
	return f.Result(context.WithoutCancel(ctx), id)
}

func (f *fakeJobs) Delete(ctx context.Context, id string) error {
	if _, err := f.Result(ctx, id); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.jobs[id].gone = true
	return nil
}

// only returns the one request that was stored.
func (f *fakeJobs) only(t *testing.T) judge.Request {
	t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.jobs) != 1 {
		t.Fatalf("%d requests were stored, want 1", len(f.jobs))
	}
	return f.jobs[fmt.Sprintf("%026d", f.next)].request
}

func (f *fakeJobs) stored() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return len(f.jobs)
}

// fakeLanguages knows python; the highest CPU limit is 10 s.
type fakeLanguages struct{}

func (fakeLanguages) Languages() []judge.Language {
	return []judge.Language{{
		ID: "python", Name: "Python", Version: "3.13.5", SourceFile: "main.py",
		Run:      []string{"/usr/bin/python3", "main.py"},
		Defaults: judge.Limits{CPUMillis: 2000, WallMillis: 6000, MemoryBytes: 256 << 20, OutputBytes: 16 << 20, Processes: 32},
		Maxima:   judge.Limits{CPUMillis: 10000, WallMillis: 30000, MemoryBytes: 1 << 30, OutputBytes: 64 << 20, Processes: 64},
		Images:   judge.Images{Run: "sha256:1234"},
	}}
}

func (f fakeLanguages) Admit(sub judge.Submission) (judge.Submission, error) {
	language := f.Languages()[0]
	if sub.Language != language.ID {
		return sub, judge.Invalid("/language", "unknown language %q", sub.Language)
	}
	if sub.Limits.CPUMillis > language.Maxima.CPUMillis {
		return sub, &judge.FieldError{Field: "/limits/cpu_ms", Detail: "above the maximum", Class: judge.ErrLimit}
	}
	if sub.Limits.CPUMillis == 0 {
		sub.Limits = language.Defaults
	}
	return sub, nil
}

func (fakeLanguages) Starter(language string, problem judge.Problem) ([]byte, error) {
	if language != "python" || problem.Function == nil {
		return nil, fmt.Errorf("starter code in %s: %w", language, judge.ErrNotFound)
	}
	return []byte("class Solution:\n    def " + problem.Function.Name), nil
}

// fakeCheckers says of a checker itself whether it compiles.
type fakeCheckers struct{}

func (fakeCheckers) CompileChecker(_ context.Context, custom judge.Custom) error {
	if bytes.Contains(custom.Code, []byte("does not compile")) {
		return judge.Invalid("/code", "line 1: it does not compile")
	}
	return nil
}

// fakeProblems keeps problems in memory.
type fakeProblems struct {
	mu       sync.Mutex
	revision uint64
	problems map[string]judge.Problem
}

func (f *fakeProblems) PutProblem(_ context.Context, problem judge.Problem) (bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.revision++
	_, there := f.problems[problem.ID]
	problem.Revision, problem.UpdatedAt = f.revision, epoch
	f.problems[problem.ID] = problem
	return !there, nil
}

func (f *fakeProblems) Problem(_ context.Context, id string) (judge.Problem, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	problem, there := f.problems[id]
	if !there {
		return problem, fmt.Errorf("problem %s: %w", id, judge.ErrNotFound)
	}
	return problem, nil
}

func (f *fakeProblems) ProblemHead(ctx context.Context, id string) (judge.Problem, error) {
	problem, err := f.Problem(ctx, id)
	tests := []judge.Test{}
	for _, test := range problem.Tests {
		tests = append(tests, judge.Test{Name: test.Name, Sample: test.Sample})
	}
	problem.Tests = tests
	return problem, err
}

func (f *fakeProblems) Problems(context.Context) ([]judge.ProblemSummary, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	list := []judge.ProblemSummary{}
	for _, id := range slices.Sorted(maps.Keys(f.problems)) {
		p := f.problems[id]
		list = append(list, judge.ProblemSummary{ID: id, Title: p.Title, Tests: len(p.Tests), UpdatedAt: p.UpdatedAt})
	}
	return list, nil
}

func (f *fakeProblems) DeleteProblem(_ context.Context, id string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if _, there := f.problems[id]; !there {
		return fmt.Errorf("problem %s: %w", id, judge.ErrNotFound)
	}
	delete(f.problems, id)
	return nil
}

// fakeScanner refuses "forbidden" and panics at "panic".
type fakeScanner struct{}

func (fakeScanner) Scan(_ string, source []byte) judge.Scan {
	switch {
	case bytes.Contains(source, []byte("panic")):
		panic("the scanner panics")
	case bytes.Contains(source, []byte("forbidden")):
		return judge.Scan{Action: "reject", Findings: []judge.Finding{{Rule: "test-rule", Line: 1, Column: 1, Text: "forbidden", Reason: "it is"}}}
	}
	return judge.Scan{Action: "allow"}
}

// fakeHealth answers with what a test put in.
type fakeHealth struct{ checks []Check }

func (f fakeHealth) Ready(context.Context) []Check { return f.checks }

// bench is a server with its fakes.
type bench struct {
	*Server
	jobs     *fakeJobs
	problems *fakeProblems
	log      *lockedBuffer
}

type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

func newBench(t testing.TB, config Config, checks ...Check) *bench {
	t.Helper()
	b := &bench{jobs: newFakeJobs(), problems: &fakeProblems{problems: map[string]judge.Problem{}}, log: &lockedBuffer{}}
	var err error
	b.Server, err = New(config, Deps{
		Jobs: b.jobs, Problems: b.problems, Languages: fakeLanguages{}, Checkers: fakeCheckers{}, Scanner: fakeScanner{}, Health: fakeHealth{checks},
		Log: slog.New(slog.NewTextHandler(b.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// do answers one request in memory.
func (b *bench) do(method, target, body string, header ...string) *httptest.ResponseRecorder {
	var in io.Reader
	if body != "" {
		in = bytes.NewBufferString(body)
	}
	r := httptest.NewRequest(method, target, in)
	if method == http.MethodPost || method == http.MethodPut {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	b.ServeHTTP(w, r)
	return w
}
