package store

import (
	"crypto/rand"
	"fmt"
	"io"
	"time"
)

// Config says where the file is and what it may hold. Fields left zero take the
// default that is named with them.
type Config struct {
	Path string // the file; required. It is made 0600, its directory 0700

	Lease       time.Duration // how long a claim stands without Renew; 30 s
	MaxAttempts int           // claims of one job before it ends as judge_error; 3
	MaxQueued   int           // waiting jobs; Submit beyond it is ErrBusy; 100,000
	MinFree     int64         // bytes that Submit leaves free on the disk, for what runs to end; 64 MiB

	RetentionAge   time.Duration // a report is forgotten this long after the job's end; 7 days
	RetentionCount int           // the newest reports that are kept; 100,000. Up to a tenth more, 64 at most, may be there for a while

	Now  func() time.Time // what reports are dated with; time.Now
	Rand io.Reader        // what job ids are drawn from; crypto/rand.Reader
}

func (c Config) withDefaults() (Config, error) {
	if c.Path == "" {
		return c, fmt.Errorf("store: Path is empty: name the file")
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Rand == nil {
		c.Rand = rand.Reader
	}
	for _, err := range []error{
		orDefault(&c.Lease, "Lease", 30*time.Second, time.Millisecond),
		orDefault(&c.MaxAttempts, "MaxAttempts", 3, 1),
		orDefault(&c.MaxQueued, "MaxQueued", 100_000, 1),
		orDefault(&c.MinFree, "MinFree", 64<<20, 1),
		orDefault(&c.RetentionAge, "RetentionAge", 7*24*time.Hour, time.Second),
		orDefault(&c.RetentionCount, "RetentionCount", 100_000, 1),
	} {
		if err != nil {
			return c, err
		}
	}
	return c, nil
}

func orDefault[T int | int64 | time.Duration](field *T, name string, value, least T) error {
	switch {
	case *field == 0:
		*field = value
	case *field < least:
		return fmt.Errorf("store: %s is %v, the least is %v", name, *field, least)
	}
	return nil
}
