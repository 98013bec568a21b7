package store

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	bolt "go.etcd.io/bbolt"

	"gavel/judge"
)

// checkProblems reads all problems: each has its newest revision, all other
// revisions are used, and by as many jobs as the file says.
func checkProblems(t fataler, tx *bolt.Tx) {
	t.Helper()
	newest, used := map[uint64]bool{}, map[uint64]uint64{}
	err := tx.Bucket(bucketProblems).ForEach(func(id, data []byte) error {
		var rec problemRecord
		err := json.Unmarshal(data, &rec)
		newest[rec.Revision] = true
		if tx.Bucket(bucketRevisions).Get(chunkKey(rec.Revision, 0)) == nil {
			t.Errorf("problem %s has no revision %d", id, rec.Revision)
		}
		return err
	})
	if err != nil {
		t.Errorf("problems: %v", err)
	}
	err = tx.Bucket(bucketJobs).ForEach(func(_, data []byte) error {
		var rec record
		err := json.Unmarshal(data, &rec)
		if rec.State != stateDone && rec.Revision != 0 {
			used[rec.Revision]++
		}
		return err
	})
	if err != nil {
		t.Errorf("jobs: %v", err)
	}
	counted := map[uint64]uint64{}
	err = tx.Bucket(bucketUses).ForEach(func(k, v []byte) error {
		counted[binary.BigEndian.Uint64(k)] = binary.BigEndian.Uint64(v)
		return nil
	})
	if diff := cmp.Diff(used, counted); err != nil || diff != "" {
		t.Errorf("users of revisions (-jobs +counted): %s %v", diff, err)
	}
	err = tx.Bucket(bucketRevisions).ForEach(func(k, _ []byte) error {
		if revision := binary.BigEndian.Uint64(k); !newest[revision] && used[revision] == 0 {
			t.Errorf("revision %d is of no use", revision)
		}
		return nil
	})
	if err != nil {
		t.Errorf("revisions: %v", err)
	}
}

// typedProblem has values of all kinds; answer tells revisions apart.
func typedProblem(id, answer string) judge.Problem {
	integer := judge.Type{Kind: judge.KindInteger}
	return judge.Problem{
		ID: id, Title: "T", Statement: "S", Feedback: judge.FeedbackFull,
		Function: &judge.Function{
			Name: "f", Params: []judge.Param{{Name: "a", Type: judge.Type{Kind: judge.KindArray, Elem: &integer}}},
			Return: judge.Return{Type: integer}, Output: &judge.Output{},
		},
		Tests: []judge.Test{
			{Name: "one", Args: []json.RawMessage{json.RawMessage("[1,2]")}, Want: json.RawMessage(answer), Sample: true},
			{Args: []json.RawMessage{json.RawMessage("[]")}},
			{Args: []json.RawMessage{json.RawMessage(`"<"`)}, Want: json.RawMessage("null")},
			{Operations: []string{"A", "b"}, Args: []json.RawMessage{json.RawMessage("[]"), json.RawMessage("[1]")}, Want: json.RawMessage("[null,2]")},
		},
	}
}

func put(t *testing.T, db *DB, problem judge.Problem) bool {
	t.Helper()
	created, err := db.PutProblem(context.Background(), problem)
	if err != nil {
		t.Fatal(err)
	}
	return created
}

// solving is a request to a problem as it is now.
func solving(t *testing.T, db *DB, id string) judge.Request {
	t.Helper()
	head, err := db.ProblemHead(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	request := judge.Request{Submission: judge.Submission{Language: "python", Code: judge.Text("x")}}
	head.Apply(&request.Submission)
	return request
}

func TestProblemsAreKept(t *testing.T) {
	ctx := context.Background()
	db := opened(t, Config{})
	want := typedProblem("two-sum", "[1]")
	if !put(t, db, want) {
		t.Error("the first one replaced another")
	}
	db = reopened(t, db)
	got, err := db.Problem(ctx, "two-sum")
	if err != nil || got.Revision == 0 || got.UpdatedAt.IsZero() {
		t.Fatalf("got %+v, %v", got, err)
	}
	want.Revision, want.UpdatedAt = got.Revision, got.UpdatedAt
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("(-put +got): %s", diff)
	}
	head, err := db.ProblemHead(ctx, "two-sum")
	want.Tests = []judge.Test{{Name: "one", Sample: true}, {}, {}, {}}
	if diff := cmp.Diff(want, head); err != nil || diff != "" {
		t.Errorf("head: %v (-want +got): %s", err, diff)
	}
	put(t, db, judge.Problem{ID: "a", Tests: []judge.Test{{Stdin: judge.Text("\xff"), Expected: text("\xfe")}}})
	list, err := db.Problems(ctx)
	if err != nil || len(list) != 2 || list[0].ID != "a" || list[1].ID != "two-sum" || list[1].Tests != 4 || list[1].Title != "T" {
		t.Errorf("list %+v, %v", list, err)
	}
	if put(t, db, typedProblem("two-sum", "[2]")) {
		t.Error("the second one did not replace the first")
	}
	if got, err := db.Problem(ctx, "two-sum"); err != nil || string(got.Tests[0].Want) != "[2]" {
		t.Errorf("got %s, %v", got.Tests[0].Want, err)
	}
	if err := db.DeleteProblem(ctx, "two-sum"); err != nil {
		t.Error(err)
	}
	_, missing := db.Problem(ctx, "two-sum")
	_, missingHead := db.ProblemHead(ctx, "two-sum")
	for _, err := range []error{missing, missingHead, db.DeleteProblem(ctx, "two-sum")} {
		if !errors.Is(err, judge.ErrNotFound) {
			t.Errorf("after the end: %v", err)
		}
	}
}

