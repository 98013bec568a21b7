package api

import (
	"fmt"
	"time"
)

// Config bounds what clients may cost. A zero field means its default.
type Config struct {
	MaxBody      int64 // bytes of one request body; default 64 MiB
	MaxDecoding  int64 // bytes of large bodies being decoded at once; default 128 MiB
	MaxCode      int64 // bytes of a source; default 1 MiB
	MaxTestBytes int64 // bytes of one stdin or expected; default 32 MiB
	MaxTests     int   // tests of one submission, and runs of them in all; default 1000
	MaxRuns      int   // runs of each test; default 20
	MaxFlags     int   // compiler flags of one submission; default 32
	MaxBatch     int   // submissions of one batch; default 100

	// AdminToken is what an administrator sends as "Authorization: Bearer
	// TOKEN" to see the secret tests of problems, and to change problems.
	// "": nobody sees them, everybody changes them.
	AdminToken string

	MaxWait        time.Duration // longest ?wait; default 60 s
	MaxWaiters     int           // requests waiting at once; default 1000
	MaxConnections int           // connections at once, others wait to be accepted; default 2000

	HeaderTimeout   time.Duration // for the header of a request; default 10 s
	BodyTimeout     time.Duration // for a whole request; default 60 s
	WriteTimeout    time.Duration // for sending an answer; default 60 s
	IdleTimeout     time.Duration // of a connection between requests; default 120 s
	ShutdownTimeout time.Duration // for the last answers when the server ends; default 5 s
}

// withDefaults fills the zero fields and checks the rest.
func (c Config) withDefaults() (Config, error) {
	fill(&c.MaxBody, 64<<20)
	fill(&c.MaxDecoding, max(128<<20, c.MaxBody))
	fill(&c.MaxCode, min(1<<20, c.MaxBody))
	fill(&c.MaxTestBytes, min(32<<20, c.MaxBody))
	fill(&c.MaxTests, 1000)
	fill(&c.MaxRuns, 20)
	fill(&c.MaxFlags, 32)
	fill(&c.MaxBatch, 100)
	fill(&c.MaxWait, time.Minute)
	fill(&c.MaxWaiters, 1000)
	fill(&c.MaxConnections, 2000)
	fill(&c.HeaderTimeout, 10*time.Second)
	fill(&c.BodyTimeout, time.Minute)
	fill(&c.WriteTimeout, time.Minute)
	fill(&c.IdleTimeout, 2*time.Minute)
	fill(&c.ShutdownTimeout, 5*time.Second)
	return c, c.validate()
}

func fill[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

func (c Config) validate() error {
	for _, f := range []struct {
		name  string
		value int64
	}{
		{"MaxBody", c.MaxBody}, {"MaxDecoding", c.MaxDecoding}, {"MaxCode", c.MaxCode},
		{"MaxTestBytes", c.MaxTestBytes}, {"MaxTests", int64(c.MaxTests)}, {"MaxRuns", int64(c.MaxRuns)},
		{"MaxFlags", int64(c.MaxFlags)}, {"MaxBatch", int64(c.MaxBatch)}, {"MaxWait", int64(c.MaxWait)},
		{"MaxWaiters", int64(c.MaxWaiters)}, {"MaxConnections", int64(c.MaxConnections)},
		{"HeaderTimeout", int64(c.HeaderTimeout)}, {"BodyTimeout", int64(c.BodyTimeout)},
		{"WriteTimeout", int64(c.WriteTimeout)}, {"IdleTimeout", int64(c.IdleTimeout)},
		{"ShutdownTimeout", int64(c.ShutdownTimeout)},
	} {
		if f.value < 1 {
			return fmt.Errorf("api: %s is %d, must be at least 1", f.name, f.value)
		}
	}
	switch {
	case c.MaxCode > c.MaxBody:
		return fmt.Errorf("api: MaxCode is %d, above MaxBody, which is %d", c.MaxCode, c.MaxBody)
	case c.MaxTestBytes > c.MaxBody:
		return fmt.Errorf("api: MaxTestBytes is %d, above MaxBody, which is %d", c.MaxTestBytes, c.MaxBody)
	case c.MaxDecoding < c.MaxBody:
		return fmt.Errorf("api: MaxDecoding is %d, below MaxBody, which is %d", c.MaxDecoding, c.MaxBody)
	}
	return nil
}
