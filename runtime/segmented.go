package runtime

import (
	"bytes"
	"errors"
	"os"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"

	"gavel/judge"
)

// segmented is an output that is read at once, and taken in pieces.
type segmented struct {
	file  *os.File
	raw   syscall.RawConn
	limit int64
	end   *ending
	line  chan struct{} // has a value where there is a whole line

	mu   sync.Mutex
	kept judge.Stream
}

func newSegmented(file *os.File, limit int64, end *ending) (*segmented, error) {
	raw, err := file.SyscallConn()
	return &segmented{file: file, raw: raw, limit: limit, end: end, line: make(chan struct{}, 1)}, err
}

// read reads until the output's end.
func (s *segmented) read() {
	for open := true; open; {
		err := s.raw.Read(func(fd uintptr) (done bool) {
			done, open = s.readOnce(int(fd))
			return done
		})
		open = open && err == nil
	}
}

// readOnce reads what is there. Reading and keeping are one step, so that whoever
// holds the lock finds everything that was written before.
func (s *segmented) readOnce(fd int) (done, open bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var piece [32 << 10]byte
	n, err := unix.Read(fd, piece[:])
	switch {
	case errors.Is(err, unix.EINTR):
		return true, true
	case errors.Is(err, unix.EAGAIN):
		return false, true
	case err != nil || n == 0:
		return true, false
	}
	room := max(0, min(int64(n), s.limit-int64(len(s.kept.Data))))
	s.kept.Data = append(s.kept.Data, piece[:room]...)
	if room < int64(n) {
		s.kept.Truncated = true
		s.end.because(judge.ReasonOutput)
	}
	if bytes.IndexByte(piece[:n], '\n') >= 0 {
		select {
		case s.line <- struct{}{}:
		default:
		}
	}
	return true, true
}

// take returns what was written since it was last called.
func (s *segmented) take() judge.Stream {
	_ = s.raw.Control(func(fd uintptr) {
		for done, open := true, true; done && open; {
			done, open = s.readOnce(int(fd))
		}
	})
	s.mu.Lock()
	defer s.mu.Unlock()
	select { // of the line that is taken
	case <-s.line:
	default:
	}
	kept := s.kept
	s.kept = judge.Stream{}
	return kept
}
