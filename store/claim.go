package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"time"

	bolt "go.etcd.io/bbolt"

	"gavel/judge"
)

// claimer is a parked Claim.
type claimer struct {
	worker string
	ready  chan claimed // of capacity 1; it gets one answer
}

type claimed struct {
	seq        uint64
	rec        record
	submission []byte // nil: it is to be read from the file
	lease      *lease
	err        error
}

// Claim waits for the oldest waiting job and leases it to the worker: until
// Finish, Retry, or Config.Lease after the claim or the last Renew. The claim
// is counted on the disk before it returns, but for a job that is only just being
// stored: that is handed out meanwhile, and Lease.Canceled closes where it cannot be.
func (db *DB) Claim(ctx context.Context, worker string) (judge.Lease, error) {
	for {
		c, err := db.park(ctx, worker)
		if err != nil {
			return judge.Lease{}, err
		}
		job, err := db.job(c)
		switch {
		case errors.Is(err, judge.ErrConflict): // its owner took it back meanwhile
		case err != nil:
			if err := db.endUnreadable(c, err); err != nil {
				return judge.Lease{}, err
			}
		case ctx.Err() != nil:
			return judge.Lease{}, errors.Join(ctx.Err(), db.release(c))
		default:
			return judge.Lease{Job: job, Token: c.lease.token, Lasts: db.config.Lease, Canceled: c.lease.canceled}, nil
		}
	}
}

// park stands in line until the committer leases a job to this claim.
func (db *DB) park(ctx context.Context, worker string) (claimed, error) {
	if err := ctx.Err(); err != nil {
		return claimed{}, err
	}
	c := &claimer{worker: worker, ready: make(chan claimed, 1)}
	db.mu.Lock()
	if db.closing {
		db.mu.Unlock()
		return claimed{}, errClosed
	}
	db.claimers = append(db.claimers, c)
	db.work.Signal()
	db.mu.Unlock()
	select {
	case got := <-c.ready:
		return got, got.err
	case <-ctx.Done():
	}
	if db.leave(c) {
		return claimed{}, ctx.Err()
	}
	got := <-c.ready // being served at this moment: Claim gives it back
	return got, got.err
}

// leave takes a claim out of the line; false where it is no longer in it.
func (db *DB) leave(c *claimer) bool {
	db.mu.Lock()
	defer db.mu.Unlock()
	i := slices.Index(db.claimers, c)
	if i >= 0 {
		db.claimers = slices.Delete(db.claimers, i, i+1)
	}
	return i >= 0
}

// refuseClaims empties the line. It needs db.mu.
func (db *DB) refuseClaims(err error) {
	for _, c := range db.claimers {
		c.ready <- claimed{err: err}
	}
	db.claimers = nil
}

// grant leases the oldest waiting jobs to the parked claims, in order.
func (t *txn) grant() {
	for t.err == nil && t.counts.waiting > 0 {
		c := t.db.nextClaimer()
		if c == nil {
			return
		}
		key, _ := t.tx.Bucket(bucketWaiting).Cursor().First()
		if len(key) != 8 {
			panic(fmt.Sprintf("store: %d jobs wait, the first key is %x", t.counts.waiting, key))
		}
		seq := binary.BigEndian.Uint64(key)
		rec, err := load(t.tx, seq)
		if err != nil {
			t.served = append(t.served, c)
			t.after = append(t.after, func() { c.ready <- claimed{err: err} })
			return
		}
		t.lease(seq, &rec, c.worker)
		if submission, ok := t.arrived[seq]; ok {
			t.early = append(t.early, early{c, claimed{seq: seq, rec: rec, submission: submission}})
			continue
		}
		t.served = append(t.served, c)
		t.after = append(t.after, func() { c.ready <- claimed{seq: seq, rec: rec, lease: t.db.hold(&rec)} })
	}
}

// early is the answer to a claim that need not wait for the disk. The job came with
// the same transaction: nobody knows of it yet, and where it cannot be stored nothing
// has been promised. What becomes of it is stored after it, if it is.
type early struct {
	to *claimer
	claimed
}

