package store

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"

	"gavel/judge"
)

// maxProblems bounds what a list of all problems costs.
const maxProblems = 10_000

// problemRecord is what the file knows of a problem beside its revisions.
type problemRecord struct {
	Title    string    `json:"title,omitempty"`
	Tests    int       `json:"tests"`
	Revision uint64    `json:"revision"` // the newest
	Updated  time.Time `json:"updated"`
}

// PutProblem stores a problem, in place of the one with its id where there is one;
// created tells that there was none. Its tests are in normal form. Jobs that are
// not done keep the revision they came with.
//
// Errors: ErrLimit for a new problem where there are 10,000, ErrUnavailable where
// the disk is nearly full or the file cannot be written.
func (db *DB) PutProblem(ctx context.Context, problem judge.Problem) (created bool, err error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	rec := problemRecord{Title: problem.Title, Tests: len(problem.Tests), Updated: db.config.Now().UTC()}
	data, err := encodeProblem(problem)
	if err != nil {
		return false, err
	}
	err = db.change(admission, len(data), func(t *txn) (err error) {
		created, err = t.putProblem(problem.ID, rec, data)
		return err
	})
	return created && err == nil, err
}

func (t *txn) putProblem(id string, rec problemRecord, data []byte) (created bool, err error) {
	if err := t.room(); err != nil {
		return false, err
	}
	old, err := findProblem(t.tx, id)
	created = err != nil
	if created && t.tx.Bucket(bucketProblems).Stats().KeyN >= maxProblems {
		return false, fmt.Errorf("there are %d problems, the most that are kept: %w", maxProblems, judge.ErrLimit)
	}
	if rec.Revision, err = t.bucket(bucketRevisions).NextSequence(); err != nil {
		return false, fmt.Errorf("number problem %s: %w", id, err)
	}
	encoded, err := json.Marshal(rec)
	if err != nil {
		return false, fmt.Errorf("encode record of problem %s: %w", id, err)
	}
	t.put(bucketProblems, []byte(id), encoded)
	t.putChunks(bucketRevisions, rec.Revision, data)
	if !created {
		t.dropRevision(old.Revision)
	}
	return created, nil
}

// DeleteProblem forgets a problem. Jobs that are not done keep its tests.
// ErrNotFound for an unknown id.
func (db *DB) DeleteProblem(ctx context.Context, id string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return db.change(upkeep, 0, func(t *txn) error {
		rec, err := findProblem(t.tx, id)
		if err != nil {
			return err
		}
		t.delete(bucketProblems, []byte(id))
		t.dropRevision(rec.Revision)
		return nil
	})
}

// Problem returns a problem with all its tests, or ErrNotFound.
func (db *DB) Problem(_ context.Context, id string) (judge.Problem, error) {
	var rec problemRecord
	var data []byte
	err := db.view(func(tx *bolt.Tx) (err error) {
		if rec, err = findProblem(tx, id); err == nil {
			data = readChunks(tx, bucketRevisions, rec.Revision, 1<<62)
		}
		return err
	})
	if err != nil {
		return judge.Problem{}, err
	}
	problem, err := decodeProblem(data)
	if err != nil {
		return problem, fmt.Errorf("problem %s is damaged: %w", id, err)
	}
	return rec.date(problem), nil
}

// ProblemHead is Problem, but of the tests there are only the names, and which of
// them are samples. It reads no more than that.
func (db *DB) ProblemHead(_ context.Context, id string) (judge.Problem, error) {
	var rec problemRecord
	var data []byte
	err := db.view(func(tx *bolt.Tx) (err error) {
		if rec, err = findProblem(tx, id); err == nil {
			data = readFront(tx, bucketRevisions, rec.Revision)
		}
		return err
	})
	var problem judge.Problem
	if err == nil {
		_, err = decodeHeader(data, &problem)
	}
	if err != nil {
		return judge.Problem{}, err
	}
	for i, test := range problem.Tests {
		problem.Tests[i] = judge.Test{Name: test.Name, Sample: test.Sample}
	}
	return rec.date(problem), nil
}

