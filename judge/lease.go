package judge

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Why the judging of a job ends early and nothing is to be said about it: the
// job is somebody else's now, or done.
var (
	errLeaseLost = errors.New("the lease is lost")
	errTakenBack = errors.New("it was taken back")
)

// hold keeps a lease while a job is judged. The context it returns ends with
// ctx, with the lease (cause errLeaseLost) or when the job is taken back
// (errTakenBack). letGo ends the keeping; it does not end the lease.
func hold(ctx context.Context, queue Queue, lease Lease) (held context.Context, letGo func()) {
	held, end := context.WithCancelCause(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if value := recover(); value != nil {
				end(fmt.Errorf("%w: renewing it panicked: %v", errLeaseLost, value))
			}
		}()
		end(keep(held, queue, lease))
	}()
	return held, func() {
		end(nil)
		<-done
	}
}

// keep renews the lease three times in its length until ctx is done (nil) or
// there is nothing left to keep (why). A renewal that fails otherwise is tried
// again at the next turn, until the lease has run out.
func keep(ctx context.Context, queue Queue, lease Lease) error {
	lasts := lease.Lasts
	if lasts <= 0 {
		lasts = DefaultLease
	}
	turn := time.NewTicker(lasts / 3)
	defer turn.Stop()
	deadline := time.Now().Add(lasts)
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-lease.Canceled:
			return errTakenBack
		case <-turn.C:
		}
		asked := time.Now()
		err := renew(ctx, queue, lease, deadline)
		switch {
		case err == nil:
			deadline = asked.Add(lasts)
		case errors.Is(err, ErrConflict):
			return fmt.Errorf("%w: %w", errLeaseLost, err)
		case !time.Now().Before(deadline):
			return fmt.Errorf("%w: it could not be renewed: %w", errLeaseLost, err)
		}
	}
}

func renew(ctx context.Context, queue Queue, lease Lease, deadline time.Time) error {
	ctx, cancel := context.WithDeadline(ctx, deadline)
	defer cancel()
	return queue.Renew(ctx, lease)
}
