package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gavel/judge"
)

// childPath makes the test binary a server that is killed in the middle.
const childPath = "GAVEL_STORE_TEST_CHILD"

func TestMain(m *testing.M) {
	if path := os.Getenv(childPath); path != "" {
		serveUntilKilled(path)
	}
	os.Exit(m.Run())
}

// TestExactlyOneEnd has two parts: all in one process at once, and a process
// that is killed again and again.
func TestExactlyOneEnd(t *testing.T) {
	t.Run("concurrently", testOneEndConcurrently)
	t.Run("killed", testOneEndKilled)
}

// ledger is what clients and workers were told.
type ledger struct {
	mu    sync.Mutex
	told  map[string]bool     // accepted jobs that are there
	gone  int                 // accepted jobs that were forgotten, after their end
	ended map[string][]string // by whom an end was stored
}

func (l *ledger) accept(id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.told[id] = true
}

func (l *ledger) end(id, by string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ended[id] = append(l.ended[id], by)
}

func testOneEndConcurrently(t *testing.T) {
	const jobs, submitters, workers = 600, 6, 4
	var commits atomic.Int64
	db := openedWith(t, Config{MaxAttempts: 3}, func() error {
		if commits.Add(1)%17 == 0 {
			return errDisk
		}
		return nil
	})
	l := &ledger{told: map[string]bool{}, ended: map[string][]string{}}
	ctx, stop := context.WithCancel(context.Background())
	var clients, servers sync.WaitGroup
	for n := range workers {
		servers.Go(func() { work(ctx, t, db, l, fmt.Sprintf("w%d", n)) })
	}
	for range submitters {
		clients.Go(func() {
			for i := range jobs / submitters {
				useJob(t, db, l, i)
			}
		})
	}
	clients.Wait()
	stop()
	servers.Wait()
	if len(l.told)+l.gone != jobs {
		t.Errorf("%d jobs are there and %d were forgotten, want %d", len(l.told), l.gone, jobs)
	}
	for id := range l.told {
		report := result(t, db, id)
		if report.Status != judge.StatusDone || len(l.ended[id]) > 1 {
			t.Fatalf("job %s is %s, ended by %q", id, report.Status, l.ended[id])
		}
		if len(l.ended[id]) == 1 && *report.Verdict == judge.Accepted && *report.Tests[0].Message != l.ended[id][0] {
			t.Errorf("job %s has the report of %s, want that of %s", id, *report.Tests[0].Message, l.ended[id][0])
		}
		if len(l.ended[id]) == 0 && *report.Verdict != judge.Canceled {
			t.Errorf("job %s ended as %s, and nobody did it", id, *report.Verdict)
		}
	}
	if s := db.Stats(); s.Ended != jobs || s.Done != jobs-l.gone {
		t.Errorf("stats %+v, want %d ends", s, jobs)
	}
}

// useJob is a client: it insists on submitting, takes every fifth job back, and
// waits for the end.
func useJob(t *testing.T, db *DB, l *ledger, i int) {
	var id string
	for err := errDisk; errors.Is(err, errDisk); {
		id, _, err = db.Submit(context.Background(), asking("x"))
	}
	l.accept(id)
	if i%5 == 0 {
		if err := db.Delete(context.Background(), id); err != nil && !errors.Is(err, errDisk) {
			t.Errorf("delete: %v", err)
		}
	}
	if _, err := db.Wait(context.Background(), id); err != nil && !errors.Is(err, judge.ErrNotFound) {
		t.Errorf("wait: %v", err)
	}
	if i%5 == 0 { // the cancellation may have come after the end, and forgotten the job
		if _, err := db.Result(context.Background(), id); errors.Is(err, judge.ErrNotFound) {
			l.mu.Lock()
			defer l.mu.Unlock()
			delete(l.told, id)
			l.gone++
		}
	}
}

