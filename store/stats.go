package store

// Stats is the state of the queue now, and what has happened since Open.
type Stats struct {
	Waiting, Leased, Done int // jobs, now
	WaitingMost           int // Config.MaxQueued

	Submitted, Claimed, Ended  uint64 // jobs stored; leases given; jobs that got their report, by Finish or otherwise
	Canceled, Retried, Expired uint64 // by Delete; by Retry; leases that ran out
	Forgotten, Commits         uint64 // by Delete and retention; transactions, each with its fsync

	Err error // what the newest write failed with; nil where it went well
}

// counts are changed by the transaction that changes the file and replaced when
// it is committed.
type counts struct {
	waiting, leased, done                                            int
	submitted, claimed, ended, canceled, retried, expired, forgotten uint64
	commits                                                          uint64
}

// Stats returns the state of the queue. It does not touch the file.
func (db *DB) Stats() Stats {
	db.mu.Lock()
	defer db.mu.Unlock()
	c := db.counts
	return Stats{
		Waiting: c.waiting, Leased: c.leased, Done: c.done, WaitingMost: db.config.MaxQueued,
		Submitted: c.submitted, Claimed: c.claimed, Ended: c.ended,
		Canceled: c.canceled, Retried: c.retried, Expired: c.expired,
		Forgotten: c.forgotten, Commits: c.commits, Err: db.lastErr,
	}
}