// Problems returns all problems, ordered by id.
func (db *DB) Problems(_ context.Context) ([]judge.ProblemSummary, error) {
	list := []judge.ProblemSummary{}
	err := db.view(func(tx *bolt.Tx) error {
		return tx.Bucket(bucketProblems).ForEach(func(id, data []byte) error {
			var rec problemRecord
			if err := json.Unmarshal(data, &rec); err != nil {
				return fmt.Errorf("record of problem %s is damaged: %w", id, err)
			}
			list = append(list, judge.ProblemSummary{ID: string(id), Title: rec.Title, Tests: rec.Tests, UpdatedAt: rec.Updated})
			return nil
		})
	})
	return list, err
}

func (r problemRecord) date(problem judge.Problem) judge.Problem {
	problem.Revision, problem.UpdatedAt = r.Revision, r.Updated
	return problem
}

func findProblem(tx *bolt.Tx, id string) (problemRecord, error) {
	var rec problemRecord
	data := tx.Bucket(bucketProblems).Get([]byte(id))
	if data == nil {
		return rec, fmt.Errorf("problem %s: %w", id, judge.ErrNotFound)
	}
	if err := json.Unmarshal(data, &rec); err != nil {
		return rec, fmt.Errorf("record of problem %s is damaged: %w", id, err)
	}
	return rec, nil
}

func encodeProblem(problem judge.Problem) ([]byte, error) {
	problem.Tests = ownTests(problem.Tests)
	return encodeParts("problem "+problem.ID, problem, takeTexts(testPlaces(problem.Tests)))
}

// decodeProblem undoes encodeProblem. The texts share memory with data.
func decodeProblem(data []byte) (judge.Problem, error) {
	var problem judge.Problem
	rest, err := decodeHeader(data, &problem)
	if err != nil {
		return problem, err
	}
	return problem, giveTexts("problem", testPlaces(problem.Tests), rest)
}

// use counts a job that is not done among the users of its problem's revision. The
// revision must be there.
func (t *txn) use(rec *record) error {
	if rec.Revision == 0 {
		return nil
	}
	if t.tx.Bucket(bucketRevisions).Get(chunkKey(rec.Revision, 0)) == nil {
		return fmt.Errorf("problem %s was replaced in this moment: %w", rec.Problem, judge.ErrUnavailable)
	}
	t.countUses(rec.Revision, t.uses(rec.Revision)+1)
	return nil
}

// unuse undoes use. A revision that is neither the newest nor used goes.
func (t *txn) unuse(rec *record) {
	if rec.Revision == 0 {
		return
	}
	uses := t.uses(rec.Revision)
	if uses == 0 {
		panic(fmt.Sprintf("store: revision %d of problem %s has no users, and job %s ends", rec.Revision, rec.Problem, rec.ID))
	}
	t.countUses(rec.Revision, uses-1)
	if newest, err := findProblem(t.tx, rec.Problem); err != nil || newest.Revision != rec.Revision {
		t.dropRevision(rec.Revision)
	}
}

// dropRevision deletes a revision that is no longer the newest, where nobody uses
// it.
func (t *txn) dropRevision(revision uint64) {
	if t.uses(revision) == 0 {
		t.deleteChunks(bucketRevisions, revision)
	}
}

func (t *txn) uses(revision uint64) uint64 {
	data := t.tx.Bucket(bucketUses).Get(seqKey(revision))
	if data == nil {
		return 0
	}
	return binary.BigEndian.Uint64(data)
}

func (t *txn) countUses(revision, uses uint64) {
	if uses == 0 {
		t.delete(bucketUses, seqKey(revision))
		return
	}
	t.put(bucketUses, seqKey(revision), seqKey(uses))
}
