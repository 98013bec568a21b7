package store

import (
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"

	"gavel/judge"
)

const (
	groupOps   = 256     // changes in one transaction at most
	groupBytes = 1 << 20 // and their size, where there is more than one
)

// class says what becomes of a change whose group could not be committed.
type class int

const (
	admission class = iota // it fails
	upkeep                 // it is tried once more, without the admissions
)

// op is one change on its way to the committer.
type op struct {
	class   class
	size    int
	apply   func(*txn) error // refuses before it writes, or writes
	refusal error
	done    chan error
}

// txn is the transaction of one group.
type txn struct {
	db      *DB
	tx      *bolt.Tx
	now     time.Time
	counts  counts
	dirty   bool
	looked  bool              // for room on the disk
	noRoom  error             // what was found
	err     error             // the first write that went wrong
	served  []*claimer        // taken from the line by grant
	early   []early           // the same, answered before the commit
	arrived map[uint64][]byte // the submissions that came with it, by job
	after   []func()          // after the commit, under db.mu
}

// change hands a change to the committer and returns when it is durable, or
// what it was refused with, or why it could not be stored. It cannot be
// interrupted: whoever asked must learn what became of it.
func (db *DB) change(class class, size int, apply func(*txn) error) error {
	o := &op{class: class, size: size, apply: apply, done: make(chan error, 1)}
	db.mu.Lock()
	if db.closing {
		db.mu.Unlock()
		return errClosed
	}
	db.ops = append(db.ops, o)
	db.work.Signal()
	db.mu.Unlock()
	return <-o.done
}

func (db *DB) commitAll() {
	defer close(db.committed)
	for {
		group, ok := db.nextGroup()
		if !ok {
			return
		}
		db.commitGroup(group)
	}
}

// nextGroup waits for changes, or for a parked claim that can be served, and
// returns as many changes as share the next transaction.
func (db *DB) nextGroup() ([]*op, bool) {
	db.mu.Lock()
	defer db.mu.Unlock()
	for len(db.ops) == 0 && (len(db.claimers) == 0 || db.counts.waiting == 0 && db.broken == nil) {
		if db.closing {
			return nil, false
		}
		db.work.Wait()
	}
	n, size := 0, 0
	for n < min(len(db.ops), groupOps) && (n == 0 || size+db.ops[n].size <= groupBytes) {
		size += db.ops[n].size
		n++
	}
	group := db.ops[:n:n]
	if db.ops = db.ops[n:]; len(db.ops) == 0 {
		db.ops = nil
	}
	return group, true
}

func (db *DB) commitGroup(group []*op) {
	err := db.commit(group)
	if err != nil {
		var kept []*op
		for _, o := range group {
			if o.class == upkeep {
				kept = append(kept, o)
			} else {
				o.done <- err
			}
		}
		if len(kept) > 0 && len(kept) < len(group) {
			err = db.commit(kept)
		}
		group = kept
	}
	for _, o := range group {
		if err == nil {
			o.done <- o.refusal
		} else {
			o.done <- err
		}
	}
}

// commit runs the changes and serves parked claims in one transaction: those of
// jobs that came with it before the disk is asked, the others after. Where it fails,
// the first learn it by their leases, and the others go back into the line, to be
// tried alone, if changes failed with them.
func (db *DB) commit(group []*op) error {
	t, err := db.begin()
	if err == nil {
		for _, o := range group {
			o.refusal = o.apply(t)
		}
		t.grant()
		t.handOut()
		err = t.finish()
	}
	db.mu.Lock()
	defer db.mu.Unlock()
	if err != nil || t.dirty {
		db.lastErr = err
	}
	if err == nil {
		db.counts = t.counts
		for _, f := range t.after {
			f()
		}
		return nil
	}
	if t == nil {
		db.refuseClaims(err)
		return err
	}
	t.takeBack()
	if len(group) > 0 {
		db.claimers = append(t.served, db.claimers...)
		return err
	}
	for _, c := range t.served {
		c.ready <- claimed{err: err}
	}
	return err
}

func (db *DB) begin() (*txn, error) {
	if db.broken != nil {
		return nil, db.broken
	}
	tx, err := db.bolt.Begin(true)
	if err != nil {
		return nil, fmt.Errorf("begin transaction: %w", err)
	}
	return &txn{db: db, tx: tx, now: db.config.Now().UTC(), counts: db.counts, arrived: map[uint64][]byte{}}, nil
}

func (t *txn) finish() error {
	if t.err == nil && t.dirty && t.db.beforeCommit != nil {
		t.err = t.db.beforeCommit()
	}
	if t.err != nil || !t.dirty {
		if err := t.tx.Rollback(); t.err == nil && err != nil {
			return fmt.Errorf("roll back: %w", err)
		}
		return t.err
	}
	id := t.tx.ID()
	if err := t.tx.Commit(); err != nil {
		return t.db.doubt(id, fmt.Errorf("commit to %s: %w", t.db.config.Path, err))
	}
	t.counts.commits++
	return nil
}

// doubt tells a commit that certainly failed from one whose last page is in the
// file, but perhaps not on the disk. After the latter bbolt's view of the free
// pages no longer fits the file, and another write could destroy it.
func (db *DB) doubt(id int, err error) error {
	newest := id
	if viewErr := db.bolt.View(func(tx *bolt.Tx) error { newest = tx.ID(); return nil }); viewErr != nil || newest >= id {
		db.broken = fmt.Errorf("%w: an earlier write may or may not be stored, a restart decides: %w", judge.ErrUnavailable, err)
		return db.broken
	}
	return fmt.Errorf("%w: %w", judge.ErrUnavailable, err)
}

func (t *txn) bucket(name []byte) *bolt.Bucket {
	b := t.tx.Bucket(name)
	switch string(name) {
	case "ids", "keys", "problems": // in random order: half-full pages, bbolt's default
	default:
		b.FillPercent = 0.9 // keys that only grow
	}
	return b
}

func (t *txn) put(bucket, key, value []byte) {
	t.dirty = true
	if err := t.bucket(bucket).Put(key, value); err != nil && t.err == nil {
		t.err = fmt.Errorf("put %x into %s: %w", key, bucket, err)
	}
}

func (t *txn) delete(bucket, key []byte) {
	t.dirty = true
	if err := t.bucket(bucket).Delete(key); err != nil && t.err == nil {
		t.err = fmt.Errorf("delete %x from %s: %w", key, bucket, err)
	}
}
