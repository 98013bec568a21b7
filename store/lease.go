package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"gavel/judge"
)

// causeBytes bounds what is kept of the reason that a job was given back for.
const causeBytes = 1 << 10

// Renew makes the lease stand for another Config.Lease from now. ErrConflict:
// it ran out, or the job has ended. Nothing is written: a lease never outlives
// the process.
func (db *DB) Renew(_ context.Context, held judge.Lease) error {
	db.mu.Lock()
	defer db.mu.Unlock()
	l := db.leases[held.Job.ID]
	if l == nil || l.token != held.Token || !l.timer.Stop() {
		return lost(held.Job.ID, held.Token)
	}
	l.timer.Reset(db.config.Lease)
	return nil
}

// Progress publishes the status that Result shows until the job is done. Of a
// lost lease it is ignored.
func (db *DB) Progress(held judge.Lease, status judge.Status) {
	db.mu.Lock()
	defer db.mu.Unlock()
	if l := db.leases[held.Job.ID]; l != nil && l.token == held.Token {
		l.status = status
	}
}

// Finish stores the report and ends the lease in one transaction. The report's
// job id, status and creation time are the store's. ErrConflict: the lease is
// lost and the report is not stored. After any other error the job is still
// leased: Finish can be called again, or the lease runs out and the job is
// judged again.
func (db *DB) Finish(_ context.Context, held judge.Lease, report judge.Report) error {
	data, err := encodeReport(report, &record{ID: held.Job.ID, Created: held.Job.CreatedAt})
	if err != nil {
		return err
	}
	return db.change(upkeep, len(data), func(t *txn) error {
		seq, rec, err := t.held(held.Job.ID, held.Token)
		if err != nil {
			return err
		}
		t.end(seq, rec, data)
		return nil
	})
}

// Retry gives the job back after a failure of ours; it is then the first in the
// queue. It returns false, and the lease stands, where this was the last attempt;
// an attempt that ErrShutdown cut short is not counted.
func (db *DB) Retry(_ context.Context, held judge.Lease, cause error) (bool, error) {
	again := false
	err := db.change(upkeep, 0, func(t *txn) error {
		again = false
		seq, rec, err := t.held(held.Job.ID, held.Token)
		if err != nil {
			return err
		}
		if errors.Is(cause, judge.ErrShutdown) {
			rec.Attempts--
		}
		if rec.Attempts >= db.config.MaxAttempts {
			return nil
		}
		if cause != nil {
			rec.Cause = cut(cause.Error())
		}
		t.giveBack(seq, rec)
		t.counts.retried++
		again = true
		return nil
	})
	return again && err == nil, err
}

// expire takes a lease away whose time has run out. Where that cannot be
// stored, the lease stands for another while.
func (db *DB) expire(id, token string) {
	err := db.change(upkeep, 0, func(t *txn) error {
		seq, rec, err := t.held(id, token)
		if err != nil {
			return err
		}
		t.counts.expired++
		rec.Cause = fmt.Sprintf("worker %s did not answer for %v", rec.Worker, db.config.Lease)
		return t.giveUp(seq, rec)
	})
	if err == nil || errors.Is(err, judge.ErrConflict) || errors.Is(err, errClosed) {
		return
	}
	db.mu.Lock()
	defer db.mu.Unlock()
	if l := db.leases[id]; l != nil && l.token == token && !db.closing {
		l.timer.Reset(db.config.Lease)
	}
}

// giveUp gives back a job whose worker is gone, or ends it after the last attempt.
func (t *txn) giveUp(seq uint64, rec *record) error {
	if rec.Attempts < t.db.config.MaxAttempts {
		t.giveBack(seq, rec)
		return nil
	}
	head, err := readHeader(t.tx, seq)
	if err != nil {
		head = header{} // an end without particulars is better than none
	}
	return t.endWith(seq, rec, judge.FailedReport(rec.job(head), t.now, &judge.StepError{
		Step:   "lease",
		Err:    fmt.Errorf("judging was begun %d times and never came to an end; the last time %s", rec.Attempts, rec.Cause),
		Remedy: "look at the worker's log, then submit again",
	}))
}

func cut(s string) string {
	return strings.ToValidUTF8(s[:min(len(s), causeBytes)], "")
}
