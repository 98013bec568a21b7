package store

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"gavel/judge"
)

func TestConfigIsChecked(t *testing.T) {
	for want, config := range map[string]Config{
		"Path is empty":               {},
		"Lease is -1ns":               {Path: "x", Lease: -1},
		"Lease is 1µs, the least":     {Path: "x", Lease: time.Microsecond},
		"MaxAttempts is -1":           {Path: "x", MaxAttempts: -1},
		"MaxQueued is -2":             {Path: "x", MaxQueued: -2},
		"RetentionAge is 1ms":         {Path: "x", RetentionAge: time.Millisecond},
		"RetentionCount is -1, the l": {Path: "x", RetentionCount: -1},
	} {
		if _, err := Open(config); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want one that says %q", err, want)
		}
	}
}

func TestFilesAreOursAlone(t *testing.T) {
	for _, umask := range []int{0, 0o277} {
		old := syscall.Umask(umask)
		dir := filepath.Join(t.TempDir(), "data")
		db, err := Open(Config{Path: filepath.Join(dir, "gavel.db")})
		syscall.Umask(old)
		if err != nil {
			t.Fatalf("umask %o: %v", umask, err)
		}
		wantMode(t, dir, 0o700)
		wantMode(t, db.config.Path, 0o600)
		closeChecked(t, db)
		if err := os.Chmod(db.config.Path, 0o644); err != nil {
			t.Fatal(err)
		}
		db = reopened(t, db)
		wantMode(t, db.config.Path, 0o600)
	}
}

func wantMode(t *testing.T, path string, want os.FileMode) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if got := info.Mode().Perm(); got != want {
		t.Errorf("%s has mode %o, want %o", path, got, want)
	}
}

func TestOpenSaysWhoHasTheFile(t *testing.T) {
	db := opened(t, Config{})
	_, err := Open(db.config)
	wantErr(t, "open twice", err, judge.ErrBusy)
	if err == nil || !strings.Contains(err.Error(), db.config.Path) || !strings.Contains(err.Error(), "this process ("+strconv.Itoa(os.Getpid())+")") {
		t.Errorf("got %v", err)
	}
}

func TestOpenWaitsForAServerThatIsStopping(t *testing.T) {
	db := opened(t, Config{})
	id := submit(t, db, asking(""))
	again := make(chan error)
	go func() {
		next, err := Open(db.config)
		if err == nil {
			_, err = next.Result(t.Context(), id)
			next.Close()
		}
		again <- err
	}()
	closeChecked(t, db)
	if err := <-again; err != nil {
		t.Error(err)
	}
}

// filled returns the path of a closed store with some jobs in all states.
func filled(t *testing.T) string {
	db := opened(t, Config{})
	each(300, func(i int) { submit(t, db, asking(strings.Repeat(strconv.Itoa(i), 50))) })
	each(100, func(int) { finish(t, db, claim(t, db), "") })
	claim(t, db)
	closeChecked(t, db)
	return db.config.Path
}

// each calls f n times at once, so that they share their commits.
func each(n int, f func(int)) {
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() { f(i) })
	}
	group.Wait()
}

// content returns the used pages of a store's file.
func content(t *testing.T, path string) []byte {
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var data bytes.Buffer
	if err := db.View(func(tx *bolt.Tx) error { _, err := tx.WriteTo(&data); return err }); err != nil {
		t.Fatal(err)
	}
	return data.Bytes()
}

func TestDamagedFileIsRefused(t *testing.T) {
	good := content(t, filled(t))
	pages := len(good) / 4096
	damage := map[string]func([]byte) []byte{
		"text":          func([]byte) []byte { return []byte("this is no store, but a letter") },
		"zeros":         func(b []byte) []byte { return make([]byte, len(b)) },
		"both metas":    func(b []byte) []byte { clear(b[64:80]); clear(b[4096+64 : 4096+80]); return b },
		"cut in half":   func(b []byte) []byte { return b[:pages/2*4096] },
		"cut at 1 page": func(b []byte) []byte { return b[:4096] },
	}
	for page := 2; page < pages; page++ { // which of them are free, is chance
		for name, fill := range map[string]byte{"ff": 0xff, "01": 1, "00": 0} {
			damage["page "+strconv.Itoa(page)+" is "+name] = func(b []byte) []byte {
				copy(b[page*4096:], bytes.Repeat([]byte{fill}, 4096))
				return b
			}
		}
	}
	refused := 0
	for name, harm := range damage {
		path := filepath.Join(t.TempDir(), "gavel.db")
		if err := os.WriteFile(path, harm(bytes.Clone(good)), 0o600); err != nil {
			t.Fatal(err)
		}
		db, err := Open(Config{Path: path})
		if err == nil { // the page was free
			closeChecked(t, db)
			continue
		}
		refused++
		if !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "damaged") {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if refused < 8 {
		t.Errorf("%d of %d damaged files were refused", refused, len(damage))
	}
}

func TestOtherFilesAreRefused(t *testing.T) {
	good := content(t, filled(t))
	write := func(change func(*bolt.Tx) error) string {
		path := filepath.Join(t.TempDir(), "gavel.db")
		if err := os.WriteFile(path, good, 0o600); err != nil {
			t.Fatal(err)
		}
		db, err := bolt.Open(path, 0o600, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Update(change); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		return path
	}
	dir := t.TempDir()
	link := filepath.Join(dir, "link")
	if err := os.Symlink("/dev/null", link); err != nil {
		t.Fatal(err)
	}
	for want, path := range map[string]string{
		`schema "3", this program reads "2"`: write(func(tx *bolt.Tx) error { return tx.Bucket(bucketMeta).Put(keySchema, []byte("3")) }),
		"somebody else's":                    write(func(tx *bolt.Tx) error { return tx.DeleteBucket(bucketMeta) }),
		"300 jobs, 300 ids and 299 places":   write(func(tx *bolt.Tx) error { return tx.Bucket(bucketWaiting).Delete(seqKey(300)) }),
		"not a regular file":                 dir,
		"L---------, not":                    link,
	} {
		if _, err := Open(Config{Path: path}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want one that says %q", err, want)
		}
	}
}
