package store

import (
	"context"
	"encoding/json"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"gavel/judge"
)

// Result returns the report of a job, or, while it is not done, what is known of
// it: how far it is, since when, and the limits as they were asked. ErrNotFound
// for an id that was never given or is forgotten.
func (db *DB) Result(_ context.Context, id string) (judge.Report, error) {
	var rec record
	var head header
	var data []byte
	err := db.view(func(tx *bolt.Tx) (err error) {
		var seq uint64
		if seq, rec, err = find(tx, id); err != nil {
			return err
		}
		if rec.State == stateDone {
			data = readChunks(tx, bucketReports, seq, 1<<62)
			return nil
		}
		head, err = readHeader(tx, seq)
		return err
	})
	if err != nil {
		return judge.Report{}, err
	}
	if rec.State != stateDone {
		return db.pending(&rec, head), nil
	}
	var report judge.Report
	if err := json.Unmarshal(data, &report); err != nil {
		return report, fmt.Errorf("report of job %s is damaged: %w", id, err)
	}
	return report, nil
}

// Wait is Result once the job is done. When ctx ends before, or the store is
// closed, it is Result then: a report that is not done, and no error.
func (db *DB) Wait(ctx context.Context, id string) (judge.Report, error) {
	ended, leave := db.await(id)
	defer leave()
	report, err := db.Result(ctx, id)
	if err != nil || report.Status == judge.StatusDone {
		return report, err
	}
	select {
	case <-ended:
	case <-ctx.Done():
	case <-db.closed:
	}
	return db.Result(ctx, id)
}

// waiter is the end of one job, and who waits for it.
type waiter struct {
	ended chan struct{}
	users int
}

// await returns a channel that is closed when the job ends.
func (db *DB) await(id string) (ended <-chan struct{}, leave func()) {
	db.mu.Lock()
	defer db.mu.Unlock()
	w := db.waiters[id]
	if w == nil {
		w = &waiter{ended: make(chan struct{})}
		db.waiters[id] = w
	}
	w.users++
	return w.ended, func() {
		db.mu.Lock()
		defer db.mu.Unlock()
		if w.users--; w.users == 0 && db.waiters[id] == w {
			delete(db.waiters, id)
		}
	}
}

// wake tells everybody that the job has ended. It needs db.mu.
func (db *DB) wake(id string) {
	if w := db.waiters[id]; w != nil {
		close(w.ended)
		delete(db.waiters, id)
	}
}

// pending is the report of a job that is not done.
func (db *DB) pending(rec *record, head header) judge.Report {
	report := judge.QueuedReport(rec.job(head))
	rec.dateStart(&report)
	db.mu.Lock()
	defer db.mu.Unlock()
	if l := db.leases[rec.ID]; l != nil && rec.State == stateLeased && l.token == rec.token() {
		report.Status = l.status
	}
	return report
}

// dateStart tells of the claim that a job is under.
func (r *record) dateStart(report *judge.Report) {
	if r.State != stateLeased {
		return
	}
	started := r.Started
	report.StartedAt, report.Worker = &started, r.Worker
	report.Timings.QueuedMillis = judge.Millis(started.Sub(r.Created))
}

func (r *record) job(head header) judge.Job {
	return judge.Job{ID: r.ID, Submission: head.Submission, Scan: head.Scan, CreatedAt: r.Created, Attempt: r.Attempts}
}

// endWith ends a job with a report of the store's own.
func (t *txn) endWith(seq uint64, rec *record, report judge.Report) error {
	rec.dateStart(&report)
	data, err := encodeReport(report, rec)
	if err != nil {
		return err
	}
	t.end(seq, rec, data)
	return nil
}
