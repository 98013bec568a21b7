package store

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"gavel/judge"
)

var errDisk = errors.New("no space left (as the test wants it)")

// failing returns a hook for openedWith that fails the next n commits.
func failing() (left *atomic.Int32, hook func() error) {
	left = &atomic.Int32{}
	return left, func() error {
		if left.Load() > 0 {
			left.Add(-1)
			return errDisk
		}
		return nil
	}
}

func TestFailedCommitLeavesEverythingAsItWas(t *testing.T) {
	left, hook := failing()
	db, ctx := openedWith(t, Config{}, hook), context.Background()
	left.Store(1)
	_, _, err := db.Submit(ctx, keyed(asking("1"), "k", 1))
	wantErr(t, "submit", err, errDisk)
	wantErr(t, "what Stats tells", db.Stats().Err, errDisk)
	check(t, db)
	id := submit(t, db, keyed(asking("1"), "k", 2))

	left.Store(1)
	_, err = db.Claim(ctx, "w1")
	wantErr(t, "claim", err, errDisk)
	lease := claim(t, db)
	if lease.Job.Attempt != 1 {
		t.Errorf("attempt %d: a claim that failed was counted", lease.Job.Attempt)
	}

	left.Store(2)
	wantErr(t, "finish", db.Finish(ctx, lease, judged(judge.Accepted, "")), errDisk)
	wantErr(t, "delete", db.Delete(ctx, id), errDisk)
	select {
	case <-lease.Canceled:
		t.Error("a cancellation that was not stored was told to the worker")
	default:
	}
	left.Store(1)
	if again, err := db.Retry(ctx, lease, nil); again || !errors.Is(err, errDisk) {
		t.Errorf("retry: %v %v", again, err)
	}
	check(t, db)
	if report := result(t, db, id); report.Status == judge.StatusDone {
		t.Errorf("report %+v", report)
	}
	finish(t, db, lease, "the lease still stands")
}

// parked begins a claim in a bubble, and returns when it stands in line.
func parked(t *testing.T, db *DB) <-chan judge.Lease {
	t.Helper()
	leases := make(chan judge.Lease, 1)
	go func() {
		lease, err := db.Claim(context.Background(), "w1")
		if err != nil {
			t.Errorf("claim: %v", err)
		}
		leases <- lease
	}()
	synctest.Wait()
	return leases
}

func TestAJobIsHandedOutWhileItIsBeingStored(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		claimed := make(chan struct{})
		close(claimed)
		db := openedWith(t, Config{}, func() error { <-claimed; return nil })
		leases, done := parked(t, db), make(chan string)
		claimed = make(chan struct{}) // the next commit waits for the claim
		go func() {
			id, _, err := db.Submit(context.Background(), asking("1"))
			if err != nil {
				t.Errorf("submit: %v", err)
			}
			done <- id
		}()
		lease := <-leases
		close(claimed)
		if id := <-done; id != lease.Job.ID || lease.Job.Attempt != 1 || len(lease.Job.Submission.Tests) != 2 {
			t.Errorf("job %s was stored, claimed is %+v", id, lease.Job)
		}
		check(t, db)
		finish(t, db, lease, "")
		closeChecked(t, db)
	})
}

func TestAJobThatCannotBeStoredIsTakenFromItsWorker(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		left, hook := failing()
		db, ctx := openedWith(t, Config{}, hook), context.Background()
		leases := parked(t, db)
		left.Store(1)
		_, _, err := db.Submit(ctx, asking("1"))
		wantErr(t, "submit", err, errDisk)
		lease := <-leases
		<-lease.Canceled
		wantErr(t, "renew", db.Renew(ctx, lease), judge.ErrConflict)
		wantErr(t, "finish", db.Finish(ctx, lease, judged(judge.Accepted, "")), judge.ErrConflict)
		_, err = db.Retry(ctx, lease, nil)
		wantErr(t, "retry", err, judge.ErrConflict)
		check(t, db)

		leases = parked(t, db)
		id := submit(t, db, asking("1"))
		if lease := <-leases; lease.Job.ID != id {
			t.Errorf("claimed %s, want %s", lease.Job.ID, id)
		}
		closeChecked(t, db)
	})
}

// group hands several changes to the committer at once.
func group(db *DB, ops ...*op) {
	db.mu.Lock()
	defer db.mu.Unlock()
	db.ops = append(db.ops, ops...)
	db.work.Signal()
}

func TestAdmissionsDoNotTakeUpkeepDown(t *testing.T) {
	left, hook := failing()
	db, ctx := openedWith(t, Config{}, hook), context.Background()
	submit(t, db, asking("1"))
	lease := claim(t, db)
	a := &arrival{rec: record{ID: "new"}, submission: []byte{2, '{', '}', 0}}
	admitted := &op{class: admission, apply: a.apply, done: make(chan error, 1)}
	ended := &op{class: upkeep, done: make(chan error, 1), apply: func(t *txn) error {
		seq, rec, err := t.held(lease.Job.ID, lease.Token)
		if err == nil {
			err = t.endWith(seq, rec, judge.CanceledReport(lease.Job, t.now))
		}
		return err
	}}
	left.Store(1)
	group(db, admitted, ended)
	wantErr(t, "the submission", <-admitted.done, errDisk)
	if err := <-ended.done; err != nil {
		t.Errorf("the end: %v", err)
	}
	wantEnd(t, db, lease.Job.ID, judge.Canceled, "")
	_, err := db.Result(ctx, "new")
	wantErr(t, "the submission's result", err, judge.ErrNotFound)
}

