package store

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"time"

	bolt "go.etcd.io/bbolt"

	"gavel/judge"
)

const schemaVersion = "2"

var (
	bucketMeta        = []byte("meta")
	bucketIDs         = []byte("ids")
	bucketJobs        = []byte("jobs")
	bucketSubmissions = []byte("submissions")
	bucketWaiting     = []byte("waiting")
	bucketLeased      = []byte("leased")
	bucketDone        = []byte("done")
	bucketReports     = []byte("reports")
	bucketKeys        = []byte("keys")
	bucketProblems    = []byte("problems")
	bucketRevisions   = []byte("revisions")
	bucketUses        = []byte("uses")

	keySchema = []byte("schema")

	allBuckets = [][]byte{
		bucketMeta, bucketIDs, bucketJobs, bucketSubmissions, bucketWaiting,
		bucketLeased, bucketDone, bucketReports, bucketKeys, bucketProblems, bucketRevisions, bucketUses,
	}
)

// state is where a job is; it names the bucket that lists the job.
type state string

const (
	stateWaiting state = "waiting"
	stateLeased  state = "leased"
	stateDone    state = "done"
)

// record is what the file knows of a job beside its submission and its report.
type record struct {
	ID       string    `json:"id"`
	State    state     `json:"state"`
	Created  time.Time `json:"created"`
	Attempts int       `json:"attempts,omitempty"` // claims that count against MaxAttempts
	Claims   uint64    `json:"claims,omitempty"`   // all claims ever: the newest one's token
	Started  time.Time `json:"started,omitzero"`   // of the newest claim
	Worker   string    `json:"worker,omitempty"`   // of the newest claim
	Cause    string    `json:"cause,omitempty"`    // why the last attempt was given back
	Key      []byte    `json:"key,omitempty"`      // in bucket keys
	Ended    int64     `json:"ended,omitempty"`    // Unix nanoseconds, in bucket done
	Problem  string    `json:"problem,omitempty"`  // the stored problem whose tests the job has
	Revision uint64    `json:"revision,omitempty"` // of that problem, in bucket uses until the job is done
}

func seqKey(seq uint64) []byte {
	return binary.BigEndian.AppendUint64(make([]byte, 0, 8), seq)
}

func doneKey(ended int64, seq uint64) []byte {
	return binary.BigEndian.AppendUint64(seqKey(uint64(ended)), seq)
}

func splitDoneKey(key []byte) (ended time.Time, seq uint64) {
	return time.Unix(0, int64(binary.BigEndian.Uint64(key))), binary.BigEndian.Uint64(key[8:])
}

// find returns the job with the id, or ErrNotFound.
func find(tx *bolt.Tx, id string) (uint64, record, error) {
	key := tx.Bucket(bucketIDs).Get([]byte(id))
	if key == nil {
		return 0, record{}, fmt.Errorf("job %s: %w", id, judge.ErrNotFound)
	}
	seq := binary.BigEndian.Uint64(key)
	rec, err := load(tx, seq)
	return seq, rec, err
}

// load returns the record of a job that the file refers to; where it is not
// there, the file is damaged.
func load(tx *bolt.Tx, seq uint64) (record, error) {
	var rec record
	data := tx.Bucket(bucketJobs).Get(seqKey(seq))
	if err := json.Unmarshal(data, &rec); err != nil {
		return rec, fmt.Errorf("record of job %d, %d bytes, is damaged: %w", seq, len(data), err)
	}
	return rec, nil
}
