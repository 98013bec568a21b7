package bench

import (
	"cmp"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
)

// normal are samples around a mean.
func normal(rng *rand.Rand, n int, mean, deviation float64) []float64 {
	values := make([]float64, n)
	for i := range values {
		values[i] = mean + deviation*rng.NormFloat64()
	}
	return values
}

func TestQuantileLiesBetweenTheNearest(t *testing.T) {
	values := []float64{40, 10, 20, 30}
	for _, c := range []struct{ q, want float64 }{{0, 10}, {0.5, 25}, {1, 40}, {0.9, 37}} {
		if got := quantileOf(values, c.q); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("quantile %v = %v, want %v", c.q, got, c.want)
		}
	}
}

// TestIntervalsHoldTheTruth draws many runs whose true ratio is known.
func TestIntervalsHoldTheTruth(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	a, b := Key{By: "a"}, Key{By: "b"}
	const runs = 60
	held := 0
	for range runs {
		r := newResults()
		r.add(a, "ms", normal(rng, 40, 30, 3)...)
		r.add(b, "ms", normal(rng, 40, 10, 1)...)
		e := bootstrap(r, []Key{a, b}, func(at func(Key, float64) float64) float64 { return at(a, 0.5) / at(b, 0.5) })
		if e.Low > e.Value || e.Value > e.High {
			t.Fatalf("the value %v is outside of its interval %v to %v", e.Value, e.Low, e.High)
		}
		if e.Low <= 3 && 3 <= e.High {
			held++
		}
	}
	if held < 50 {
		t.Errorf("%d of %d intervals hold the true ratio, want about 57", held, runs)
	}
}

func TestGoalsAreDecidedByTheWholeInterval(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	a, b := Key{By: "a"}, Key{By: "b"}
	for _, c := range []struct {
		name     string
		mean     float64
		n        int
		relation relation
		want     Status
	}{
		{"far below", 5, 50, atMost, Met},
		{"far above", 20, 50, atMost, NotMet},
		{"on the limit", 10, 50, atMost, Undecided},
		{"far below, wanted more", 5, 50, atLeast, NotMet},
		{"far above, wanted more", 20, 50, atLeast, Met},
		{"far below, few samples", 5, 19, atMost, TooFew},
		{"nothing", 5, 0, atMost, NotMeasured},
	} {
		r := newResults()
		r.add(a, "ms", normal(rng, c.n, c.mean, 1)...)
		r.add(b, "ms", normal(rng, 50, 10, 1)...)
		got := ratio("latency", c.name, a, b, leastMedian, c.relation, 1).judge(r)
		if got.Status != c.want || got.Samples != c.n {
			t.Errorf("%s: %s with %d samples, want %s with %d (%+v)", c.name, got.Status, got.Samples, c.want, c.n, got.Measured)
		}
	}
}

// filled has samples of every series that a goal asks for.
var filled = sync.OnceValue(func() *Report {
	units := map[string]string{"saturated": "/s", "tests": "/s", "submits": "/s", "cells": "MiB"}
	rng := rand.New(rand.NewPCG(1, 9))
	results := newResults()
	report := &Report{results: results, Machine: Machine{CPU: "Test", Versions: map[string]string{"gavel": "1"}, Date: time.Unix(0, 0)}}
	for _, g := range goals() {
		for _, key := range g.keys {
			if results.values(key) == nil {
				results.add(key, cmp.Or(units[g.workload], "ms"), normal(rng, 120, 100, 5)...)
			}
		}
	}
	results.add(Key{"saturated", "java", "bare", ""}, "/s", 3, 4)
	for _, phase := range phases {
		results.add(Key{"latency", "python", inprocess, phase}, "ms", 1, 2, 3)
	}
	for _, g := range goals() {
		report.Goals = append(report.Goals, g.judge(results))
	}
	report.Series = results.list
	return report
})

func TestEveryGoalIsAboutAWorkloadThatThereIs(t *testing.T) {
	for _, o := range filled().Goals {
		if o.Status == NotMeasured || math.IsNaN(o.Measured.Value) {
			t.Errorf("%s: %s: %+v", o.Workload, o.Goal, o)
		}
		if !strings.Contains(strings.Join(Names(), " "), o.Workload) {
			t.Errorf("%s is about the workload %q, which is none", o.Goal, o.Workload)
		}
	}
}

// TestThePageNeedsNoOther wants plots in it, and nothing that would be fetched.
func TestThePageNeedsNoOther(t *testing.T) {
	page, err := filled().page()
	if err != nil {
		t.Fatal(err)
	}
	text := string(page)
	if n := strings.Count(text, "<svg"); n != 9 {
		t.Errorf("the page has %d plots, want 3 of latencies, 1 of phases, 5 of rates", n)
	}
	if found := regexp.MustCompile(`(?:src|href)="[^#][^"]*"|@import|url\(`).FindString(text); found != "" {
		t.Errorf("the page refers to %s", found)
	}
	for _, want := range []string{"docker run", "p99", "95 % interval"} {
		if !strings.Contains(text, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

func TestBenchLinesAreGoBenchmarks(t *testing.T) {
	line := regexp.MustCompile(`^Benchmark[A-Z][a-z]+(/[a-z]+=[^\s]+)* 1 [0-9.e+-]+ (ns/op|op/s|MiB)$`)
	fact := regexp.MustCompile(`^[a-z-]+: `)
	lines := strings.Split(strings.TrimSpace(filled().benchLines()), "\n")
	if len(lines) < 1000 {
		t.Fatalf("%d lines for all samples", len(lines))
	}
	for _, l := range lines {
		if !line.MatchString(l) && !fact.MatchString(l) {
			t.Errorf("no line of a benchmark: %q", l)
		}
	}
}

func TestReadmeKeepsWhatIsAroundTheNumbers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "README.md")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	report := filled()
	write("before\n" + readmeBegin + "\nold\n" + readmeEnd + "\nafter\n")
	for range 2 { // a second time over its own numbers
		if err := report.writeReadme(path); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := "before\n" + readmeBegin + "\n" + report.markdown() + readmeEnd + "\nafter\n"
	if diff := gocmp.Diff(want, string(data)); diff != "" {
		t.Error(diff)
	}
	write("no marks\n")
	if err := report.writeReadme(path); err == nil || !strings.Contains(err.Error(), readmeBegin) {
		t.Errorf("a file without marks: %v, want what is missing", err)
	}
}

func TestAmountsHaveThreeDigits(t *testing.T) {
	for _, c := range []struct {
		value float64
		unit  string
		want  string
	}{{0.5, "×", "0.5 ×"}, {1.0 / 40, "×", "0.025 ×"}, {3000, "/s", "3000/s"}, {12.345, "MiB", "12.3 MiB"}, {0, "ms", "0 ms"}, {1.5, "", "1.5"}} {
		if got := amount(c.value, c.unit); got != c.want {
			t.Errorf("amount(%v) = %q, want %q", c.value, got, c.want)
		}
	}
}
