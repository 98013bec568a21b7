package store

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gavel/judge"
)

// clients divides b.N among n goroutines.
func clients(b *testing.B, n int, f func()) {
	var left atomic.Int64
	left.Store(int64(b.N))
	var group sync.WaitGroup
	b.ResetTimer()
	for range n {
		group.Go(func() {
			for left.Add(-1) >= 0 {
				f()
			}
		})
	}
	group.Wait()
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "jobs/s")
}

func BenchmarkSubmit(b *testing.B) {
	for _, n := range []int{1, 64} {
		b.Run(fmt.Sprintf("clients=%d", n), func(b *testing.B) {
			db := opened(b, Config{MaxQueued: 1 << 30})
			before := db.Stats().Commits
			clients(b, n, func() { submit(b, db, asking("print(1)")) })
			b.ReportMetric(float64(b.N)/float64(db.Stats().Commits-before), "jobs/commit")
		})
	}
}

// BenchmarkOneCommit is the floor: one bbolt transaction with one small key.
func BenchmarkOneCommit(b *testing.B) {
	db := opened(b, Config{})
	value := make([]byte, 500)
	for i := 0; b.Loop(); i++ {
		err := db.change(upkeep, 0, func(t *txn) error { t.put(bucketMeta, []byte("bench"), value); return nil })
		if err != nil {
			b.Fatal(err)
		}
	}
	err := db.change(upkeep, 0, func(t *txn) error { t.delete(bucketMeta, []byte("bench")); return nil })
	if err != nil {
		b.Fatal(err)
	}
}

func BenchmarkClaimFinish(b *testing.B) {
	for _, n := range []int{1, 64} {
		b.Run(fmt.Sprintf("workers=%d", n), func(b *testing.B) {
			db := opened(b, Config{MaxQueued: 1 << 30, RetentionCount: 1000})
			each(b.N, func(int) { submit(b, db, asking("print(1)")) })
			clients(b, n, func() { finish(b, db, claim(b, db), "") })
		})
	}
}

// BenchmarkSubmitToResult is what the store adds to one submission that a worker
// is waiting for.
func BenchmarkSubmitToResult(b *testing.B) {
	db := opened(b, Config{})
	go func() {
		for {
			lease, err := db.Claim(context.Background(), "w")
			if err != nil {
				return
			}
			if db.Finish(context.Background(), lease, judged(judge.Accepted, "")) != nil {
				return
			}
		}
	}()
	for b.Loop() {
		if _, err := db.Wait(context.Background(), submit(b, db, asking("print(1)"))); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkClaimWaiting claims out of queues of different lengths, and says what
// a queue costs in memory and what opening its file costs in time.
func BenchmarkClaimWaiting(b *testing.B) {
	for _, n := range []int{100, 100_000} {
		b.Run(fmt.Sprintf("waiting=%d", n), func(b *testing.B) {
			db := opened(b, Config{MaxQueued: 1 << 30})
			before := heap()
			var group sync.WaitGroup
			for range 100 {
				group.Go(func() {
					for range n / 100 {
						submit(b, db, asking("print(1)"))
					}
				})
			}
			group.Wait()
			grown := max(0, heap()-before)
			began := time.Now()
			db = reopened(b, db)
			open := time.Since(began)
			for b.Loop() { // the queue keeps its length
				lease := claim(b, db)
				if again, err := db.Retry(b.Context(), lease, judge.ErrShutdown); !again || err != nil {
					b.Fatal(again, err)
				}
			}
			b.ReportMetric(float64(grown)/float64(n), "heap-bytes/job")
			b.ReportMetric(float64(open.Milliseconds()), "check+close+open-ms")
		})
	}
}

// BenchmarkOpen opens a file with 20,000 jobs in it.
func BenchmarkOpen(b *testing.B) {
	db := opened(b, Config{MaxQueued: 1 << 30})
	each(20_000, func(int) { submit(b, db, asking("print(1)")) })
	closeChecked(b, db)
	for b.Loop() {
		db, err := Open(db.config)
		if err != nil {
			b.Fatal(err)
		}
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
