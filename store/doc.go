// Package store is one bbolt file with every accepted submission, its report
// and the queue between them.
//
// # Owns
//
// The file: its schema, its durability, its retention. Which job is waiting,
// who holds it, and that each one ends exactly once. DB implements judge.Queue
// for the workers, and Submit, Result, Wait and Delete for the API.
//
// # Does not own
//
// Verdicts. The reports that it stores of its own accord are about the queue and
// not about the program: canceled, where the owner took the job back; judge_error
// with reason internal:lease, where every attempt was begun and none ended, or
// internal:queue, where the stored submission cannot be read.
//
// # The file
//
//	meta
//	└── schema              "2"
//	ids
//	└── <job id>            seq                      every job
//	jobs
//	└── <seq>               JSON of record           every job
//	submissions
//	└── <seq><chunk>        64 KiB of the submission until the job is done
//	waiting
//	└── <seq>               ""                       exactly the jobs of state waiting
//	leased
//	└── <seq>               ""                       exactly the jobs of state leased
//	done
//	└── <end><seq>          ""                       exactly the jobs of state done, oldest end first
//	reports
//	└── <seq><chunk>        64 KiB of the report     from the end until it is forgotten
//	keys
//	└── SHA-256(key)        seq, SHA-256(body)       Idempotency-Keys of the jobs that are there
//	problems
//	└── <problem id>        JSON of problemRecord    every problem
//	revisions
//	└── <revision><chunk>   64 KiB of the problem    of each problem the newest, and those in uses
//	uses
//	└── <revision>          count                    of the jobs that have it and are not done
//
// seq counts submissions from 1 and is never used again; it, chunk and end (Unix
// nanoseconds) are big endian. Jobs are keyed by seq and not by their random id
// so that what is written together lies together. A long value is cut into
// chunks because bbolt rewrites a whole leaf when one of its keys changes.
//
// A submission to a stored problem is stored without tests: it names a revision,
// which is immutable, and has its tests for as long as it is not done. A PUT makes
// a new revision; an old one goes with the last job that uses it. A file of schema
// 1, from before there were problems, is upgraded when it is opened.
//
// A submission is stored as the length and the JSON of everything but its texts,
// then the length and the bytes of each text: a text costs a copy, no encoding.
//
// # How it works
//
// All changes go through one goroutine, the committer. While one transaction is
// being synced the next changes gather, and then share a transaction: nobody
// waits for a delay, and many clients share one fsync. A change is a function
// that either refuses before it writes anything or writes; what it does to
// memory (waking, counting, closing a channel) runs after the commit. An answer
// is given after the commit that it rests on, a refusal too.
//
// A parked Claim is served at the end of the transaction that brings it a job,
// so a job that a worker is waiting for is stored and claimed with one fsync, and
// the worker begins while that lasts. What it says of the job goes through the
// committer and so comes after it. Where the job cannot be stored, its lease is
// lost: nobody was told of it.
// The order is that of submission; a job that is given back keeps its place, and
// so stands in front.
//
// Waiting jobs live in the file only. Memory holds what this process is doing:
// leases with their timers, parked claims, waiters. Nobody else can have the
// file open, so at Open every lease in it is that of a dead process and is
// taken back at once. Attempts are counted in the file, when the job is claimed;
// Close takes its own claims back uncounted, because an orderly restart is not
// the job's fault.
//
// A submission's bytes are dropped when the job is done, the rest by retention.
//
// # When a commit fails
//
// Submit leaves Config.MinFree bytes of the disk alone, so that what runs can end
// after the last submission that fitted. Where a commit fails all the same:
//
// Everybody in the transaction gets the error and nothing of it is there. New
// submissions are then dropped from the group and the rest is tried once more
// without them, so that on a full disk what is running can still end. Where the
// failure came so late that the transaction may stand all the same, every later
// change is refused until the file is opened again, which decides.
//
// # Caveats
//
//   - The file does not shrink; freed pages are used again.
//   - A submission of n bytes takes some 2n bytes of memory while it is being
//     committed, and others wait for its write.
//   - Progress is not durable: after a restart a job is queued again.
//   - Forgetting a job forgets its Idempotency-Key: the same key then makes a
//     new job.
//   - One process at a time. Several hosts need another judge.Queue.
package store
