package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"
	"pgregory.net/rapid"

	"gavel/judge"
)

const (
	modelAttempts = 2
	modelQueued   = 6
)

// TestStateAndQueueMoveTogether compares the store with plain maps under random
// operations, failing commits, restarts and crashes. After every operation the
// whole file is checked.
func TestStateAndQueueMoveTogether(t *testing.T) {
	dir := memoryDir(t)
	files := 0
	rapid.Check(t, func(t *rapid.T) {
		files++
		m := &model{dir: filepath.Join(dir, fmt.Sprint(files)), jobs: map[string]*modelJob{}, keys: map[string]*modelJob{}, problems: map[string]string{}}
		m.open(t, filepath.Join(m.dir, "gavel.db"))
		defer func() { m.db.Close() }()
		t.Repeat(map[string]func(*rapid.T){
			"submit": m.submit, "claim": m.claim, "finish": m.finish, "retry": m.retry,
			"delete": m.delete, "put problem": m.putProblem, "delete problem": m.deleteProblem, "expire": m.expire, "renew": m.renew,
			"restart": m.restart, "crash": m.crash, "": m.compare,
		})
	})
}

// memoryDir is a directory where a sync costs nothing, if there is one.
func memoryDir(t *testing.T) string {
	dir, err := os.MkdirTemp("/dev/shm", "gavel-store-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

type modelJob struct {
	id, key   string
	digest    byte
	state     state
	attempts  int
	verdict   judge.Verdict
	message   string
	seq       int
	forgotten bool
	answer    string // of its problem's first test; "" for no problem
}

// model is what the store should be.
type model struct {
	db     *DB
	dir    string
	fail   bool // the next commit
	copies int
	all    []*modelJob // in the order of submission
	jobs   map[string]*modelJob
	keys   map[string]*modelJob

	problems map[string]string // the answer of the first test, by id
	puts     int

	leases []modelLease // dead ones too
}

type modelLease struct {
	judge.Lease
	job  *modelJob
	live bool
}

func (m *model) open(t *rapid.T, path string) {
	db, err := open(Config{Path: path, MaxAttempts: modelAttempts, MaxQueued: modelQueued}, func() error {
		if m.fail {
			return errDisk
		}
		return nil
	})
	if err != nil {
		t.Fatalf("open: %v", err)
	}
	m.db = db
}

// try runs one operation, sometimes on a failing disk; it says whether the
// model is to follow.
func (m *model) try(t *rapid.T, what string, do func() error, want error) bool {
	m.fail = rapid.IntRange(0, 5).Draw(t, "disk fails") == 0
	err := do()
	failed := m.fail && want == nil
	m.fail = false
	if failed {
		want = errDisk
	}
	if want != nil {
		wantErr(t, what, err, want)
	} else if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	return want == nil
}

func (m *model) count(s state) (n int) {
	for _, job := range m.jobs {
		if job.state == s {
			n++
		}
	}
	return n
}

func (m *model) submit(t *rapid.T) {
	job := &modelJob{
		key:    rapid.SampledFrom([]string{"", "", "", "a", "b"}).Draw(t, "key"),
		digest: byte(rapid.IntRange(1, 2).Draw(t, "body")), state: stateWaiting, seq: len(m.all),
	}
	request := keyed(asking(fmt.Sprint(job.seq)), job.key, job.digest)
	if id := rapid.SampledFrom([]string{"", "p", "q"}).Draw(t, "problem"); m.problems[id] != "" {
		head, err := m.db.ProblemHead(context.Background(), id)
		if err != nil {
			t.Fatal(err)
		}
		head.Apply(&request.Submission)
		job.answer = m.problems[id]
	}
	if rapid.IntRange(0, 4).Draw(t, "scan refuses") == 0 {
		job.state, job.verdict = stateDone, judge.Rejected
		report := judge.RejectedReport(judge.Job{Submission: request.Submission}, m.db.config.Now())
		request.Report = &report
	}
	known := m.keys[job.key]
	var want error
	switch {
	case known != nil && known.digest != job.digest:
		want = judge.ErrConflict
	case known == nil && job.state == stateWaiting && m.count(stateWaiting) >= modelQueued:
		want = judge.ErrBusy
	}
	if known != nil && want == nil { // nothing is written, so nothing can fail
		if id, existed, err := m.db.Submit(context.Background(), request); id != known.id || !existed || err != nil {
			t.Fatalf("known key: %s %v %v, want %s", id, existed, err, known.id)
		}
		return
	}
	if !m.try(t, "submit", func() (err error) { job.id, _, err = m.db.Submit(context.Background(), request); return err }, want) {
		return
	}
	m.all, m.jobs[job.id] = append(m.all, job), job
	if job.key != "" {
		m.keys[job.key] = job
	}
}

func (m *model) claim(t *rapid.T) {
	i := slices.IndexFunc(m.all, func(j *modelJob) bool { return j.state == stateWaiting && !j.forgotten })
	if i < 0 {
		t.Skip("nothing waits")
	}
	var lease judge.Lease
	if !m.try(t, "claim", func() (err error) { lease, err = m.db.Claim(context.Background(), "w1"); return err }, nil) {
		return
	}
	job := m.all[i]
	job.state = stateLeased
	job.attempts++
	if lease.Job.ID != job.id || string(lease.Job.Submission.Code) != fmt.Sprint(job.seq) || lease.Job.Attempt != job.attempts {
		t.Fatalf("claimed %+v, want %+v", lease.Job, job)
	}
	if got := string(lease.Job.Submission.Tests[0].Want); got != job.answer {
		t.Fatalf("claimed the tests of %s, want those of %s", got, job.answer)
	}
	m.leases = append(m.leases, modelLease{lease, job, true})
}

func (m *model) putProblem(t *rapid.T) {
	id := rapid.SampledFrom([]string{"p", "q"}).Draw(t, "id")
	m.puts++
	answer := fmt.Sprintf("[%d]", m.puts)
	var created bool
	if m.try(t, "put problem", func() (err error) {
		created, err = m.db.PutProblem(context.Background(), typedProblem(id, answer))
		return err
	}, nil) {
		if created != (m.problems[id] == "") {
			t.Fatalf("created %v, there was %q", created, m.problems[id])
		}
		m.problems[id] = answer
	}
}

func (m *model) deleteProblem(t *rapid.T) {
	id := rapid.SampledFrom([]string{"p", "q"}).Draw(t, "id")
	var want error
	if m.problems[id] == "" {
		want = judge.ErrNotFound
	}
	if m.try(t, "delete problem", func() error { return m.db.DeleteProblem(context.Background(), id) }, want) {
		delete(m.problems, id)
	}
}

func (m *model) drawLease(t *rapid.T) (*modelLease, error) {
	if len(m.leases) == 0 {
		t.Skip("no leases")
	}
	lease := &m.leases[len(m.leases)-1-rapid.IntRange(0, min(3, len(m.leases)-1)).Draw(t, "lease, from the newest")]
	if lease.live {
		return lease, nil
	}
	return lease, judge.ErrConflict
}

func (m *model) finish(t *rapid.T) {
	lease, want := m.drawLease(t)
	verdict := rapid.SampledFrom([]judge.Verdict{judge.Accepted, judge.WrongAnswer, judge.JudgeError}).Draw(t, "verdict")
	report := judged(verdict, lease.Token)
	if m.try(t, "finish", func() error { return m.db.Finish(context.Background(), lease.Lease, report) }, want) {
		m.end(lease.job, verdict, lease.Token)
	}
}

func (m *model) end(job *modelJob, verdict judge.Verdict, message string) {
	job.state, job.verdict, job.message = stateDone, verdict, message
	m.kill(job)
}

func (m *model) kill(job *modelJob) {
	for i := range m.leases {
		if m.leases[i].job == job {
			m.leases[i].live = false
		}
	}
}

func (m *model) retry(t *rapid.T) {
	lease, want := m.drawLease(t)
	cause := rapid.SampledFrom([]error{nil, errDisk, judge.ErrShutdown}).Draw(t, "cause")
	uncounted := 0
	if cause == judge.ErrShutdown {
		uncounted = 1
	}
	if want == nil && lease.job.attempts-uncounted >= modelAttempts { // nothing is written, so nothing can fail
		if again, err := m.db.Retry(context.Background(), lease.Lease, cause); again || err != nil {
			t.Fatalf("retry of the last attempt: %v %v", again, err)
		}
		return
	}
	var again bool
	if m.try(t, "retry", func() (err error) { again, err = m.db.Retry(context.Background(), lease.Lease, cause); return err }, want) {
		if !again {
			t.Fatalf("no retry after %d attempts", lease.job.attempts)
		}
		lease.job.state = stateWaiting
		lease.job.attempts -= uncounted
		m.kill(lease.job)
	}
}

func (m *model) renew(t *rapid.T) {
	lease, want := m.drawLease(t)
	wantErr(t, "renew", m.db.Renew(context.Background(), lease.Lease), want)
}

// expire does what the lease's timer does.
func (m *model) expire(t *rapid.T) {
	lease, _ := m.drawLease(t)
	m.db.expire(lease.Job.ID, lease.Token)
	if lease.live {
		m.giveUp(lease.job)
	}
}

func (m *model) giveUp(job *modelJob) {
	m.kill(job)
	if job.state = stateWaiting; job.attempts >= modelAttempts {
		m.end(job, judge.JudgeError, "")
	}
}

func (m *model) delete(t *rapid.T) {
	if len(m.all) == 0 {
		t.Skip("no jobs")
	}
	job := rapid.SampledFrom(m.all).Draw(t, "job")
	var want error
	if job.forgotten {
		want = judge.ErrNotFound
	}
	if !m.try(t, "delete", func() error { return m.db.Delete(context.Background(), job.id) }, want) {
		return
	}
	if job.state != stateDone {
		m.wantCanceled(t, job)
		m.end(job, judge.Canceled, "")
		return
	}
	job.forgotten = true
	delete(m.jobs, job.id)
	if m.keys[job.key] == job {
		delete(m.keys, job.key)
	}
}

func (m *model) wantCanceled(t *rapid.T, job *modelJob) {
	for _, lease := range m.leases {
		if lease.live && lease.job == job {
			select {
			case <-lease.Canceled:
			default:
				t.Fatalf("the holder of %s was not told that it is canceled", job.id)
			}
		}
	}
}

func (m *model) restart(t *rapid.T) {
	if err := m.db.Close(); err != nil {
		t.Fatalf("close: %v", err)
	}
	for _, job := range m.jobs {
		if job.state == stateLeased {
			m.kill(job)
			job.state = stateWaiting
			job.attempts--
		}
	}
	m.open(t, m.db.config.Path)
}

// crash goes on with a copy of the file as it is, claims and all.
func (m *model) crash(t *rapid.T) {
	m.copies++
	path := filepath.Join(m.dir, fmt.Sprintf("crashed-%d.db", m.copies))
	if err := m.db.bolt.View(func(tx *bolt.Tx) error { return tx.CopyFile(path, 0o600) }); err != nil {
		t.Fatalf("copy: %v", err)
	}
	if err := m.db.Close(); err != nil {
		t.Fatalf("close: %v", err)
	}
	for _, job := range m.jobs {
		if job.state == stateLeased {
			m.giveUp(job)
		}
	}
	m.open(t, path)
}

func (m *model) compare(t *rapid.T) {
	check(t, m.db)
	s := m.db.Stats()
	if s.Waiting != m.count(stateWaiting) || s.Leased != m.count(stateLeased) || s.Done != m.count(stateDone) {
		t.Fatalf("stats are %+v, the model has %d, %d, %d", s, m.count(stateWaiting), m.count(stateLeased), m.count(stateDone))
	}
	for _, job := range m.all {
		report, err := m.db.Result(context.Background(), job.id)
		switch {
		case job.forgotten:
			wantErr(t, "forgotten job", err, judge.ErrNotFound)
		case err != nil:
			t.Fatalf("result: %v", err)
		case job.state != stateDone && report.Verdict == nil && report.Status == judge.StatusQueued:
		case job.state != stateDone || report.Status != judge.StatusDone || *report.Verdict != job.verdict:
			t.Fatalf("job %s is %s, the model has %+v", job.id, report.Status, job)
		case job.message != "" && *report.Tests[0].Message != job.message:
			t.Fatalf("job %s has the report of claim %s, want %s", job.id, *report.Tests[0].Message, job.message)
		}
	}
}