// work is a worker: it ends most jobs, gives some back, and does not give up a
// lease before it is lost.
func work(ctx context.Context, t *testing.T, db *DB, l *ledger, name string) {
	for ctx.Err() == nil {
		lease, err := db.Claim(ctx, name)
		if err != nil {
			continue
		}
		db.Progress(lease, judge.StatusRunning)
		if rand.IntN(8) == 0 {
			if again, err := db.Retry(ctx, lease, errDisk); again || errors.Is(err, judge.ErrConflict) {
				continue
			}
		}
		for err = errDisk; errors.Is(err, errDisk); {
			err = db.Finish(ctx, lease, judged(judge.Accepted, name+"/"+lease.Token))
		}
		if err == nil {
			l.end(lease.Job.ID, name+"/"+lease.Token)
		} else if !errors.Is(err, judge.ErrConflict) {
			t.Errorf("finish: %v", err)
		}
	}
}

// serveUntilKilled says on stdout what it was told, each time after it was told.
func serveUntilKilled(path string) {
	db, err := Open(Config{Path: path, MaxAttempts: 1 << 20})
	if err != nil {
		fmt.Println("failed", err)
		os.Exit(1)
	}
	ctx := context.Background()
	for n := range 4 {
		go func() {
			for i := 0; ; i++ {
				request := asking(strings.Repeat("x", i%7*20_000))
				if id, _, err := db.Submit(ctx, request); err == nil {
					fmt.Printf("submitted %s .\n", id)
				}
			}
		}()
		go func() {
			for {
				lease, err := db.Claim(ctx, "child")
				if err != nil {
					continue
				}
				message := fmt.Sprintf("%d/%d/%s", os.Getpid(), n, lease.Token)
				if err := db.Finish(ctx, lease, judged(judge.Accepted, message)); err == nil {
					fmt.Printf("finished %s %s\n", lease.Job.ID, message)
				}
			}
		}()
	}
	select {}
}

func testOneEndKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "gavel.db")
	submitted, finished := map[string]bool{}, map[string]string{}
	for round := range 6 {
		lines := runAndKill(t, path, 40+rand.IntN(400))
		for _, line := range lines {
			f := strings.Fields(line)
			switch {
			case f[0] == "submitted":
				submitted[f[1]] = true
			case finished[f[1]] != "":
				t.Errorf("job %s ended twice: %s and %s", f[1], finished[f[1]], f[2])
			default:
				finished[f[1]] = f[2]
			}
		}
		db := opened(t, Config{Path: path, MaxAttempts: 1 << 20})
		check(t, db)
		if s := db.Stats(); s.Leased != 0 || s.Waiting+s.Done < len(submitted) {
			t.Errorf("round %d: %+v, %d jobs were accepted", round, s, len(submitted))
		}
		for id, message := range finished {
			if got := *wantEnd(t, db, id, judge.Accepted, "").Tests[0].Message; got != message {
				t.Errorf("job %s has report %s, its worker was told that %s is stored", id, got, message)
			}
		}
		closeChecked(t, db)
	}
	db := opened(t, Config{Path: path, MaxAttempts: 1 << 20})
	each(db.Stats().Waiting, func(int) { finish(t, db, claim(t, db), "at last") })
	for id := range submitted {
		if finished[id] == "" {
			wantEnd(t, db, id, judge.Accepted, "")
		}
	}
	if len(submitted) < 100 || len(finished) < 50 {
		t.Errorf("only %d submitted and %d finished: nothing was shown", len(submitted), len(finished))
	}
}

// runAndKill runs the child, kills it after so many lines, and returns all that
// it said.
func runAndKill(t *testing.T, path string, after int) (lines []string) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childPath+"="+path)
	out, err := child.StdoutPipe()
	if err == nil {
		err = child.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	stuck := time.AfterFunc(time.Minute, func() { child.Process.Kill() })
	defer stuck.Stop()
	scanner := bufio.NewScanner(out)
	for scanner.Scan() {
		line := scanner.Text()
		if len(strings.Fields(line)) == 3 { // the last one may be cut
			lines = append(lines, line)
		}
		if len(lines) == after {
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := child.Wait(); err == nil || len(lines) < after || strings.HasPrefix(lines[0], "failed") {
		t.Fatalf("child: %v after %d lines of %d: %.200q", err, len(lines), after, lines)
	}
	return lines
}
