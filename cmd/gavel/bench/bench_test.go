package bench

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gavel/judge"
)

func quietRun(t *testing.T) *run {
	return &run{ctx: t.Context(), results: newResults(), bar: newProgress(io.Discard, false), keep: true}
}

func TestRoundsTakeEverybodyAndDropTheFirst(t *testing.T) {
	r := quietRun(t)
	turns := map[string]int{}
	contestantOf := func(by string, every int) contestant {
		key := Key{Workload: "latency", By: by}
		return contestant{key: key, every: every, turn: func(context.Context) error {
			turns[by]++
			r.sample(key, "ms", 1)
			return nil
		}}
	}
	if err := r.takeTurns(timing{budget: time.Hour, rounds: 8}, []contestant{contestantOf("a", 0), contestantOf("b", 4)}); err != nil {
		t.Fatal(err)
	}
	if turns["a"] != 9 || turns["b"] != 3 {
		t.Errorf("turns %v, want 9 of a and 3 of b in a first round and 8 more", turns)
	}
	a, b := r.results.values(Key{Workload: "latency", By: "a"}), r.results.values(Key{Workload: "latency", By: "b"})
	if len(a) != 8 || len(b) != 2 {
		t.Errorf("%d and %d samples, want 8 and 2: the first round does not count", len(a), len(b))
	}
}

func TestRoundsEnd(t *testing.T) {
	fault := errors.New("fault")
	for _, c := range []struct {
		name   string
		timing timing
		err    error
		turns  int
		notes  int
	}{
		{"one warms up and one counts", timing{budget: time.Hour}, nil, 2, 0},
		{"a quick look at something slow", timing{budget: time.Hour, quick: true}.slowly(), nil, 1, 0},
		{"no patience left", timing{budget: 0, rounds: 100, hot: true}, nil, 0, 1},
		{"no patience left after warming up", timing{budget: 0, rounds: 100}, nil, 1, 1},
		{"a fault", timing{budget: time.Hour, rounds: 100}, fault, 1, 0},
	} {
		r := quietRun(t)
		turns := 0
		err := r.takeTurns(c.timing, []contestant{{turn: func(context.Context) error { turns++; return c.err }}})
		if !errors.Is(err, c.err) || turns != c.turns || len(r.results.notes) != c.notes {
			t.Errorf("%s: %v after %d turns with notes %v; want %v after %d with %d", c.name, err, turns, r.results.notes, c.err, c.turns, c.notes)
		}
	}
}

func TestSaturateCountsBetweenTheFirstAndTheLast(t *testing.T) {
	var running, most atomic.Int64
	rate, err := saturate(t.Context(), 3, 300*time.Millisecond, func(ctx context.Context, _ int) error {
		for now := running.Add(1); ; {
			if old := most.Load(); old >= now || most.CompareAndSwap(old, now) {
				break
			}
		}
		defer running.Add(-1)
		return sleep(ctx, 10*time.Millisecond)
	})
	if err != nil || most.Load() != 3 {
		t.Fatalf("%d clients at once, %v; want 3", most.Load(), err)
	}
	if rate <= 0 || rate > 450 { // 3 clients, each at most 100 a second
		t.Errorf("%v a second of what takes 10 ms for each of 3 clients", rate)
	}
	fault := errors.New("fault")
	if _, err := saturate(t.Context(), 3, time.Hour, func(context.Context, int) error { return fault }); !errors.Is(err, fault) {
		t.Errorf("%v, want the fault, at once", err)
	}
}

func TestPhasesAddUpToTheClientsTime(t *testing.T) {
	r := quietRun(t)
	key := Key{"latency", "python", inprocess, ""}
	var report judge.Report
	report.Timings = judge.Timings{QueuedMillis: 1, SandboxMillis: 2, CompileMillis: 3, RunMillis: 4, CheckMillis: 5, TotalMillis: 20}
	r.keepPhases(key, judged{report, 30 * time.Millisecond})
	sum := 0.0
	for _, phase := range phases {
		key.What = phase
		for _, v := range r.results.values(key) {
			sum += v
		}
	}
	if sum != 30 {
		t.Errorf("the phases take %v ms together, want 30", sum)
	}
}

