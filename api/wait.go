package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"gavel/judge"
)

// errNoWait says that the client did not ask to wait.
var errNoWait = errors.New("no wait asked for")

// await returns a job's report when it is done, and its state at the end of the
// wait, of the connection or of the server. wait is nil where none was asked for.
func (s *Server) await(w http.ResponseWriter, r *http.Request, id string, wait *time.Duration) (judge.Report, error) {
	switch {
	case wait == nil:
		return judge.Report{}, errNoWait
	case *wait == 0:
		return s.deps.Jobs.Result(r.Context(), id)
	case !s.waiting.TryAcquire(1):
		return judge.Report{}, fmt.Errorf("%w: %d requests are waiting for results already", judge.ErrBusy, s.config.MaxWaiters)
	}
	defer s.waiting.Release(1)
	// The deadline for reading the request must not end the wait for its answer.
	_ = http.NewResponseController(w).SetReadDeadline(time.Time{})
	ctx, cancel := context.WithTimeout(r.Context(), *wait)
	defer cancel()
	go func() {
		select {
		case <-s.stopping:
			cancel()
		case <-ctx.Done():
		}
	}()
	return s.deps.Jobs.Wait(ctx, id)
}