// A job has the tests that it came with, whatever becomes of its problem, and
// they go with the last job that has them.
func TestJobsKeepTheirTests(t *testing.T) {
	ctx := context.Background()
	db := opened(t, Config{})
	put(t, db, typedProblem("p", "[1]"))
	first := submit(t, db, solving(t, db, "p"))
	second := submit(t, db, solving(t, db, "p"))
	put(t, db, typedProblem("p", "[2]"))
	third := submit(t, db, solving(t, db, "p"))
	if err := db.DeleteProblem(ctx, "p"); err != nil {
		t.Fatal(err)
	}
	db = reopened(t, db)
	for i, id := range []string{first, second, third} {
		lease, err := db.Claim(ctx, "w")
		if err != nil || lease.Job.ID != id {
			t.Fatalf("claimed %s, %v, want %s", lease.Job.ID, err, id)
		}
		want := typedProblem("p", []string{"[1]", "[1]", "[2]"}[i])
		if diff := cmp.Diff(want.Tests, lease.Job.Submission.Tests, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("job %d (-want +got): %s", i, diff)
		}
		if lease.Job.Submission.Tests[1].Want != nil {
			t.Error("a test without an answer has one")
		}
		if report, err := db.Result(ctx, id); err != nil || report.Total != 4 || report.Problem != "p" {
			t.Errorf("pending: %+v, %v", report, err)
		}
		if i == 1 {
			if err := db.Delete(ctx, id); err != nil {
				t.Error(err)
			}
		} else if err := db.Finish(ctx, lease, judge.FailedReport(lease.Job, time.Now(), errDisk)); err != nil {
			t.Error(err)
		}
		check(t, db)
	}
	var left int
	if err := db.view(func(tx *bolt.Tx) error { left = tx.Bucket(bucketRevisions).Stats().KeyN; return nil }); err != nil || left != 0 {
		t.Errorf("%d pieces of revisions are left, %v", left, err)
	}
}

func TestAReplacedRevisionTakesNoMoreJobs(t *testing.T) {
	db := opened(t, Config{})
	put(t, db, typedProblem("p", "[1]"))
	late := solving(t, db, "p")
	put(t, db, typedProblem("p", "[2]"))
	if _, _, err := db.Submit(context.Background(), late); !errors.Is(err, judge.ErrUnavailable) {
		t.Errorf("got %v", err)
	}
	rejected := solving(t, db, "p")
	report := judge.RejectedReport(judge.Job{Submission: rejected.Submission}, time.Now())
	rejected.Report = &report
	submit(t, db, rejected)
}

// A file of before there were problems gets what it lacks.
func TestAnOlderFileIsUpgraded(t *testing.T) {
	db := opened(t, Config{})
	id := submit(t, db, asking("1"))
	err := db.bolt.Update(func(tx *bolt.Tx) error {
		for _, name := range [][]byte{bucketProblems, bucketRevisions, bucketUses} {
			if err := tx.DeleteBucket(name); err != nil {
				return err
			}
		}
		return tx.Bucket(bucketMeta).Put(keySchema, []byte("1"))
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = openedWith(t, db.config, nil)
	put(t, db, typedProblem("p", "[1]"))
	if _, err := db.Result(context.Background(), id); err != nil {
		t.Error(err)
	}
	db = reopened(t, db)
	if _, err := db.Problem(context.Background(), "p"); err != nil {
		t.Error(err)
	}
}
