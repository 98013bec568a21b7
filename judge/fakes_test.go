package judge

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"
)

var errInjected = errors.New("injected")

// faults decides which calls of all ports go wrong, and how.
type faults struct {
	mu     sync.Mutex
	calls  []string
	at     int                    // the number, from 0, of the one call that goes wrong; -1: none
	always func(call string) bool // every call that goes wrong
	mode   string                 // error, panic, late: an error after the work was done
}

func sound() *faults { return &faults{at: -1} }

// hit notes a call. It panics, or returns the error that the call is to return
// (before its work, or with late after it).
func (f *faults) hit(call string) (before, after error) {
	f.mu.Lock()
	bad := len(f.calls) == f.at || f.always != nil && f.always(call)
	f.calls = append(f.calls, call)
	f.mu.Unlock()
	switch {
	case !bad:
		return nil, nil
	case f.mode == "panic":
		panic("injected into " + call)
	case f.mode == "late":
		return nil, errInjected
	}
	return errInjected, nil
}

// fakeQueue is a queue as the store is one: attempts are counted, leases run out,
// what is told under a lost lease is a conflict.
type fakeQueue struct {
	t           *testing.T
	faults      *faults
	lasts       time.Duration
	maxAttempts int
	renewed     chan time.Time // where it is not nil, gets the time of each renewal

	mu       sync.Mutex
	waiting  []*fakeJob
	jobs     []*fakeJob
	changed  chan struct{} // closed and replaced whenever something changed
	statuses []Status
	causes   []error
	tokens   int
}

type fakeJob struct {
	job      Job
	token    string // "": not leased
	deadline *time.Timer
	canceled chan struct{}
	reports  []Report
}

func newQueue(t *testing.T, f *faults, jobs ...Job) *fakeQueue {
	q := &fakeQueue{t: t, faults: f, lasts: 30 * time.Second, maxAttempts: 3, changed: make(chan struct{})}
	for _, job := range jobs {
		job.CreatedAt = time.Now()
		fake := &fakeJob{job: job, canceled: make(chan struct{})}
		q.jobs, q.waiting = append(q.jobs, fake), append(q.waiting, fake)
	}
	return q
}

func (q *fakeQueue) notify() {
	close(q.changed)
	q.changed = make(chan struct{})
}

func (q *fakeQueue) Claim(ctx context.Context, worker string) (Lease, error) {
	if before, _ := q.faults.hit("Claim job"); before != nil {
		return Lease{}, before
	}
	for {
		q.mu.Lock()
		if len(q.waiting) > 0 && ctx.Err() == nil {
			defer q.mu.Unlock()
			return q.lease(q.waiting[0]), nil
		}
		changed := q.changed
		q.mu.Unlock()
		select {
		case <-ctx.Done():
			return Lease{}, ctx.Err()
		case <-changed:
		}
	}
}

func (q *fakeQueue) lease(fake *fakeJob) Lease {
	q.waiting = q.waiting[1:]
	q.tokens++
	token := fmt.Sprint(fake.job.ID, "#", q.tokens)
	fake.job.Attempt++
	fake.token = token
	fake.deadline = time.AfterFunc(q.lasts, func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		if fake.token == token {
			q.again(fake)
		}
	})
	return Lease{Job: fake.job, Token: token, Lasts: q.lasts, Canceled: fake.canceled}
}

// again puts a job back, or ends it after its last attempt.
func (q *fakeQueue) again(fake *fakeJob) {
	fake.token = ""
	fake.deadline.Stop()
	if fake.job.Attempt >= q.maxAttempts {
		fake.reports = append(fake.reports, FailedReport(fake.job, time.Now(), &StepError{Step: "lease", Err: errors.New("gone")}))
	} else {
		q.waiting = append([]*fakeJob{fake}, q.waiting...)
	}
	q.notify()
}

func (q *fakeQueue) held(lease Lease) (*fakeJob, error) {
	for _, fake := range q.jobs {
		if fake.job.ID == lease.Job.ID && fake.token == lease.Token && lease.Token != "" {
			return fake, nil
		}
	}
	return nil, fmt.Errorf("lease %s: %w", lease.Token, ErrConflict)
}

