package bench

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Options say what is measured and where the results go.
type Options struct {
	Workloads []string      // of Names; empty: all
	Duration  time.Duration // about how long the whole run takes; 0: 10.5 minutes
	Rounds    int           // at most so many rounds of a workload; 0: as many as the time allows
	Quick     bool          // a look in under two minutes, from which no goal is decided
	Peers     []Peer
	Runtimes  []string // further containerd runtimes to compare, by name
	Out       string   // directory of the results; made where it is missing
	Readme    string   // file whose table of numbers is written anew; "": none

	Program   string   // the gavel that is measured
	ServeArgs []string // settings for every server besides its own
	Data      string   // a directory is made in it for stores and programs, and removed
	RunDir    string   // another one for sockets
	Prefix    string   // where containerd and runc may be, where PATH has none
	Socket    string   // of the host's containerd
	IDBase    int64    // first host id of cells; the servers take ranges below it
	Languages map[string]Language
	Versions  map[string]string // of what is measured, for the machine's facts

	Progress io.Writer // is told how far the run has come
	Terminal bool      // Progress is one
}

// Language is what bare starts need of one language.
type Language struct {
	RunRoot, BuildRoot    string // directories of its images
	Interpreter, Compiler string // paths in them; "" where there is none
}

// Peer is another judge: a go-judge server.
type Peer struct{ Name, URL string }

// ParsePeer reads NAME=URL.
func ParsePeer(s string) (Peer, error) {
	name, address, ok := strings.Cut(s, "=")
	u, err := url.Parse(address)
	if !ok || name == "" || err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return Peer{}, fmt.Errorf("%q: want NAME=URL, such as go-judge=http://127.0.0.1:5050", s)
	}
	return Peer{name, strings.TrimSuffix(address, "/")}, nil
}

// workload is one thing to measure.
type workload struct {
	name  string
	title string
	share int // of the whole time
	run   func(*run, timing) error
}

// workloads are all of them, in the order of a run.
func workloads() []workload {
	return []workload{
		{"latency", "one tiny test, one at a time", 28, (*run).latency},
		{"saturated", "one tiny test, saturated", 13, (*run).saturated},
		{"tests", "fifty tiny tests, saturated", 10, (*run).tests},
		{"compile", "first compilation, and again", 18, (*run).compile},
		{"cells", "memory of waiting cells", 1, (*run).cells},
		{"accuracy", "CPU time, idle and under load", 5, (*run).accuracy},
		{"crunch", "number crunchers of two seconds", 18, (*run).crunch},
		{"submits", "durable submits, 64 clients", 3, (*run).submits},
		{"waiting", "a long queue", 5, (*run).waiting},
	}
}

// Names are the workloads that there are.
func Names() (names []string) {
	for _, w := range workloads() {
		names = append(names, w.name)
	}
	return names
}

// timing is what one workload may take.
type timing struct {
	budget time.Duration
	rounds int // at most, besides one that warms up
	quick  bool
	calm   bool // a quiet machine is waited for before each turn
	hot    bool // the first round counts
}

// calmly is for what looks at single times.
func (t timing) calmly() timing {
	t.calm = true
	return t
}

// patience is when a workload ends in the middle of a round, so that a busy machine
// does not make a run endless.
func (t timing) patience() time.Duration { return t.budget * 4 / 3 }

// slowly is for what takes seconds: a quick look does without a round that warms up.
func (t timing) slowly() timing {
	t.calm, t.hot = true, t.quick
	return t
}

// slice is how long a contestant is kept busy in one turn of a workload that
// looks at rates.
func (t timing) slice() time.Duration {
	if t.quick {
		return 400 * time.Millisecond
	}
	return 1500 * time.Millisecond
}

const (
	wholeRun = 630 * time.Second
	quickRun = 70 * time.Second
)

// Validate fills in the defaults and names what cannot be.
func (o *Options) Validate() error {
	for _, name := range o.Workloads {
		if !slices.Contains(Names(), name) {
			return fmt.Errorf("there is no workload %q; there are %s", name, strings.Join(Names(), ", "))
		}
	}
	switch {
	case o.Duration < 0 || o.Rounds < 0:
		return errors.New("a duration and a number of rounds are not below 0")
	case o.Readme != "" && (o.Quick || len(o.Workloads) > 0):
		return errors.New("the table of numbers comes from a whole run: no selection of workloads, no quick look")
	}
	if o.Duration == 0 {
		o.Duration = wholeRun
		if o.Quick {
			o.Duration = quickRun
		}
	}
	if o.Rounds == 0 {
		o.Rounds = 400
	}
	if len(o.Workloads) == 0 {
		o.Workloads = Names()
	}
	return nil
}

// plan gives each chosen workload its part of the time.
func (o *Options) plan() (chosen []workload, timings []timing) {
	total := 0
	for _, w := range workloads() {
		if slices.Contains(o.Workloads, w.name) {
			chosen = append(chosen, w)
			total += w.share
		}
	}
	for _, w := range chosen {
		timings = append(timings, timing{budget: o.Duration * time.Duration(w.share) / time.Duration(total), rounds: o.Rounds, quick: o.Quick})
	}
	return chosen, timings
}
