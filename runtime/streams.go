package runtime

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"golang.org/x/sys/unix"

	"gavel/judge"
)

// streams are the three of one run: a sealed memory file in, two pipes out that
// are read at once and bounded.
type streams struct {
	stdin          *os.File
	stdout, stderr *output
}

type output struct {
	read  *os.File
	write int // blocking, as programs expect it; -1 when closed
	limit int64
	done  sync.WaitGroup
	kept  judge.Stream
}

func (c *Cell) openStreams(stdin []byte, limit int64, end *ending) (*streams, error) {
	s := &streams{}
	var err error
	if s.stdin, err = sealed("stdin", stdin); err != nil {
		return nil, fmt.Errorf("stdin: %w", err)
	}
	for _, out := range []**output{&s.stdout, &s.stderr} {
		if *out, err = newOutput(limit, c.hostID(programUID)); err != nil {
			s.close()
			return nil, fmt.Errorf("output pipe: %w", err)
		}
	}
	for _, out := range []*output{s.stdout, s.stderr} {
		out.done.Go(func() { out.drain(end) })
	}
	return s, nil
}

// newOutput makes a pipe that the program owns, so that it may open /dev/stdout.
func newOutput(limit int64, uid int) (*output, error) {
	var pipe [2]int
	if err := unix.Pipe2(pipe[:], unix.O_CLOEXEC); err != nil {
		return nil, err
	}
	err := errors.Join(unix.SetNonblock(pipe[0], true), unix.Fchown(pipe[1], uid, uid))
	o := &output{read: os.NewFile(uintptr(pipe[0]), "output"), write: pipe[1], limit: limit}
	if err != nil {
		o.read.Close()
		o.closeWrite()
		return nil, err
	}
	return o, nil
}

func (o *output) closeWrite() {
	if o.write >= 0 {
		unix.Close(o.write)
		o.write = -1
	}
}

func (s *streams) descriptors() []int {
	return []int{int(s.stdin.Fd()), s.stdout.write, s.stderr.write}
}

// handOver closes the worker's copies of what the program now holds: the pipes
// end when its last process does.
func (s *streams) handOver() {
	s.stdin.Close()
	s.stdout.closeWrite()
	s.stderr.closeWrite()
}

// drain keeps the output up to its limit and asks for the program's end beyond.
func (o *output) drain(end *ending) {
	data, err := io.ReadAll(io.LimitReader(o.read, o.limit))
	o.kept.Data = data
	if err != nil || int64(len(data)) < o.limit {
		return
	}
	var more [1]byte
	if n, _ := o.read.Read(more[:]); n > 0 {
		o.kept.Truncated = true
		end.because(judge.ReasonOutput)
		_, _ = io.Copy(io.Discard, o.read) // a blocked writer would not see its end
	}
}

// wait returns both outputs when the program has ended.
func (s *streams) wait() (stdout, stderr judge.Stream) {
	s.stdout.done.Wait()
	s.stderr.done.Wait()
	return s.stdout.kept, s.stderr.kept
}

func (s *streams) close() {
	if s.stdin != nil {
		s.stdin.Close()
	}
	for _, out := range []*output{s.stdout, s.stderr} {
		if out != nil {
			out.closeWrite()
			out.read.Close()
		}
	}
}

// regular returns the content of a file that a job has made, or why it is not
// taken: only a plain file with one name, of bounded size.
func regular(f *os.File, most int64) ([]byte, error) {
	var st unix.Stat_t
	if err := unix.Fstat(int(f.Fd()), &st); err != nil {
		return nil, err
	}
	if st.Mode&unix.S_IFMT != unix.S_IFREG || st.Nlink != 1 {
		return nil, errors.New("not a regular file with one name")
	}
	if st.Size > most {
		return nil, fmt.Errorf("%d bytes, over %d", st.Size, most)
	}
	data := make([]byte, st.Size)
	_, err := io.ReadFull(io.NewSectionReader(f, 0, st.Size), data)
	return data, err
}
