package runtime

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// TestPeakThatCannotBeSetBack is a kernel before 6.12: memory.peak can only be read.
func TestPeakThatCannotBeSetBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "memory.peak")
	must(t, os.WriteFile(path, []byte("4096\n"), 0o444))
	for name, flags := range map[string]int{"older": os.O_RDONLY, "6.12": os.O_RDWR} {
		f, err := os.OpenFile(path, flags, 0)
		must(t, err)
		defer f.Close()
		g := &cgroupV2{peakFile: counter{f}}
		if peak, err := g.peak(); err != nil || peak != 4096 {
			t.Errorf("%s: peak %d, %v", name, peak, err)
		}
		if err := g.resetPeak(); errors.Is(err, errPeakKept) != (flags == os.O_RDONLY) {
			t.Errorf("%s: reset: %v", name, err)
		}
		must(t, os.Chmod(path, 0o644))
		must(t, os.WriteFile(path, []byte("4096\n"), 0o444))
	}
}

// TestAnswersOfTheKernelAreNotWaitedFor: memory.reclaim answers EAGAIN, and its file
// is one that can be polled, as that of a pipe is.
func TestAnswersOfTheKernelAreNotWaitedFor(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	must(t, unix.Mkfifo(path, 0o600))
	polled, err := os.OpenFile(path, os.O_RDWR, 0)
	must(t, err)
	defer polled.Close()
	must(t, polled.SetWriteDeadline(time.Now().Add(time.Hour)))

	f, err := openUnpolled(path)
	must(t, err)
	defer f.Close()
	if err := f.SetWriteDeadline(time.Now().Add(time.Hour)); !errors.Is(err, os.ErrNoDeadline) {
		t.Errorf("a write deadline: %v, want that the file is not waited on", err)
	}
}
