package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"gavel/judge"
)

func TestOldestFirstAndGivenBackInFront(t *testing.T) {
	db, ctx := opened(t, Config{MaxAttempts: 2}), context.Background()
	var ids []string
	for i := range 5 {
		ids = append(ids, submit(t, db, asking(fmt.Sprint(i))))
	}
	first, second := claim(t, db), claim(t, db)
	if first.Job.ID != ids[0] || second.Job.ID != ids[1] {
		t.Fatalf("claimed %s, %s, want %s", first.Job.ID, second.Job.ID, ids[:2])
	}
	for _, lease := range []judge.Lease{second, first} {
		if again, err := db.Retry(ctx, lease, errors.New("no cell")); !again || err != nil {
			t.Fatalf("retry: %v %v", again, err)
		}
	}
	wantErr(t, "finish after retry", db.Finish(ctx, first, judged(judge.Accepted, "")), judge.ErrConflict)
	if _, err := db.Retry(ctx, first, nil); !errors.Is(err, judge.ErrConflict) {
		t.Errorf("retry after retry: %v", err)
	}
	for i, id := range ids {
		lease := claim(t, db)
		if lease.Job.ID != id || lease.Token == first.Token && i == 0 {
			t.Errorf("claim %d is %s, token %s, want %s", i, lease.Job.ID, lease.Token, id)
		}
		if want := map[bool]int{true: 2, false: 1}[i < 2]; lease.Job.Attempt != want {
			t.Errorf("claim %d is attempt %d, want %d", i, lease.Job.Attempt, want)
		}
		finish(t, db, lease, id)
	}
}

func TestRetryEndsWithTheAttempts(t *testing.T) {
	db, ctx := opened(t, Config{MaxAttempts: 2}), context.Background()
	submit(t, db, asking(""))
	for range 5 { // being told to stop is not the job's fault
		if again, err := db.Retry(ctx, claim(t, db), fmt.Errorf("w1: %w", judge.ErrShutdown)); !again || err != nil {
			t.Fatalf("shutdown: %v %v", again, err)
		}
	}
	if again, err := db.Retry(ctx, claim(t, db), errors.New("one")); !again || err != nil {
		t.Fatalf("first attempt: %v %v", again, err)
	}
	lease := claim(t, db)
	if again, err := db.Retry(ctx, lease, errors.New("two")); again || err != nil {
		t.Fatalf("last attempt: %v %v", again, err)
	}
	finish(t, db, lease, "the lease still stands")
}

// advance lets time pass in a bubble.
func advance(d time.Duration) {
	<-time.After(d)
	synctest.Wait()
}

func TestLeaseRunsOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db, ctx := opened(t, Config{Lease: 10 * time.Second, MaxAttempts: 2}), context.Background()
		id := submit(t, db, asking(""))
		first := claim(t, db)
		for range 5 {
			advance(9 * time.Second)
			if err := db.Renew(ctx, first); err != nil {
				t.Fatalf("renew: %v", err)
			}
		}
		advance(11 * time.Second)
		wantErr(t, "renew", db.Renew(ctx, first), judge.ErrConflict)
		wantErr(t, "finish", db.Finish(ctx, first, judged(judge.Accepted, "")), judge.ErrConflict)
		db.Progress(first, judge.StatusRunning)
		if report := result(t, db, id); report.Status != judge.StatusQueued || report.Worker != "" {
			t.Errorf("claimable again: %+v", report)
		}
		if second := claim(t, db); second.Job.ID != id || second.Job.Attempt != 2 || second.Token == first.Token {
			t.Errorf("second claim: %+v", second)
		}
		wantErr(t, "renew with the old token", db.Renew(ctx, first), judge.ErrConflict)
		advance(11 * time.Second)
		report := wantEnd(t, db, id, judge.JudgeError, "internal:lease")
		if report.Error == nil || !strings.Contains(*report.Error, "2 times") || !strings.Contains(*report.Error, "worker w1 did not answer for 10s") {
			t.Errorf("error is %v", *report.Error)
		}
		if s := db.Stats(); s.Expired != 2 || s.Ended != 1 {
			t.Errorf("stats %+v", s)
		}
		closeChecked(t, db)
	})
}

