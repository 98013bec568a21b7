package runtime

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/sys/unix"

	"gavel/judge"
)

// streams are those of one run: a sealed memory file in, pipes out that are read
// at once and bounded: stdout, stderr, and where the command wants one, results.
type streams struct {
	stdin   *os.File
	outputs []*output
}

type output struct {
	read  *os.File
	write int // blocking, as programs expect it; -1 when closed
	limit int64
	done  sync.WaitGroup
	kept  judge.Stream
	err   error
}

func (c *Cell) openStreams(command judge.Command, stdin []byte, limit int64, end *ending) (*streams, error) {
	s := &streams{outputs: make([]*output, 2, 3)}
	if command.Results {
		s.outputs = s.outputs[:3]
	}
	var err error
	if s.stdin, err = sealed(stdin); err != nil {
		return nil, fmt.Errorf("stdin: %w", err)
	}
	for i := range s.outputs {
		if s.outputs[i], err = newOutput(limit, c.hostID(programUID)); err != nil {
			s.close()
			return nil, fmt.Errorf("output pipe: %w", err)
		}
	}
	for _, out := range s.outputs {
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
	fds := []int{int(s.stdin.Fd())}
	for _, out := range s.outputs {
		fds = append(fds, out.write)
	}
	return fds
}

// handOver closes the worker's copies of what the program now holds: the pipes
// end when its last process does.
func (s *streams) handOver() {
	s.stdin.Close()
	for _, out := range s.outputs {
		out.closeWrite()
	}
}

// drain keeps the output up to its limit and asks for the program's end beyond.
func (o *output) drain(end *ending) {
	o.kept.Data, o.err = io.ReadAll(io.LimitReader(o.read, o.limit))
	if o.err != nil || int64(len(o.kept.Data)) < o.limit {
		return
	}
	var more [1]byte
	if n, err := o.read.Read(more[:]); n > 0 {
		o.kept.Truncated = true
		end.because(judge.ReasonOutput)
		_, o.err = io.Copy(io.Discard, o.read) // a blocked writer would not see its end
	} else if !errors.Is(err, io.EOF) {
		o.err = err
	}
}

// wait puts the outputs into the outcome when the program has ended. It does not
// wait for ever on a process that cannot be killed and holds one.
func (s *streams) wait(out *judge.Outcome) (err error) {
	for _, o := range s.outputs {
		err = errors.Join(err, o.read.SetReadDeadline(time.Now().Add(killTimeout)))
	}
	for i, kept := range []*judge.Stream{&out.Stdout, &out.Stderr, &out.Results}[:len(s.outputs)] {
		o := s.outputs[i]
		o.done.Wait()
		*kept = o.kept
		err = errors.Join(err, o.err)
	}
	return err
}

func (s *streams) close() {
	if s.stdin != nil {
		s.stdin.Close()
	}
	for _, out := range s.outputs {
		if out != nil {
			out.closeWrite()
			out.read.Close()
		}
	}
}