// handOut answers the early claims, unless a write has failed already.
func (t *txn) handOut() {
	if t.err != nil {
		for _, e := range t.early {
			t.served = append(t.served, e.to)
		}
		t.early = nil
		return
	}
	t.db.mu.Lock()
	defer t.db.mu.Unlock()
	for i := range t.early {
		e := &t.early[i]
		e.lease = t.db.hold(&e.rec)
		e.to.ready <- e.claimed
	}
}

// takeBack ends the leases of jobs that could not be stored. It needs db.mu.
func (t *txn) takeBack() {
	for _, e := range t.early {
		close(e.lease.canceled)
		t.db.dropLease(e.rec.ID)
	}
}

func (db *DB) nextClaimer() *claimer {
	db.mu.Lock()
	defer db.mu.Unlock()
	if len(db.claimers) == 0 {
		return nil
	}
	c := db.claimers[0]
	db.claimers = slices.Delete(db.claimers, 0, 1)
	return c
}

// job reads what is to be judged; ErrConflict where the lease is already lost.
func (db *DB) job(c claimed) (judge.Job, error) {
	data := c.submission
	var problem []byte
	err := db.view(func(tx *bolt.Tx) (err error) {
		if data == nil {
			data, err = c.stored(tx)
		}
		problem = readChunks(tx, bucketRevisions, c.rec.Revision, 1<<62)
		return err
	})
	if err != nil {
		return judge.Job{}, err
	}
	head, err := decode(data)
	if err == nil && c.rec.Revision != 0 {
		var p judge.Problem
		p, err = decodeProblem(problem)
		head.Submission.Tests = p.Tests
	}
	if err != nil {
		return judge.Job{}, fmt.Errorf("read job %s: %w", c.rec.ID, err)
	}
	return c.rec.job(head), nil
}

// stored reads the submission of a job that is still leased to this claim.
func (c *claimed) stored(tx *bolt.Tx) ([]byte, error) {
	_, rec, err := find(tx, c.rec.ID)
	switch {
	case errors.Is(err, judge.ErrNotFound) || err == nil && (rec.State != stateLeased || rec.token() != c.lease.token):
		return nil, lost(c.rec.ID, c.lease.token)
	case err != nil:
		return nil, err
	}
	return readChunks(tx, bucketSubmissions, c.seq, 1<<62), nil
}

// release undoes a claim that nobody wants any more. Where that cannot be
// stored, the lease runs out and the claim counts.
func (db *DB) release(c claimed) error {
	err := db.change(upkeep, 0, func(t *txn) error {
		seq, rec, err := t.held(c.rec.ID, c.lease.token)
		if err != nil {
			return nil // it has ended
		}
		rec.Attempts--
		t.giveBack(seq, rec)
		return nil
	})
	if err != nil {
		return fmt.Errorf("give job %s back: %w", c.rec.ID, err)
	}
	return nil
}

// endUnreadable ends a job whose submission cannot be read, so that it does not
// stand in front of all others for ever.
func (db *DB) endUnreadable(c claimed, cause error) error {
	return db.change(upkeep, 0, func(t *txn) error {
		seq, rec, err := t.held(c.rec.ID, c.lease.token)
		if err != nil {
			return nil
		}
		return t.endWith(seq, rec, judge.FailedReport(rec.job(header{}), t.now, &judge.StepError{
			Step: "queue", Err: cause, Remedy: "check the disk, then submit again",
		}))
	})
}

// lease is what memory knows of a claim. Its fields need db.mu.
type lease struct {
	token    string
	status   judge.Status
	timer    *time.Timer // once it has fired, the lease is being taken away
	canceled chan struct{}
}

// hold remembers a lease and starts its time. It needs db.mu.
func (db *DB) hold(rec *record) *lease {
	id, token := rec.ID, rec.token()
	l := &lease{token: token, status: judge.StatusQueued, canceled: make(chan struct{})}
	l.timer = time.AfterFunc(db.config.Lease, func() { db.expire(id, token) })
	db.leases[id] = l
	return l
}

// dropLease forgets the lease of a job, if there is one. It needs db.mu.
func (db *DB) dropLease(id string) {
	if l := db.leases[id]; l != nil {
		l.timer.Stop()
		delete(db.leases, id)
	}
}
