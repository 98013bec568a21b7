package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	bolt "go.etcd.io/bbolt"

	"gavel/judge"
)

// opened returns a store in a new directory. At the end of the test the whole
// file is checked.
func opened(t testing.TB, config Config) *DB {
	t.Helper()
	return openedWith(t, config, nil)
}

func openedWith(t testing.TB, config Config, beforeCommit func() error) *DB {
	t.Helper()
	if config.Path == "" {
		config.Path = filepath.Join(t.TempDir(), "gavel.db")
	}
	db, err := open(config, beforeCommit)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeChecked(t, db) })
	return db
}

// reopened closes a store and opens its file again.
func reopened(t testing.TB, db *DB) *DB {
	t.Helper()
	closeChecked(t, db)
	return openedWith(t, db.config, db.beforeCommit)
}

func closeChecked(t testing.TB, db *DB) {
	t.Helper()
	db.mu.Lock()
	closing := db.closing
	db.mu.Unlock()
	if closing {
		return
	}
	check(t, db)
	if err := db.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
}

type fataler interface {
	Helper()
	Errorf(string, ...any)
	Fatalf(string, ...any)
}

// check reads the whole file: bbolt's structure, and that each job is listed
// where its record says, with what it needs and nothing else.
func check(t fataler, db *DB) {
	t.Helper()
	var found counts
	err := db.bolt.Update(func(tx *bolt.Tx) error { // no other change meanwhile
		for err := range tx.Check() {
			t.Errorf("bbolt: %v", err)
		}
		want := map[string]int{}
		checkProblems(t, tx)
		err := tx.Bucket(bucketJobs).ForEach(func(k, v []byte) error {
			return checkJob(t, tx, binary.BigEndian.Uint64(k), v, want, &found)
		})
		for _, bucket := range [][]byte{bucketIDs, bucketWaiting, bucketLeased, bucketDone, bucketKeys, bucketSubmissions, bucketReports} {
			if n := tx.Bucket(bucket).Stats().KeyN; n != want[string(bucket)] {
				t.Errorf("bucket %s has %d keys, the jobs account for %d", bucket, n, want[string(bucket)])
			}
		}
		return err
	})
	if err != nil {
		t.Errorf("check: %v", err)
	}
	s := db.Stats()
	if s.Waiting != found.waiting || s.Leased != found.leased || s.Done != found.done {
		t.Errorf("counted %+v, the file has %+v", s, found)
	}
}

func checkJob(t fataler, tx *bolt.Tx, seq uint64, data []byte, want map[string]int, found *counts) error {
	var rec record
	if err := json.Unmarshal(data, &rec); err != nil {
		return err
	}
	want["ids"]++
	if got := tx.Bucket(bucketIDs).Get([]byte(rec.ID)); !bytes.Equal(got, seqKey(seq)) {
		t.Errorf("id %s is of job %x, want %d", rec.ID, got, seq)
	}
	if rec.Key != nil {
		want["keys"]++
		if got := tx.Bucket(bucketKeys).Get(rec.Key); len(got) != 40 || !bytes.Equal(got[:8], seqKey(seq)) {
			t.Errorf("key of job %d is %x", seq, got)
		}
	}
	fake := txn{tx: tx}
	bucket, key, count := fake.listing(seq, &rec)
	if tx.Bucket(bucket).Get(key) == nil {
		t.Errorf("%s job %d is not listed", rec.State, seq)
	}
	*count++
	found.waiting, found.leased, found.done = found.waiting+fake.counts.waiting, found.leased+fake.counts.leased, found.done+fake.counts.done
	want[string(bucket)]++
	content := bucketSubmissions
	if rec.State == stateDone {
		content = bucketReports
	}
	chunks := 0
	for ; tx.Bucket(content).Get(chunkKey(seq, chunks)) != nil; chunks++ {
	}
	if chunks == 0 {
		t.Errorf("%s job %d has nothing in %s", rec.State, seq, content)
	}
	want[string(content)] += chunks
	return nil
}

func text(s string) *judge.Text { t := judge.Text(s); return &t }

// asking returns a request that can be told from others by its code.
func asking(code string) judge.Request {
	return judge.Request{Submission: judge.Submission{
		Language: "python", Code: judge.Text(code),
		Tests:  []judge.Test{{Name: "a", Stdin: judge.Text("1\n"), Expected: text("2\n")}, {Stdin: judge.Text("3")}},
		Limits: judge.Limits{CPUMillis: 2000},
	}, Scan: judge.Scan{Action: "allow", Findings: []judge.Finding{}}}
}

func keyed(request judge.Request, key string, digest byte) judge.Request {
	request.IdempotencyKey, request.BodyDigest = key, [32]byte{digest}
	return request
}

