package store

import "time"

const (
	retentionBatch = 64          // jobs forgotten in one transaction
	retentionPause = time.Minute // between two looks at the age, at most
)

// retain forgets old reports in small transactions of their own until the store
// closes.
func (db *DB) retain() {
	defer close(db.retained)
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-db.closed:
			return
		case <-db.untidy:
		case <-timer.C:
		}
		timer.Reset(db.forgetOld())
	}
}

// tidy starts retention where so many reports are there that a batch of them can
// go. It needs db.mu.
func (db *DB) tidy() {
	slack := min(retentionBatch, db.config.RetentionCount/10)
	if db.counts.done > db.config.RetentionCount+slack {
		select {
		case db.untidy <- struct{}{}:
		default:
		}
	}
}

// forgetOld forgets what is due and returns when to look again.
func (db *DB) forgetOld() time.Duration {
	pause := min(retentionPause, db.config.RetentionAge/16+1)
	for more := true; more; {
		var next time.Duration
		err := db.change(upkeep, groupBytes, func(t *txn) (err error) {
			more, next, err = t.forgetBatch()
			return err
		})
		if err != nil {
			return retentionPause
		}
		pause = max(pause, next)
	}
	return pause
}

// forgetBatch forgets the oldest reports that are over the count or the age, and
// says whether there are more, and if not, when the next one is due.
func (t *txn) forgetBatch() (more bool, next time.Duration, err error) {
	for range retentionBatch {
		key, _ := t.tx.Bucket(bucketDone).Cursor().First()
		if key == nil {
			return false, t.db.config.RetentionAge, nil
		}
		ended, seq := splitDoneKey(key)
		next = ended.Add(t.db.config.RetentionAge).Sub(t.now)
		if t.counts.done <= t.db.config.RetentionCount && next > 0 {
			return false, next, nil
		}
		rec, err := load(t.tx, seq)
		if err != nil {
			return false, 0, err
		}
		t.forget(seq, &rec)
	}
	return true, 0, nil
}