func TestRunOutLeaseWakesAParkedClaim(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := opened(t, Config{Lease: 10 * time.Second})
		id := submit(t, db, asking(""))
		claim(t, db)
		began := time.Now()
		if lease := claim(t, db); lease.Job.ID != id || time.Since(began) != 10*time.Second {
			t.Errorf("claimed %s after %v", lease.Job.ID, time.Since(began))
		}
		closeChecked(t, db)
	})
}

func TestClaimIsWokenInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db, ctx := opened(t, Config{}), context.Background()
		got := make(chan string, 3)
		for _, worker := range []string{"a", "b", "c"} {
			go func() {
				lease, err := db.Claim(ctx, worker)
				got <- fmt.Sprintf("%s:%s:%v", worker, lease.Job.Submission.Code, err)
			}()
			synctest.Wait()
		}
		for i, want := range []string{"a:0:<nil>", "b:1:<nil>", "c:2:<nil>"} {
			before := db.Stats().Commits
			submit(t, db, asking(fmt.Sprint(i)))
			if line := <-got; line != want {
				t.Errorf("got %s, want %s", line, want)
			}
			if n := db.Stats().Commits - before; n != 1 {
				t.Errorf("stored and claimed with %d commits, want 1", n)
			}
		}
		closeChecked(t, db)
	})
}

func TestClaimEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := opened(t, Config{})
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		_, err := db.Claim(ctx, "w1")
		wantErr(t, "empty queue", err, context.DeadlineExceeded)
		submit(t, db, asking(""))
		_, err = db.Claim(ctx, "w1")
		wantErr(t, "context already done", err, context.DeadlineExceeded)
		if lease := claim(t, db); lease.Job.Attempt != 1 {
			t.Errorf("attempt %d: a claim that nobody got was counted", lease.Job.Attempt)
		}
		closeChecked(t, db)
	})
}

// A claim whose context ends in the very moment in which it is served.
func TestUnwantedClaimIsUndone(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	db := openedWith(t, Config{}, func() error { cancel(); return nil })
	db.mu.Lock() // the committer sees both at once
	db.ops = append(db.ops, &op{apply: func(t *txn) error {
		_, err := t.add(&record{ID: "x"}, []byte{2, '{', '}', 0})
		return err
	}, done: make(chan error, 1)})
	c := &claimer{worker: "w1", ready: make(chan claimed, 1)}
	db.claimers = append(db.claimers, c)
	db.work.Signal()
	db.mu.Unlock()
	got := <-c.ready
	if got.err != nil || ctx.Err() == nil {
		t.Fatal(got.err, ctx.Err())
	}
	if err := db.release(got); err != nil {
		t.Fatal(err)
	}
	if lease := claim(t, db); lease.Job.ID != "x" || lease.Job.Attempt != 1 {
		t.Errorf("claimed %+v", lease.Job)
	}
}

func TestCancel(t *testing.T) {
	db, ctx := opened(t, Config{}), context.Background()
	running, waiting := submit(t, db, asking("1")), submit(t, db, asking("2"))
	lease := claim(t, db)
	select {
	case <-lease.Canceled:
		t.Fatal("canceled before it was")
	default:
	}
	for _, id := range []string{running, waiting} {
		if err := db.Delete(ctx, id); err != nil {
			t.Fatal(err)
		}
	}
	<-lease.Canceled
	report := wantEnd(t, db, running, judge.Canceled, "canceled")
	if report.StartedAt == nil || report.FinishedAt == nil || report.Worker != "w1" || report.Total != 2 {
		t.Errorf("canceled while running: %+v", report)
	}
	if report := wantEnd(t, db, waiting, judge.Canceled, "canceled"); report.StartedAt != nil {
		t.Errorf("canceled while waiting: %+v", report)
	}
	wantErr(t, "finish", db.Finish(ctx, lease, judged(judge.Accepted, "")), judge.ErrConflict)
	wantEnd(t, db, running, judge.Canceled, "")
	if s := db.Stats(); s.Waiting != 0 || s.Leased != 0 || s.Canceled != 2 {
		t.Errorf("stats %+v", s)
	}
}

