package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// errInterrupted is why a context ended that a person or the system ended.
var errInterrupted = errors.New("interrupted")

// sameSignal is how long further signals count as the first one: a terminal and
// make both tell of one Ctrl-C.
const sameSignal = time.Second

// untilSignal runs until the work is done or SIGINT or SIGTERM asks for its end,
// which the work then comes to in its own time. A second signal does not wait;
// what it leaves behind, the next start sweeps.
func untilSignal(ctx context.Context, log *slog.Logger, work func(context.Context) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	signals := make(chan os.Signal, 4)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM)
	defer signal.Stop(signals)
	done := make(chan error, 1)
	go func() { done <- work(ctx) }()
	var first time.Time
	for {
		select {
		case err := <-done:
			return err
		case received := <-signals:
			switch {
			case first.IsZero():
				first = time.Now()
				log.Info("ending; once more ends at once", "signal", received.String())
				cancel(errInterrupted)
			case time.Since(first) > sameSignal:
				return &exitError{statusInterrupted, errors.New("ended at once; the next start removes what is left")}
			}
		}
	}
}
