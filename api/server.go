package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	goruntime "runtime"
	"sync"

	"golang.org/x/net/netutil"
	"golang.org/x/sync/semaphore"

	"gavel/judge"
)

// Jobs keeps what was accepted.
type Jobs interface {
	// Submit stores a request and its place in the queue, at once and durably,
	// and returns the job's id. existed tells that the idempotency key found
	// an earlier job; the same key with another body is judge.ErrConflict.
	Submit(ctx context.Context, request judge.Request) (id string, existed bool, err error)
	// Result returns what is known of a job now, or judge.ErrNotFound.
	Result(ctx context.Context, id string) (judge.Report, error)
	// Wait returns the report once its status is done, and the state of then
	// when ctx ends before. judge.ErrNotFound: there is no such job, or not
	// any more.
	Wait(ctx context.Context, id string) (judge.Report, error)
	// Delete cancels a job that is not done and forgets one that is, or
	// returns judge.ErrNotFound.
	Delete(ctx context.Context, id string) error
}

// Languages knows what can be submitted.
type Languages interface {
	Languages() []judge.Language
	// Admit checks the language, its flags and the limits against what this
	// host allows and returns the submission with the limits that will be
	// applied. It fails with a *judge.FieldError of class ErrInvalid or
	// ErrLimit, whose pointer starts at the submission.
	Admit(judge.Submission) (judge.Submission, error)
	// Starter returns the code that a solution to a function or a design problem
	// begins with. It fails with judge.ErrNotFound where there is no such
	// language, or it has no starter code, or the problem has no signature.
	Starter(language string, problem judge.Problem) ([]byte, error)
}

// Checkers compiles custom checkers.
type Checkers interface {
	// CompileChecker returns a *judge.FieldError of class ErrInvalid where the
	// checker does not compile.
	CompileChecker(ctx context.Context, custom judge.Custom) error
}

// Health tells whether this host can judge.
type Health interface {
	Ready(ctx context.Context) []Check
}

// Check is one precondition of judging.
type Check struct {
	Name   string `json:"name"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail"` // what was found and, where it is not OK, what to do
}

// Deps are the rooms behind the API; all are required.
type Deps struct {
	Jobs      Jobs
	Problems  Problems
	Languages Languages
	Checkers  Checkers
	Scanner   judge.Scanner
	Health    Health
	Log       *slog.Logger
}

// Server answers the contract's requests.
type Server struct {
	config  Config
	deps    Deps
	handler http.Handler

	decoding budget              // bytes of large bodies
	scanning *semaphore.Weighted // scans at once
	checkers *semaphore.Weighted // checkers being compiled for a request at once
	waiting  *semaphore.Weighted // requests that wait for a result
	stopping chan struct{}       // closed by stop: waiting requests are answered at once
	stop     func()
}

// New checks the configuration and returns a server that is ready to serve.
func New(config Config, deps Deps) (*Server, error) {
	config, err := config.withDefaults()
	if err != nil {
		return nil, err
	}
	if deps.Jobs == nil || deps.Problems == nil || deps.Languages == nil || deps.Checkers == nil || deps.Scanner == nil || deps.Health == nil || deps.Log == nil {
		return nil, errors.New("api: Jobs, Problems, Languages, Checkers, Scanner, Health and Log are all required")
	}
	s := &Server{
		config:   config,
		deps:     deps,
		decoding: semaphore.NewWeighted(config.MaxDecoding),
		scanning: semaphore.NewWeighted(int64(goruntime.GOMAXPROCS(0))),
		checkers: semaphore.NewWeighted(1),
		waiting:  semaphore.NewWeighted(int64(config.MaxWaiters)),
		stopping: make(chan struct{}),
	}
	s.stop = sync.OnceFunc(func() { close(s.stopping) })
	s.handler = s.guard(s.routes())
	return s, nil
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// Serve answers requests from ln until ctx ends, and then gives those that are
// being answered a short while: requests that wait for a result are answered
// with the state of that moment. It closes ln and returns nil after an orderly end.
func (s *Server) Serve(ctx context.Context, ln net.Listener) error {
	server := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: s.config.HeaderTimeout,
		ReadTimeout:       s.config.BodyTimeout,
		IdleTimeout:       s.config.IdleTimeout,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(s.deps.Log.Handler(), slog.LevelDebug),
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(netutil.LimitListener(ln, s.config.MaxConnections)) }()
	select {
	case err := <-served:
		return fmt.Errorf("serve on %s: %w", ln.Addr(), err)
	case <-ctx.Done():
	}
	s.stop()
	err := s.shutdown(ctx, server)
	<-served
	return err
}

func (s *Server) shutdown(ctx context.Context, server *http.Server) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.config.ShutdownTimeout)
	defer cancel()
	err := server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = server.Close() // what is left is a request that has not arrived, or a client that does not read
	}
	if err != nil {
		return fmt.Errorf("shut down: %w", err)
	}
	return nil
}
