package store

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strconv"

	"gavel/judge"
)

// The moves of a job. Each keeps its record, the bucket that lists it and the
// counts together; there are no others.
//
//	          add ──► waiting ──lease──► leased
//	           │         │ ▲─giveBack──────│
//	           │         │                 │
//	           └──────► done ◄─────end─────┘
//	                     │
//	                   forget

// add stores a new job: a waiting one.
func (t *txn) add(rec *record, submission []byte) (seq uint64, err error) {
	if err := t.use(rec); err != nil {
		return 0, err
	}
	seq, err = t.bucket(bucketJobs).NextSequence()
	if err != nil {
		return 0, fmt.Errorf("number job %s: %w", rec.ID, err)
	}
	t.put(bucketIDs, []byte(rec.ID), seqKey(seq))
	t.putChunks(bucketSubmissions, seq, submission)
	rec.State = stateWaiting
	t.list(seq, rec)
	t.counts.submitted++
	return seq, nil
}

// lease claims a waiting job.
func (t *txn) lease(seq uint64, rec *record, worker string) {
	t.unlist(seq, rec)
	rec.State, rec.Worker, rec.Started = stateLeased, worker, t.now
	rec.Attempts++
	rec.Claims++
	t.list(seq, rec)
	t.counts.claimed++
}

// giveBack makes a leased job wait again, at its old place.
func (t *txn) giveBack(seq uint64, rec *record) {
	t.unlist(seq, rec)
	rec.State = stateWaiting
	t.list(seq, rec)
	t.after = append(t.after, func() { t.db.dropLease(rec.ID) })
}

// end stores the report of a job that has none, and drops its submission.
func (t *txn) end(seq uint64, rec *record, report []byte) {
	if rec.State == stateDone {
		panic(fmt.Sprintf("store: job %d (%s) ends twice", seq, rec.ID))
	}
	t.unlist(seq, rec)
	t.unuse(rec)
	t.deleteChunks(bucketSubmissions, seq)
	t.putChunks(bucketReports, seq, report)
	rec.State, rec.Ended, rec.Cause = stateDone, t.now.UnixNano(), ""
	t.list(seq, rec)
	t.counts.ended++
	t.after = append(t.after, func() {
		t.db.dropLease(rec.ID)
		t.db.wake(rec.ID)
		t.db.tidy()
	})
}

// forget removes a job that is done.
func (t *txn) forget(seq uint64, rec *record) {
	t.unlist(seq, rec)
	t.deleteChunks(bucketReports, seq)
	t.delete(bucketJobs, seqKey(seq))
	t.delete(bucketIDs, []byte(rec.ID))
	if rec.Key != nil {
		t.delete(bucketKeys, rec.Key)
	}
	t.counts.forgotten++
}

func (t *txn) list(seq uint64, rec *record) {
	bucket, key, count := t.listing(seq, rec)
	t.put(bucket, key, nil)
	*count++
	data, err := json.Marshal(rec)
	if err != nil && t.err == nil {
		t.err = fmt.Errorf("encode record of job %s: %w", rec.ID, err)
	}
	t.put(bucketJobs, seqKey(seq), data)
}

func (t *txn) unlist(seq uint64, rec *record) {
	bucket, key, count := t.listing(seq, rec)
	t.delete(bucket, key)
	*count--
}

func (t *txn) listing(seq uint64, rec *record) (bucket, key []byte, count *int) {
	switch rec.State {
	case stateWaiting:
		return bucketWaiting, seqKey(seq), &t.counts.waiting
	case stateLeased:
		return bucketLeased, seqKey(seq), &t.counts.leased
	case stateDone:
		return bucketDone, doneKey(rec.Ended, seq), &t.counts.done
	}
	panic(fmt.Sprintf("store: job %d (%s) has state %q", seq, rec.ID, rec.State))
}

// held returns the job of a lease, or ErrConflict where the lease is lost.
func (t *txn) held(id, token string) (uint64, *record, error) {
	seq, rec, err := find(t.tx, id)
	if err != nil || rec.State != stateLeased || rec.token() != token {
		return 0, nil, lost(id, token)
	}
	return seq, &rec, nil
}

// leasedJobs returns the numbers of all leased jobs.
func (t *txn) leasedJobs() (seqs []uint64) {
	cursor := t.tx.Bucket(bucketLeased).Cursor()
	for key, _ := cursor.First(); key != nil; key, _ = cursor.Next() {
		seqs = append(seqs, binary.BigEndian.Uint64(key))
	}
	return seqs
}

func lost(id, token string) error {
	return fmt.Errorf("lease %s of job %s is lost: %w", token, id, judge.ErrConflict)
}

func (r *record) token() string { return strconv.FormatUint(r.Claims, 10) }
