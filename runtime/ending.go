package runtime

import (
	"sync"

	"gavel/judge"
)

// ending holds why a program is ended. Whoever wants its end writes the reason
// here before; the first reason stands.
type ending struct {
	mu     sync.Mutex
	first  judge.Reason
	wanted chan struct{} // closed with the first reason
}

func newEnding() *ending { return &ending{wanted: make(chan struct{})} }

func (e *ending) because(r judge.Reason) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.first == "" {
		e.first = r
		close(e.wanted)
	}
}

func (e *ending) reason() judge.Reason {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.first
}
