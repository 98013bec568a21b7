package store

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"

	"gavel/judge"
)

// Submit stores a submission together with its place in the queue and returns
// its new job id, 26 characters of Crockford's base32. When it returns, the job is
// on the disk. A request with a report is done at once. Where the key was used
// before, Submit returns the id of that job and true.
//
// Errors: ErrConflict for a known key with another digest, ErrBusy where
// MaxQueued jobs are waiting, ErrUnavailable where the disk is nearly full or the
// file cannot be written. After ctx is done nothing is begun; what is begun is seen through.
func (db *DB) Submit(ctx context.Context, request judge.Request) (id string, existed bool, err error) {
	if err := ctx.Err(); err != nil {
		return "", false, err
	}
	if id, err = db.newID(); err != nil {
		return "", false, err
	}
	sub := &request.Submission
	a := arrival{rec: record{ID: id, Created: db.config.Now().UTC(), Problem: sub.Problem, Revision: sub.Revision}, digest: request.BodyDigest}
	if request.IdempotencyKey != "" {
		key := sha256.Sum256([]byte(request.IdempotencyKey))
		a.rec.Key = key[:]
	}
	if request.Report != nil {
		report := *request.Report
		report.FinishedAt = &a.rec.Created
		a.report, err = encodeReport(report, &a.rec)
	} else {
		a.submission, err = encode(*sub, request.Scan)
	}
	if err != nil {
		return "", false, err
	}
	if err = db.change(admission, len(a.submission)+len(a.report), a.apply); err != nil {
		return "", false, err
	}
	return a.rec.ID, a.existed, nil
}

// arrival is a request in its stored form.
type arrival struct {
	rec        record
	digest     [32]byte
	submission []byte
	report     []byte // nil: to be judged
	existed    bool
}

func (a *arrival) apply(t *txn) error {
	if known := t.knownKey(a.rec.Key); known != nil {
		return a.join(t, known)
	}
	if err := t.room(); err != nil {
		return err
	}
	if a.report == nil && t.counts.waiting >= t.db.config.MaxQueued {
		return fmt.Errorf("%d jobs are waiting, the most is %d: %w", t.counts.waiting, t.db.config.MaxQueued, judge.ErrBusy)
	}
	if t.tx.Bucket(bucketIDs).Get([]byte(a.rec.ID)) != nil {
		return fmt.Errorf("job id %s was drawn before: randomness is broken: %w", a.rec.ID, judge.ErrUnavailable)
	}
	rec := a.rec // a second try starts from the same
	seq, err := t.add(&rec, a.submission)
	if err != nil {
		return err
	}
	if a.report != nil {
		t.end(seq, &rec, a.report)
	} else {
		t.arrived[seq] = a.submission
	}
	if rec.Key != nil {
		t.put(bucketKeys, rec.Key, append(seqKey(seq), a.digest[:]...))
	}
	return nil
}

// room refuses what is new on a disk that is nearly full. It looks once in a
// transaction.
func (t *txn) room() error {
	if t.looked {
		return t.noRoom
	}
	t.looked = true
	free, err := freeBytes(t.db.config.Path)
	if err == nil && free < t.db.config.MinFree {
		err = fmt.Errorf("%d bytes are free on the disk of %s, the least is %d", free, t.db.config.Path, t.db.config.MinFree)
	}
	if err != nil {
		t.noRoom = fmt.Errorf("%w: %w", judge.ErrUnavailable, err)
	}
	return t.noRoom
}

func (t *txn) knownKey(key []byte) []byte {
	if key == nil {
		return nil
	}
	return t.tx.Bucket(bucketKeys).Get(key)
}

// join answers with the job that the key already has.
func (a *arrival) join(t *txn, known []byte) error {
	rec, err := load(t.tx, binary.BigEndian.Uint64(known))
	if err != nil {
		return err
	}
	if string(known[8:]) != string(a.digest[:]) {
		// The id is not told: it is all that somebody needs to read the job, or to take it back.
		return fmt.Errorf("the idempotency key belongs to a job with another body: %w", judge.ErrConflict)
	}
	a.rec.ID, a.existed = rec.ID, true
	return nil
}

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// newID draws 128 bits. They are written as one number, so the first of the 26
// characters is at most 7.
func (db *DB) newID() (string, error) {
	var b [16]byte
	db.drawing.Lock()
	_, err := io.ReadFull(db.config.Rand, b[:])
	db.drawing.Unlock()
	if err != nil {
		return "", fmt.Errorf("draw job id: %w", err)
	}
	high, low := binary.BigEndian.Uint64(b[:8]), binary.BigEndian.Uint64(b[8:])
	var id [26]byte
	for i := len(id) - 1; i >= 0; i-- {
		id[i] = crockford[low&31]
		low = low>>5 | high<<59
		high >>= 5
	}
	return string(id[:]), nil
}

// encodeReport returns the stored form of a report that ends the job.
func encodeReport(report judge.Report, rec *record) ([]byte, error) {
	if report.Verdict == nil {
		return nil, fmt.Errorf("report of job %s has no verdict: %w", rec.ID, judge.ErrInvalid)
	}
	report.JobID, report.Status, report.CreatedAt = rec.ID, judge.StatusDone, rec.Created
	data, err := json.Marshal(report)
	if err != nil {
		return nil, fmt.Errorf("encode report of job %s: %w", rec.ID, err)
	}
	return data, nil
}