func (q *fakeQueue) Renew(ctx context.Context, lease Lease) error {
	before, after := q.faults.hit("Renew")
	if before != nil {
		return before
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	fake, err := q.held(lease)
	if err != nil {
		return err
	}
	fake.deadline.Reset(q.lasts)
	if q.renewed != nil {
		q.renewed <- time.Now()
	}
	return after
}

func (q *fakeQueue) Progress(lease Lease, status Status) {
	q.faults.hit("Progress")
	q.mu.Lock()
	defer q.mu.Unlock()
	q.statuses = append(q.statuses, status)
}

func (q *fakeQueue) Finish(ctx context.Context, lease Lease, report Report) error {
	before, after := q.faults.hit("Finish")
	if err := errors.Join(before, ctx.Err()); err != nil {
		return err
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	fake, err := q.held(lease)
	if err != nil {
		return err
	}
	fake.token = ""
	fake.deadline.Stop()
	fake.reports = append(fake.reports, report)
	q.notify()
	return after
}

func (q *fakeQueue) Retry(ctx context.Context, lease Lease, cause error) (bool, error) {
	before, after := q.faults.hit("Retry")
	if err := errors.Join(before, ctx.Err()); err != nil {
		return false, err
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	fake, err := q.held(lease)
	if err != nil {
		return false, err
	}
	q.causes = append(q.causes, cause)
	if errors.Is(cause, ErrShutdown) {
		fake.job.Attempt--
	}
	if fake.job.Attempt >= q.maxAttempts {
		return false, after
	}
	q.again(fake)
	return true, after
}

// cancel takes a job back for its owner: it is done at once.
func (q *fakeQueue) cancel(id string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, fake := range q.jobs {
		if fake.job.ID == id {
			fake.token = ""
			fake.deadline.Stop()
			fake.reports = append(fake.reports, CanceledReport(fake.job, time.Now()))
			close(fake.canceled)
			q.notify()
		}
	}
}

// wait returns the only report of each job once all have one.
func (q *fakeQueue) wait() []Report {
	q.t.Helper()
	for {
		q.mu.Lock()
		var reports []Report
		for _, fake := range q.jobs {
			if len(fake.reports) > 1 {
				q.t.Errorf("job %s ended %d times", fake.job.ID, len(fake.reports))
			}
			if len(fake.reports) > 0 {
				reports = append(reports, fake.reports[0])
			}
		}
		changed := q.changed
		q.mu.Unlock()
		if len(reports) == len(q.jobs) {
			return reports
		}
		<-changed
	}
}

// fakeCells makes cells whose programs are Go functions.
type fakeCells struct {
	t       *testing.T
	faults  *faults
	slots   chan struct{}           // holds a value per live cell; its capacity is the pool
	pause   map[Stage]time.Duration // before a claim is answered
	program func(run) (Outcome, error)
	spent   bool // every run takes its cell with it
	missing error

	onClaim   func(Stage) // is told of a claim
	onCollect func()      // runs before a collection

	mu     sync.Mutex
	given  bytes.Buffer // every byte that any cell was given
	claims []Stage
	runs   int
	live   int
	most   int
}

// run is one execution in a fake cell.
type run struct {
	ctx     context.Context
	stage   Stage
	stdin   string
	limits  Limits
	command Command
}

func newCells(t *testing.T, f *faults) *fakeCells {
	return &fakeCells{t: t, faults: f, slots: make(chan struct{}, 100), program: echo}
}

// echo is the program that writes what it reads.
func echo(r run) (Outcome, error) {
	return Outcome{CPU: 3 * time.Millisecond, Wall: 4 * time.Millisecond, Memory: 1 << 20, Stdout: wrote(r.stdin)}, nil
}

func (c *fakeCells) Claim(ctx context.Context, language string, stage Stage) (Cell, error) {
	before, after := c.faults.hit("Claim " + string(stage))
	if c.onClaim != nil {
		c.onClaim(stage)
	}
	if before != nil {
		return nil, before
	}
	wait(ctx, c.pause[stage])
	select {
	case c.slots <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if after != nil {
		<-c.slots
		return nil, after
	}
	c.claims = append(c.claims, stage)
	c.live++
	c.most = max(c.most, c.live)
	return &fakeCell{cells: c, stage: stage}, nil
}

type fakeCell struct {
	cells     *fakeCells
	stage     Stage
	filled    bool
	collected bool
	destroyed bool
	spent     bool
}

func (c *fakeCell) use(call string) {
	c.cells.mu.Lock()
	defer c.cells.mu.Unlock()
	if c.destroyed || c.collected || c.spent && call != "Spent" {
		c.cells.t.Errorf("%s on a cell that is over", call)
	}
}

func (c *fakeCell) Put(ctx context.Context, files []File) error {
	c.use("Put")
	before, after := c.cells.faults.hit("Put")
	if before != nil {
		return before
	}
	c.cells.note(files)
	c.filled = true
	return after
}

func (c *fakeCells) note(value any) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch value := value.(type) {
	case []File:
		for _, file := range value {
			c.given.WriteString(file.Path)
			c.given.Write(file.Data)
		}
	default:
		fmt.Fprintf(&c.given, "%s", value)
	}
}

func (c *fakeCell) Run(ctx context.Context, command Command, stdin []byte, limits Limits) (Outcome, error) {
	c.use("Run")
	if !c.filled {
		c.cells.t.Error("Run in a cell without files")
	}
	before, after := c.cells.faults.hit("Run")
	if before != nil {
		return Outcome{}, before
	}
	c.cells.note(stdin)
	c.cells.note(command.Argv)
	c.cells.note(command.Env)
	c.cells.mu.Lock()
	c.cells.runs++
	c.spent = c.cells.spent && c.stage == StageRun
	c.cells.mu.Unlock()
	program := c.cells.program
	if c.stage == StageBuild && command.Argv[0] != "program" {
		program = echo
	}
	outcome, err := program(run{ctx, c.stage, string(stdin), limits, command})
	return outcome, errors.Join(err, after)
}

func (c *fakeCell) RunMany(ctx context.Context, command Command, input func(int) []byte, limits Limits) (outcomes []Outcome, err error) {
	for {
		stdin := input(len(outcomes))
		if stdin == nil {
			return outcomes, nil
		}
		outcome, err := c.Run(ctx, command, stdin, limits)
		if err != nil {
			return nil, err
		}
		outcomes = append(outcomes, outcome)
		if outcome.ExitCode != 0 {
			return outcomes, nil
		}
	}
}

func (c *fakeCell) Collect(ctx context.Context, path string) ([]File, error) {
	c.use("Collect")
	before, after := c.cells.faults.hit("Collect")
	if c.cells.onCollect != nil {
		c.cells.onCollect()
	}
	if err := cmpErr(before, c.cells.missing); err != nil {
		return nil, err
	}
	c.cells.mu.Lock()
	defer c.cells.mu.Unlock()
	c.collected = true
	return []File{{Path: path, Data: []byte("binary")}}, after
}

func cmpErr(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *fakeCell) Spent() bool {
	c.use("Spent")
	c.cells.faults.hit("Spent")
	return c.spent
}

func (c *fakeCell) Destroy() {
	c.cells.mu.Lock()
	if c.destroyed {
		c.cells.t.Error("a cell was destroyed twice")
	}
	c.destroyed = true
	c.cells.live--
	c.cells.mu.Unlock()
	<-c.cells.slots
	c.cells.faults.hit("Destroy")
}

// empty checks that nothing is left.
func (c *fakeCells) empty() {
	c.t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.live != 0 {
		c.t.Errorf("%d cells are left of %v", c.live, c.claims)
	}
}

// fakeLanguages has py (not compiled), cpp (compiled by something that always
// ends well), and compiled, whose compiler is the cells' program.
type fakeLanguages struct {
	faults *faults
	link   error

	mu   sync.Mutex
	seen bytes.Buffer // every submission that was rendered
}

func (l *fakeLanguages) Render(s Submission) (Program, error) {
	if before, after := l.faults.hit("Render"); cmpErr(before, after) != nil {
		return Program{}, errInjected
	}
	data, _ := json.Marshal(s)
	l.mu.Lock()
	l.seen.Write(data)
	l.mu.Unlock()
	if s.Language == "unfit" {
		return Program{}, fmt.Errorf("render unfit: %w", Invalid("/code", "there is no public class"))
	}
	source := []File{{Path: "main", Mode: 0o444, Data: s.Code}}
	program := Program{Language: s.Language, Run: Command{Argv: []string{"program"}, Env: []string{"A=b"}}, Files: source, Uncaught: pythonUncaught}
	program.Shared = &Command{Argv: []string{"shared"}}
	if slices.Contains([]string{"cpp", "compiled"}, s.Language) {
		argv := map[string]string{"cpp": "compiler", "compiled": "program"}[s.Language]
		program.Build = &Build{Files: source, Command: Command{Argv: append([]string{argv}, s.CompilerFlags...)}, Limits: Limits{CPUMillis: 15000}, Artefacts: "out"}
	}
	return program, nil
}

func (l *fakeLanguages) RenderChecker(c Custom) (Program, Limits, error) {
	program, err := l.Render(Submission{Language: c.Language, Code: c.Code})
	return program, Limits{CPUMillis: 10_000}, err
}

func (l *fakeLanguages) Link(program Program, files []File) (Program, error) {
	if before, after := l.faults.hit("Link"); cmpErr(before, after) != nil {
		return Program{}, errInjected
	}
	program.Files = files
	return program, l.link
}

func (l *fakeLanguages) describe(id string) (Language, bool) {
	return Language{ID: id, Version: "1.2", Images: Images{Build: "sha256:01", Run: "sha256:00"}}, id != "unfit"
}