func submit(t fataler, db *DB, request judge.Request) string {
	t.Helper()
	id, _, err := db.Submit(context.Background(), request)
	if err != nil {
		t.Fatalf("submit: %v", err)
	}
	return id
}

func claim(t fataler, db *DB) judge.Lease {
	t.Helper()
	lease, err := db.Claim(context.Background(), "w1")
	if err != nil {
		t.Fatalf("claim: %v", err)
	}
	return lease
}

func result(t fataler, db *DB, id string) judge.Report {
	t.Helper()
	report, err := db.Result(context.Background(), id)
	if err != nil {
		t.Fatalf("result: %v", err)
	}
	return report
}

// judged is a worker's report; message makes it one of its kind.
func judged(verdict judge.Verdict, message string) judge.Report {
	return judge.Report{Status: judge.StatusDone, Verdict: &verdict, Tests: []judge.TestReport{
		{Name: "a", Verdict: verdict, Stdout: judge.Text("\xff<&>"), Message: &message},
	}}
}

func finish(t fataler, db *DB, lease judge.Lease, message string) {
	t.Helper()
	if err := db.Finish(context.Background(), lease, judged(judge.Accepted, message)); err != nil {
		t.Fatalf("finish: %v", err)
	}
}

func wantErr(t fataler, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: got %v, want %v", what, err, want)
	}
}

func wantEnd(t fataler, db *DB, id string, verdict judge.Verdict, reason string) judge.Report {
	t.Helper()
	report := result(t, db, id)
	if report.Status != judge.StatusDone || report.Verdict == nil || *report.Verdict != verdict {
		t.Fatalf("job %s is %s %v, want done %s", id, report.Status, report.Verdict, verdict)
	}
	if reason != "" && (report.Reason == nil || string(*report.Reason) != reason) {
		t.Errorf("job %s has reason %v, want %s", id, report.Reason, reason)
	}
	return report
}

func TestOneJobFromSubmitToForgotten(t *testing.T) {
	db, ctx := opened(t, Config{}), context.Background()
	request := asking("print(1)")
	request.Submission.Code = judge.Text("\x00\xff print")
	id := submit(t, db, request)
	if report := result(t, db, id); report.Status != judge.StatusQueued || report.JobID != id || report.Total != 2 ||
		report.Verdict != nil || report.Limits.CPUMillis != 2000 || report.CreatedAt.IsZero() {
		t.Errorf("queued: %+v", report)
	}
	lease := claim(t, db)
	want := judge.Job{ID: id, Submission: request.Submission, Scan: request.Scan, CreatedAt: lease.Job.CreatedAt, Attempt: 1}
	if diff := cmp.Diff(want, lease.Job); diff != "" || lease.Lasts != judge.DefaultLease {
		t.Errorf("claimed, lasting %v (-want +got):\n%s", lease.Lasts, diff)
	}
	db.Progress(lease, judge.StatusRunning)
	if report := result(t, db, id); report.Status != judge.StatusRunning || report.StartedAt == nil || report.Worker != "w1" {
		t.Errorf("running: %+v", report)
	}
	report := judged(judge.WrongAnswer, "token 1 differs")
	if err := db.Finish(ctx, lease, report); err != nil {
		t.Fatal(err)
	}
	report.JobID, report.CreatedAt = id, lease.Job.CreatedAt
	if diff := cmp.Diff(report, result(t, db, id), cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("done (-want +got):\n%s", diff)
	}
	wantErr(t, "finish again", db.Finish(ctx, lease, report), judge.ErrConflict)
	wantErr(t, "renew", db.Renew(ctx, lease), judge.ErrConflict)
	if err := db.Delete(ctx, id); err != nil {
		t.Fatal(err)
	}
	_, err := db.Result(ctx, id)
	wantErr(t, "result", err, judge.ErrNotFound)
	wantErr(t, "delete again", db.Delete(ctx, id), judge.ErrNotFound)
}

func TestRejectedIsDoneAtOnce(t *testing.T) {
	db := opened(t, Config{MaxQueued: 1})
	submit(t, db, asking("fills the queue"))
	request := asking("import socket")
	report := judge.RejectedReport(judge.Job{Submission: request.Submission}, db.config.Now())
	request.Report = &report
	id := submit(t, db, request)
	if got := wantEnd(t, db, id, judge.Rejected, ""); got.JobID != id || got.FinishedAt == nil || got.CreatedAt.IsZero() {
		t.Errorf("got %+v", got)
	}
	if lease := claim(t, db); lease.Job.ID == id {
		t.Error("a rejected job was claimed")
	}
}

