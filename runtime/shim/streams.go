package shim

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"sync"

	taskapi "github.com/containerd/containerd/api/runtime/task/v3"
	"github.com/containerd/errdefs"
	"github.com/containerd/fifo"
	"golang.org/x/sys/unix"

	"gavel/runtime/runc"
)

// streams connect a task's with its client's. The program gets pipes of its own,
// as it may open and own what it is given.
type streams struct {
	theirs []io.Closer // the program's ends, open until it has them
	ours   []io.Closer // closed to give up
	input  io.Closer   // keeps the client's pipe from ending; nil where there is none
	copies sync.WaitGroup
}

// openStreams opens what the request names: nothing, a named pipe or file://PATH.
func openStreams(r *taskapi.CreateTaskRequest) (*streams, runc.Streams, error) {
	s := &streams{}
	given, err := s.open(r)
	if err != nil {
		s.handedOver()
		s.close()
		return nil, given, fmt.Errorf("streams: %w", err)
	}
	return s, given, nil
}

func (s *streams) open(r *taskapi.CreateTaskRequest) (given runc.Streams, err error) {
	if r.Stdin != "" {
		if given.In, err = s.from(r.Stdin); err != nil {
			return given, err
		}
	}
	if r.Stdout != "" {
		if given.Out, err = s.to(r.Stdout); err != nil {
			return given, err
		}
	}
	if r.Stderr != "" {
		given.Err, err = s.to(r.Stderr)
	}
	return given, err
}

// from copies a named pipe into the program's input.
func (s *streams) from(path string) (io.Reader, error) {
	ctx := context.Background() // it is opened in its own time, until it is closed
	client, err := fifo.OpenFifo(ctx, path, unix.O_RDONLY|unix.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	s.ours = append(s.ours, client)
	if s.input, err = fifo.OpenFifo(ctx, path, unix.O_WRONLY|unix.O_NONBLOCK, 0); err != nil {
		return nil, err
	}
	s.ours = append(s.ours, s.input)
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	s.theirs = append(s.theirs, read)
	go func() { // nobody waits for input that is not read
		defer write.Close()
		_, _ = io.Copy(write, client)
	}()
	return read, nil
}

// to copies the program's output to a named pipe, or hands it a file.
func (s *streams) to(target string) (io.Writer, error) {
	uri, err := url.Parse(target)
	if err != nil {
		return nil, err
	}
	switch uri.Scheme {
	case "", "fifo":
		return s.toPipe(uri.Path)
	case "file":
		f, err := os.OpenFile(uri.Path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644)
		if err != nil {
			return nil, err
		}
		s.theirs = append(s.theirs, f)
		return f, nil
	}
	return nil, fmt.Errorf("%s writes to named pipes and files, not to %q: %w", Name, uri.Scheme, errdefs.ErrNotImplemented)
}

func (s *streams) toPipe(path string) (io.Writer, error) {
	// Open for both, so that it neither waits for a reader nor breaks without one.
	client, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	s.ours = append(s.ours, client)
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	s.theirs, s.ours = append(s.theirs, write), append(s.ours, read)
	s.copies.Go(func() {
		_, _ = io.Copy(client, read) // a client that is gone misses it
		client.Close()
	})
	return write, nil
}

// handedOver closes the program's ends here, once it has them or never will.
func (s *streams) handedOver() {
	for _, c := range s.theirs {
		c.Close()
	}
}

// closeInput lets the input end where the client's does.
func (s *streams) closeInput() error {
	if s.input == nil {
		return nil
	}
	if err := s.input.Close(); !errors.Is(err, os.ErrClosed) {
		return err
	}
	return nil
}

// drain returns when all output is with the client, or gives up when ctx ends.
func (s *streams) drain(ctx context.Context) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.copies.Wait()
	}()
	select {
	case <-done:
	case <-ctx.Done():
	}
	s.close()
}

func (s *streams) close() {
	for _, c := range s.ours {
		c.Close()
	}
}