func TestDamagedSubmissionDoesNotBlockTheQueue(t *testing.T) {
	db := opened(t, Config{})
	bad, good := submit(t, db, asking("bad")), submit(t, db, asking("good"))
	err := db.change(upkeep, 0, func(t *txn) error {
		t.putChunks(bucketSubmissions, 1, []byte("nonsense"))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if lease := claim(t, db); lease.Job.ID != good {
		t.Errorf("claimed %s, want %s", lease.Job.ID, good)
	}
	wantEnd(t, db, bad, judge.JudgeError, "internal:queue")
}

func TestWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := opened(t, Config{})
		id := submit(t, db, asking(""))
		_, err := db.Wait(context.Background(), "unknown")
		wantErr(t, "unknown job", err, judge.ErrNotFound)

		soon, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if report, err := db.Wait(soon, id); err != nil || report.Status != judge.StatusQueued {
			t.Errorf("out of time: %s %v", report.Status, err)
		}
		got := make(chan string, 3)
		for range cap(got) {
			go func() {
				report, err := db.Wait(context.Background(), id)
				got <- fmt.Sprint(report.Status, err)
			}()
		}
		lease := claim(t, db)
		synctest.Wait()
		if len(got) > 0 {
			t.Error("woken by a claim")
		}
		finish(t, db, lease, "")
		for range cap(got) {
			if line := <-got; line != "done<nil>" {
				t.Error(line)
			}
		}
		synctest.Wait()
		if n := len(db.waiters); n != 0 {
			t.Errorf("%d waiters are left in memory", n)
		}
		closeChecked(t, db)
	})
}

func TestCloseAnswersEverybody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db, ctx := opened(t, Config{MaxAttempts: 1}), context.Background()
		id := submit(t, db, asking(""))
		lease := claim(t, db)
		errs := make(chan error, 2)
		go func() { _, err := db.Claim(ctx, "w2"); errs <- err }()
		go func() { _, err := db.Wait(ctx, id); errs <- err }()
		synctest.Wait()
		closeChecked(t, db)
		for range cap(errs) {
			if err := <-errs; err != nil && !errors.Is(err, judge.ErrUnavailable) {
				t.Error(err)
			}
		}
		_, _, err := db.Submit(ctx, asking(""))
		wantErr(t, "submit", err, judge.ErrUnavailable)
		_, err = db.Result(ctx, id)
		wantErr(t, "result", err, judge.ErrUnavailable)
		wantErr(t, "finish", db.Finish(ctx, lease, judged(judge.Accepted, "")), judge.ErrUnavailable)
		wantErr(t, "delete", db.Delete(ctx, id), judge.ErrUnavailable)
		if err := db.Close(); err != nil {
			t.Errorf("close again: %v", err)
		}
		if again := claim(t, reopened(t, db)); again.Job.ID != id || again.Job.Attempt != 1 || again.Token == lease.Token {
			t.Errorf("after an orderly restart: %+v", again)
		}
	})
}

func TestRetentionByAge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db, ctx := opened(t, Config{RetentionAge: time.Hour}), context.Background()
		old := submit(t, db, keyed(asking("1"), "k", 1))
		finish(t, db, claim(t, db), "")
		waiting := submit(t, db, asking("2"))
		advance(40 * time.Minute)
		young := submit(t, db, asking("3"))
		if err := db.Delete(ctx, young); err != nil {
			t.Fatal(err)
		}
		advance(19 * time.Minute)
		result(t, db, old)
		advance(6 * time.Minute)
		_, err := db.Result(ctx, old)
		wantErr(t, "old report", err, judge.ErrNotFound)
		result(t, db, young)
		if again := submit(t, db, keyed(asking("1"), "k", 2)); again == old {
			t.Error("its key is still known")
		}
		advance(time.Hour)
		result(t, db, waiting) // never forgotten before its end
		if s := db.Stats(); s.Done != 0 || s.Waiting != 2 || s.Forgotten != 2 {
			t.Errorf("stats %+v", s)
		}
		closeChecked(t, db)
	})
}

func TestRetentionByCount(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db := opened(t, Config{RetentionCount: 20})
		var ids []string
		for i := range 150 {
			ids = append(ids, submit(t, db, asking(fmt.Sprint(i))))
			finish(t, db, claim(t, db), "")
			synctest.Wait()
			if n := db.Stats().Done; n > 22 {
				t.Fatalf("%d reports are there, 22 are the most", n)
			}
		}
		for _, id := range ids[130:] {
			result(t, db, id)
		}
		_, err := db.Result(context.Background(), ids[127])
		wantErr(t, "an older one", err, judge.ErrNotFound)
		db = reopened(t, db)
		synctest.Wait()
		if n := db.Stats().Done; n > 22 || n < 20 {
			t.Errorf("%d reports after a restart", n)
		}
		closeChecked(t, db)
	})
}