func TestImagesAreKnownByTheirDirectory(t *testing.T) {
	r := quietRun(t)
	r.options.Languages = map[string]Language{
		"python": {RunRoot: "/data/unpacked/aa11/rootfs", BuildRoot: "/data/unpacked/aa11/rootfs"},
		"cpp":    {RunRoot: "/data/unpacked/bb22/rootfs", BuildRoot: "/data/unpacked/cc33/rootfs"},
		"java":   {RunRoot: "/data/unpacked/dd44/rootfs"},
	}
	line := func(source, target string) string {
		return "600 599 254:0 " + source + " " + target + " ro,relatime - ext4 /dev/vda rw\n"
	}
	for _, c := range []struct {
		mounts, language, stage string
		ok                      bool
	}{
		{line("/data/unpacked/aa11/rootfs", "/"), "python", "", true},
		{line("/data/unpacked/bb22/rootfs", "/"), "cpp", "", true},
		{line("/data/unpacked/cc33/rootfs", "/"), "cpp", "build", true},
		{line("/data/unpacked/cc33/rootfs", "/box"), "", "", false},
		{line("/elsewhere", "/"), "", "", false},
	} {
		if language, stage, ok := r.imageOf(c.mounts); language != c.language || stage != c.stage || ok != c.ok {
			t.Errorf("%q: %q %q %t, want %q %q %t", c.mounts, language, stage, ok, c.language, c.stage, c.ok)
		}
	}
}

// TestPlaceSweepsWhatAKilledRunLeft leaves what is in use alone.
func TestPlaceSweepsWhatAKilledRunLeft(t *testing.T) {
	data, runDir := t.TempDir(), t.TempDir()
	dead := filepath.Join(data, placePrefix+"dead")
	other := filepath.Join(data, "images")
	for _, dir := range []string{dead, other} {
		if err := os.MkdirAll(filepath.Join(dir, "inside"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	first, err := newPlace(data, runDir)
	if err != nil {
		t.Fatal(err)
	}
	second, err := newPlace(data, runDir)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{dead: false, other: true, first.data: true, first.run: true, second.data: true} {
		if _, err := os.Stat(path); (err == nil) != want {
			t.Errorf("%s is there: %t, want %t", path, err == nil, want)
		}
	}
	if err := errors.Join(first.remove(), second.remove()); err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(filepath.Join(runDir, "*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestOptions(t *testing.T) {
	for name, o := range map[string]Options{
		"unknown workload":     {Workloads: []string{"latency", "speed"}},
		"negative duration":    {Duration: -1},
		"numbers of a look":    {Quick: true, Readme: "README.md"},
		"numbers of one thing": {Workloads: []string{"latency"}, Readme: "README.md"},
	} {
		if err := o.Validate(); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
	o := Options{Workloads: []string{"submits", "latency"}}
	if err := o.Validate(); err != nil {
		t.Fatal(err)
	}
	chosen, timings := o.plan()
	if len(chosen) != 2 || chosen[0].name != "latency" || chosen[1].name != "submits" {
		t.Errorf("chosen %v, want latency before submits", chosen)
	}
	if whole := timings[0].budget + timings[1].budget; whole > o.Duration || whole < o.Duration-time.Second {
		t.Errorf("they take %v of %v", whole, o.Duration)
	}
}

// TestProgressEndsAtOnce stops bars that have hardly begun.
func TestProgressEndsAtOnce(t *testing.T) {
	var out strings.Builder
	p := newProgress(&out, true)
	p.begin("first")
	p.advance(time.Second, 2*time.Second)
	p.begin("second")
	p.stop()
	for _, title := range []string{"first", "second"} {
		if !strings.Contains(out.String(), title) {
			t.Errorf("%q does not tell of %s", out.String(), title)
		}
	}
}

// TestJudgeOutwaitsABusyServer gets an id first, then no result, then one.
func TestJudgeOutwaitsABusyServer(t *testing.T) {
	for _, verdict := range []judge.Verdict{judge.Accepted, judge.WrongAnswer} {
		asked := 0
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			asked++
			answer := map[string]any{"job_id": "J", "status": judge.StatusRunning}
			switch {
			case r.Method == http.MethodPost:
				w.WriteHeader(http.StatusAccepted)
			case r.URL.Path != "/result/J":
				t.Errorf("unexpected %s %s", r.Method, r.URL)
			case asked == 3:
				answer["verdict"] = verdict
			}
			if err := json.NewEncoder(w).Encode(answer); err != nil {
				t.Error(err)
			}
		}))
		report, took, err := newClient(server.URL).judge(t.Context(), []byte("{}"))
		if (err == nil) != (verdict == judge.Accepted) || asked != 3 || took <= 0 || report.JobID != "J" {
			t.Errorf("%s: %+v after %d requests, %v, %v", verdict, report, asked, took, err)
		}
		server.Close()
	}
}
