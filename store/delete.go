package store

import (
	"context"

	bolt "go.etcd.io/bbolt"

	"gavel/judge"
)

// Delete cancels a job that is not done: its end is a report with verdict
// canceled, and a worker that is at it sees Lease.Canceled. A job that is done is
// forgotten. Which of the two it is, is decided at the moment of the commit.
// ErrNotFound for an unknown id.
func (db *DB) Delete(ctx context.Context, id string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	var head header
	err := db.view(func(tx *bolt.Tx) error {
		seq, rec, err := find(tx, id)
		if err != nil || rec.State == stateDone {
			return err
		}
		if head, err = readHeader(tx, seq); err != nil {
			head = header{} // even what cannot be read can be taken back
		}
		return nil
	})
	if err != nil {
		return err
	}
	return db.change(upkeep, 0, func(t *txn) error {
		seq, rec, err := find(t.tx, id)
		if err != nil {
			return err
		}
		if rec.State == stateDone {
			t.forget(seq, &rec)
			return nil
		}
		t.after = append(t.after, func() { db.tellCanceled(id) })
		t.counts.canceled++
		return t.endWith(seq, &rec, judge.CanceledReport(rec.job(head), t.now))
	})
}

// tellCanceled tells the worker that holds the job. It needs db.mu, and comes
// before the lease is dropped.
func (db *DB) tellCanceled(id string) {
	if l := db.leases[id]; l != nil {
		close(l.canceled)
	}
}
