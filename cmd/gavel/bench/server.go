package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	goruntime "runtime"
	"slices"
	"strconv"
	"sync"
	"syscall"
	"time"
)

const (
	serverStart = 5 * time.Minute // the first one on containerd hands it the images
	serverStop  = time.Minute

	idsPerServer = 1 << 24 // of host ids: servers with run directories of their own do not know of each other
)

// server is one `gavel serve` of this run.
type server struct {
	*client
	name   string
	runDir string
	pid    int
	stderr tail
	ended  chan struct{}
	err    error // of its process; after ended
}

// startServer starts one and returns when it is able to judge.
func (r *run) startServer(name string, args ...string) (*server, error) {
	listen, err := freeAddress()
	if err != nil {
		return nil, err
	}
	s := &server{name: name, client: newClient("http://" + listen), ended: make(chan struct{})}
	s.runDir = filepath.Join(r.place.run, name)
	all := append([]string{"serve", "--listen", listen, "--log-level", "warn"}, r.options.ServeArgs...)
	r.started++
	all = append(all, "--data", filepath.Join(r.place.data, name), "--run-dir", s.runDir,
		"--id-base", strconv.FormatInt(r.options.IDBase-r.started*idsPerServer, 10))
	if err := s.start(r.options.Program, append(all, args...)); err != nil {
		return nil, fmt.Errorf("start server %s: %w", name, err)
	}
	r.servers = append(r.servers, s)
	if err := s.ready(r.ctx); err != nil {
		return nil, fmt.Errorf("server %s: %w", name, err)
	}
	return s, nil
}

// start runs the program for as long as this process lives: the thread that
// started it stays, and with it goes the child.
func (s *server) start(program string, args []string) error {
	cmd := exec.Command(program, args...)
	cmd.Stdout, cmd.Stderr = &s.stderr, &s.stderr
	cmd.Env = slices.DeleteFunc(os.Environ(), func(v string) bool { return bytes.HasPrefix([]byte(v), []byte("GAVEL_")) })
	// A group of its own: Ctrl-C reaches this process, which ends its servers in order.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
	started := make(chan error, 1)
	go func() {
		goruntime.LockOSThread()
		defer close(s.ended)
		err := cmd.Start()
		started <- err
		if err == nil {
			s.err = cmd.Wait()
		}
	}()
	err := <-started
	if err == nil {
		s.pid = cmd.Process.Pid
	}
	return err
}

// ready waits until every language was judged once.
func (s *server) ready(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, serverStart)
	defer cancel()
	for {
		if s.get(ctx, "/readyz") == nil {
			return nil
		}
		select {
		case <-s.ended:
			return fmt.Errorf("it ended before it was ready: %w; its last words: %s", s.err, s.stderr.String())
		case <-ctx.Done():
			return fmt.Errorf("it is not ready: %w; its last words: %s", context.Cause(ctx), s.stderr.String())
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// stop ends it, and says where it did not end well.
func (s *server) stop() error {
	s.http.CloseIdleConnections()
	if err := syscall.Kill(s.pid, syscall.SIGTERM); err != nil && !errors.Is(err, syscall.ESRCH) {
		return err
	}
	select {
	case <-s.ended:
	case <-time.After(serverStop):
		return errors.Join(fmt.Errorf("server %s does not end within %v", s.name, serverStop), syscall.Kill(s.pid, syscall.SIGKILL))
	}
	if s.err != nil {
		return fmt.Errorf("server %s: %w; its last words: %s", s.name, s.err, s.stderr.String())
	}
	return nil
}

// freeAddress asks the kernel for a port of the loopback.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// tail keeps the end of what a child says.
type tail struct {
	mu   sync.Mutex
	kept []byte
}

const tailBytes = 4 << 10

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.kept = append(t.kept, p...)
	t.kept = t.kept[max(0, len(t.kept)-tailBytes):]
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.kept)
}

// newTransport keeps as many connections as there are clients.
func newTransport() *http.Transport {
	return &http.Transport{MaxIdleConns: 256, MaxIdleConnsPerHost: 256, DisableCompression: true}
}
