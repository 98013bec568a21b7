package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"gavel/judge"
)

const (
	lockPatience = 2 * time.Second // a server that is just stopping may hold the file
	mapSize      = 1 << 30         // address space, not memory: below it, readers never hold up a growing file
)

var errClosed = fmt.Errorf("the store is closed: %w", judge.ErrUnavailable)

// DB is an open store. It implements judge.Queue. Its methods may be called by
// many goroutines at once.
type DB struct {
	config       Config
	bolt         *bolt.DB
	beforeCommit func() error // tests let a commit fail with it
	broken       error        // the committer's: no further write is safe
	drawing      sync.Mutex   // guards config.Rand

	closed    chan struct{} // closed when Close begins
	committed chan struct{} // closed when the committer has gone
	retained  chan struct{} // closed when retention has gone
	untidy    chan struct{} // of capacity 1: there are reports to forget

	mu       sync.Mutex
	work     *sync.Cond // what the committer waits on: ops, claimers, counts, closing
	closing  bool
	ops      []*op
	claimers []*claimer // in the order they came
	counts   counts     // changed by the committer only
	leases   map[string]*lease
	waiters  map[string]*waiter
	lastErr  error
}

var _ judge.Queue = (*DB)(nil)

// Open opens the file, makes it where it is missing, checks all of it and takes
// back what a dead process had claimed. Where another process has the file, it
// waits two seconds and then says which one (ErrBusy).
func Open(config Config) (*DB, error) { return open(config, nil) }

func open(config Config, beforeCommit func() error) (*DB, error) {
	config, err := config.withDefaults()
	if err != nil {
		return nil, err
	}
	created, err := makePlace(config.Path)
	if err != nil {
		return nil, err
	}
	db := &DB{
		config: config, beforeCommit: beforeCommit,
		closed: make(chan struct{}), committed: make(chan struct{}), retained: make(chan struct{}),
		untidy: make(chan struct{}, 1),
		leases: map[string]*lease{}, waiters: map[string]*waiter{},
	}
	db.work = sync.NewCond(&db.mu)
	if !created {
		if err := inspect(config.Path); err != nil {
			return nil, err
		}
	}
	if db.bolt, err = openFile(config.Path); err != nil {
		return nil, err
	}
	if err := errors.Join(syncDirectory(config.Path), db.recover()); err != nil {
		return nil, errors.Join(err, db.bolt.Close())
	}
	go db.commitAll()
	go db.retain()
	return db, nil
}

// Close sees through what was begun, gives back what is claimed and closes the
// file. Parked claims get ErrUnavailable, waiters what is known.
func (db *DB) Close() error {
	db.mu.Lock()
	if db.closing {
		db.mu.Unlock()
		return nil
	}
	db.closing = true
	close(db.closed)
	db.refuseClaims(errClosed)
	db.work.Signal()
	db.mu.Unlock()
	<-db.committed
	<-db.retained

	err := db.takeBack(func(t *txn, seq uint64, rec *record) error {
		rec.Attempts--
		t.giveBack(seq, rec)
		return nil
	})
	db.mu.Lock()
	for id := range db.leases {
		db.dropLease(id)
	}
	db.mu.Unlock()
	return errors.Join(err, db.bolt.Close())
}

// recover prepares the file for this process.
func (db *DB) recover() error {
	if err := db.prepare(); err != nil {
		return err
	}
	return db.takeBack(func(t *txn, seq uint64, rec *record) error {
		rec.Cause = fmt.Sprintf("the process of worker %s died", rec.Worker)
		return t.giveUp(seq, rec)
	})
}

// prepare makes the buckets of a new file, refuses a file of another schema and
// counts the jobs.
func (db *DB) prepare() error {
	t, err := db.begin()
	if err != nil {
		return err
	}
	if err := t.makeBuckets(); err != nil {
		return errors.Join(fmt.Errorf("open %s: %w", db.config.Path, err), t.tx.Rollback())
	}
	t.counts.waiting = t.bucket(bucketWaiting).Stats().KeyN
	t.counts.leased = t.bucket(bucketLeased).Stats().KeyN
	t.counts.done = t.bucket(bucketDone).Stats().KeyN
	return db.conclude(t)
}

func (t *txn) makeBuckets() error {
	if meta := t.tx.Bucket(bucketMeta); meta != nil {
		found := meta.Get(keySchema)
		if string(found) == "1" { // a file from before there were stored problems
			return t.createBuckets()
		}
		if string(found) != schemaVersion {
			return fmt.Errorf("it has schema %q, this program reads %q: use the program that wrote it, or another path", found, schemaVersion)
		}
		return nil
	}
	if other, _ := t.tx.Cursor().First(); other != nil {
		return fmt.Errorf("it is somebody else's bbolt file (it has a bucket %q): use another path", other)
	}
	return t.createBuckets()
}

// createBuckets makes what is missing of the schema.
func (t *txn) createBuckets() error {
	for _, name := range allBuckets {
		if _, err := t.tx.CreateBucketIfNotExists(name); err != nil {
			return fmt.Errorf("make bucket %s: %w", name, err)
		}
	}
	t.put(bucketMeta, keySchema, []byte(schemaVersion))
	return nil
}

// takeBack does something to every leased job while the committer does not run.
func (db *DB) takeBack(do func(*txn, uint64, *record) error) error {
	t, err := db.begin()
	if err != nil {
		return err
	}
	for _, seq := range t.leasedJobs() {
		rec, err := load(t.tx, seq)
		if err == nil {
			err = do(t, seq, &rec)
		}
		if err != nil {
			return errors.Join(fmt.Errorf("take job %d back: %w", seq, err), t.tx.Rollback())
		}
	}
	return db.conclude(t)
}

func (db *DB) conclude(t *txn) error {
	if err := t.finish(); err != nil {
		return err
	}
	db.mu.Lock()
	defer db.mu.Unlock()
	db.counts = t.counts
	for _, f := range t.after {
		f()
	}
	return nil
}

// view runs a read-only transaction.
func (db *DB) view(read func(*bolt.Tx) error) error {
	err := db.bolt.View(read)
	if errors.Is(err, berrors.ErrDatabaseNotOpen) {
		return errClosed
	}
	return err
}

// makePlace makes the file's directory, and says whether the file is yet to be made.
func makePlace(path string) (created bool, err error) {
	dir := filepath.Dir(path)
	if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return false, fmt.Errorf("make the store's directory: %w", err)
		}
		if err := os.Chmod(dir, 0o700); err != nil { // a umask may have taken more away
			return false, fmt.Errorf("make the store's directory: %w", err)
		}
	}
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return true, nil
	case err != nil:
		return false, fmt.Errorf("open store: %w", err)
	case !info.Mode().IsRegular():
		return false, fmt.Errorf("open store: %s is %v, not a regular file", path, info.Mode().Type())
	}
	return info.Size() == 0, nil
}

// syncDirectory makes the file's name survive a power loss.
func syncDirectory(path string) error {
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return fmt.Errorf("sync the store's directory: %w", err)
	}
	return errors.Join(dir.Sync(), dir.Close())
}