// A refusal that rests on a change of the same group is not given where that
// change is not stored.
func TestRefusalSharesTheFateOfWhatItRestsOn(t *testing.T) {
	left, hook := failing()
	db := openedWith(t, Config{}, hook)
	arrive := func(id string, digest byte) *op {
		a := &arrival{rec: record{ID: id, Key: []byte("k")}, digest: [32]byte{digest}, submission: []byte{2, '{', '}', 0}}
		return &op{class: admission, apply: a.apply, done: make(chan error, 1)}
	}
	first, second := arrive("a", 1), arrive("b", 2)
	left.Store(1)
	group(db, first, second)
	wantErr(t, "first", <-first.done, errDisk)
	wantErr(t, "second", <-second.done, errDisk)
	first, second = arrive("a", 1), arrive("b", 2)
	group(db, first, second)
	if err := <-first.done; err != nil {
		t.Error(err)
	}
	wantErr(t, "second", <-second.done, judge.ErrConflict)
}

func TestExpiryThatCannotBeStoredIsTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		left, hook := failing()
		db := openedWith(t, Config{Lease: 10 * time.Second}, hook)
		id := submit(t, db, asking(""))
		claim(t, db)
		left.Store(2)
		advance(25 * time.Second)
		if n := left.Load(); n != 0 {
			t.Errorf("%d failures are left: it was not tried", n)
		}
		if lease := claim(t, db); lease.Job.ID != id || lease.Job.Attempt != 2 {
			t.Errorf("claimed %+v", lease.Job)
		}
		closeChecked(t, db)
	})
}

func TestDoubtfulCommitStopsAllWrites(t *testing.T) {
	db, ctx := opened(t, Config{}), context.Background()
	id := submit(t, db, asking(""))
	lease := claim(t, db)
	doubt := make(chan error, 1)
	group(db, &op{class: upkeep, done: doubt, apply: func(t *txn) error {
		t.db.doubt(t.tx.ID()-1, errDisk) // the newest page of the file is that of the failed commit
		return nil
	}})
	<-doubt
	_, _, err := db.Submit(ctx, asking(""))
	wantErr(t, "submit", err, judge.ErrUnavailable)
	_, err = db.Claim(ctx, "w1")
	wantErr(t, "claim", err, judge.ErrUnavailable)
	wantErr(t, "finish", db.Finish(ctx, lease, judged(judge.Accepted, "")), judge.ErrUnavailable)
	result(t, db, id)
	if err := db.Close(); err == nil {
		t.Error("close says nothing of it")
	}
	if again := claim(t, openedWith(t, db.config, nil)); again.Job.ID != id || again.Job.Attempt != 2 {
		t.Errorf("after a restart: %+v", again.Job)
	}
}

// smallDisk returns a path on a real file system of 4 MiB, and what makes it bigger.
func smallDisk(t *testing.T) (path string, grow func()) {
	if os.Geteuid() != 0 {
		if os.Getenv("GAVEL_ROOT_TESTS") == "1" {
			t.Fatal("needs root, to mount a small tmpfs")
		}
		t.Skip("needs root, to mount a small tmpfs")
	}
	dir := t.TempDir()
	mount := func(flags uintptr, options string) {
		if err := syscall.Mount("gavel-test", dir, "tmpfs", flags, options); err != nil {
			t.Fatalf("mount a tmpfs: %v", err)
		}
	}
	mount(0, "size=4m,mode=0700")
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Errorf("unmount: %v", err)
		}
	})
	return filepath.Join(dir, "gavel.db"), func() { mount(syscall.MS_REMOUNT, "size=8m") }
}

// fillUp submits until it is refused, and returns what was stored and why no more.
func fillUp(t *testing.T, db *DB) (stored []string, err error) {
	t.Helper()
	big := asking("big")
	big.Submission.Tests[0].Stdin = bytes.Repeat([]byte("x"), 300<<10)
	for range 20 {
		id, _, err := db.Submit(context.Background(), big)
		if err != nil {
			wantErr(t, "submit", err, judge.ErrUnavailable)
			return stored, err
		}
		stored = append(stored, id)
	}
	t.Fatalf("20 times 300 KiB went into 4 MiB")
	return nil, nil
}

func TestNearlyFullDisk(t *testing.T) {
	path, _ := smallDisk(t)
	db, ctx := opened(t, Config{Path: path, MinFree: 1 << 20}), context.Background()
	small := submit(t, db, asking("small"))
	lease := claim(t, db)
	stored, err := fillUp(t, db)
	if err == nil || !strings.Contains(err.Error(), "the least is 1048576") {
		t.Errorf("got %v", err)
	}
	finish(t, db, lease, "what runs can end")
	for _, id := range append(stored, small) {
		if err := db.Delete(ctx, id); err != nil {
			t.Fatalf("delete: %v", err)
		}
	}
	closeChecked(t, db)
}

func TestFullDisk(t *testing.T) {
	path, grow := smallDisk(t)
	db, ctx := opened(t, Config{Path: path, MinFree: 1}), context.Background()
	small := submit(t, db, asking("small"))
	lease := claim(t, db)
	stored, err := fillUp(t, db)
	wantErr(t, "submit", err, syscall.ENOSPC)
	check(t, db)
	report := judged(judge.Accepted, strings.Repeat("x", 1<<20))
	wantErr(t, "finish", db.Finish(ctx, lease, report), syscall.ENOSPC)
	check(t, db)
	grow()
	if err := db.Finish(ctx, lease, report); err != nil {
		t.Fatalf("finish with room: %v", err)
	}
	db = reopened(t, db)
	wantEnd(t, db, small, judge.Accepted, "")
	for _, id := range stored {
		if got := claim(t, db); got.Job.ID != id || len(got.Job.Submission.Tests[0].Stdin) != 300<<10 {
			t.Errorf("claimed %s with %d bytes, want %s", got.Job.ID, len(got.Job.Submission.Tests[0].Stdin), id)
		}
	}
	closeChecked(t, db)
}