func TestBigSubmissionAndReport(t *testing.T) {
	db := opened(t, Config{})
	request := asking("big")
	request.Submission.Tests[0].Stdin = bytes.Repeat([]byte("0123456789abcde\xff"), 4<<20)
	for i := range 3000 {
		request.Submission.Tests = append(request.Submission.Tests, judge.Test{Name: fmt.Sprintf("a long name of test %d", i)})
	}
	id := submit(t, db, request)
	if report := result(t, db, id); report.Total != 3002 {
		t.Errorf("total %d, want 3002: the header goes over several chunks", report.Total)
	}
	lease := claim(t, db)
	whole := cmp.Comparer(func(a, b judge.Text) bool { return bytes.Equal(a, b) })
	if diff := cmp.Diff(request.Submission, lease.Job.Submission, whole); diff != "" {
		t.Errorf("claimed another submission: %.300s", diff)
	}
	message := string(bytes.Repeat([]byte("x"), 3*chunkSize))
	finish(t, db, lease, message)
	if got := wantEnd(t, db, id, judge.Accepted, ""); *got.Tests[0].Message != message {
		t.Error("the report came back changed")
	}
}

func TestIDsAreOfOneForm(t *testing.T) {
	draw := func(b byte) string {
		db := opened(t, Config{Rand: bytes.NewReader(bytes.Repeat([]byte{b}, 16))})
		return submit(t, db, asking(""))
	}
	if got := draw(0xff); got != "7ZZZZZZZZZZZZZZZZZZZZZZZZZ" {
		t.Errorf("128 ones are %s", got)
	}
	if got := draw(0); got != "00000000000000000000000000" {
		t.Errorf("128 zeros are %s", got)
	}
	if got := draw(0x21); got != "1144GJ289144GJ289144GJ2891" {
		t.Errorf("21…21 is %s", got)
	}
}

func TestBrokenRandomnessOverwritesNothing(t *testing.T) {
	db := opened(t, Config{Rand: bytes.NewReader(make([]byte, 32))})
	submit(t, db, asking("first"))
	_, _, err := db.Submit(context.Background(), asking("second"))
	wantErr(t, "the same id again", err, judge.ErrUnavailable)
	_, _, err = db.Submit(context.Background(), asking("third"))
	if err == nil || db.Stats().Waiting != 1 {
		t.Errorf("got %v and %d jobs", err, db.Stats().Waiting)
	}
}

func TestQueueIsBounded(t *testing.T) {
	db := opened(t, Config{MaxQueued: 2})
	id := submit(t, db, keyed(asking("1"), "k", 1))
	submit(t, db, asking("2"))
	_, _, err := db.Submit(context.Background(), asking("3"))
	wantErr(t, "third", err, judge.ErrBusy)
	if again, existed, err := db.Submit(context.Background(), keyed(asking("1"), "k", 1)); again != id || !existed || err != nil {
		t.Errorf("a known key when full: %s %v %v", again, existed, err)
	}
	claim(t, db)
	submit(t, db, asking("3"))
}

func TestIdempotencyKey(t *testing.T) {
	db, ctx := opened(t, Config{}), context.Background()
	id := submit(t, db, keyed(asking("1"), "k", 1))
	for _, moment := range []string{"queued", "after a restart", "done"} {
		switch moment {
		case "after a restart":
			db = reopened(t, db)
		case "done":
			finish(t, db, claim(t, db), "")
		}
		if again, existed, err := db.Submit(ctx, keyed(asking("1"), "k", 1)); again != id || !existed || err != nil {
			t.Errorf("%s: got %s %v %v, want %s", moment, again, existed, err, id)
		}
		_, _, err := db.Submit(ctx, keyed(asking("1"), "k", 2))
		wantErr(t, moment+", another body", err, judge.ErrConflict)
		if strings.Contains(fmt.Sprint(err), id) {
			t.Errorf("%s: whoever guesses a key is told the id of its job, which is all that it takes to read and to cancel that: %v", moment, err)
		}
	}
	if other := submit(t, db, keyed(asking("1"), "K", 1)); other == id {
		t.Error("another key gave the same job")
	}
	if err := db.Delete(ctx, id); err != nil {
		t.Fatal(err)
	}
	if again, existed, err := db.Submit(ctx, keyed(asking("1"), "k", 2)); again == id || existed || err != nil {
		t.Errorf("after it was forgotten: %s %v %v", again, existed, err)
	}
}

func FuzzDecode(f *testing.F) {
	data, err := encode(asking("print(1)").Submission, judge.Scan{})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(data[:len(data)-1])
	f.Fuzz(func(t *testing.T, data []byte) {
		head, err := decode(data)
		if err != nil {
			return
		}
		again, err := encode(head.Submission, head.Scan)
		if err != nil {
			t.Fatal(err)
		}
		twice, err := decode(again)
		if diff := cmp.Diff(head, twice, cmpopts.EquateEmpty()); err != nil || diff != "" {
			t.Errorf("%v %s", err, diff)
		}
	})
}
