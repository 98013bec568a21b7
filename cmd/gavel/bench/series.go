package bench

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
)

// Key names what a series of samples is of.
type Key struct {
	Workload string `json:"workload"`
	Language string `json:"language,omitempty"`
	By       string `json:"by"`             // who: inprocess, containerd, bare, …
	What     string `json:"what,omitempty"` // a phase or a figure; "": the whole
}

func (k Key) String() string {
	var parts []string
	for _, part := range []string{k.Workload, k.Language, k.By, k.What} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "/")
}

// Series are the samples of one key. Values are in the unit.
type Series struct {
	Key
	Unit   string    `json:"unit"` // ms, /s, MiB
	Values []float64 `json:"values"`
}

// Results are all series of a run, in the order in which they began.
type Results struct {
	list  []*Series
	byKey map[Key]*Series
	notes []string // why something was not measured
}

func newResults() *Results { return &Results{byKey: map[Key]*Series{}} }

// add appends samples to a series.
func (r *Results) add(key Key, unit string, values ...float64) {
	s := r.byKey[key]
	if s == nil {
		s = &Series{Key: key, Unit: unit}
		r.byKey[key] = s
		r.list = append(r.list, s)
	}
	if s.Unit != unit {
		panic(fmt.Sprintf("bench: %v is in %s, got %s", key, s.Unit, unit))
	}
	s.Values = append(s.Values, values...)
}

// values of a series; nil where it was not measured.
func (r *Results) values(key Key) []float64 {
	if s := r.byKey[key]; s != nil {
		return s.Values
	}
	return nil
}

// note says once why something is missing.
func (r *Results) note(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if !slices.Contains(r.notes, text) {
		r.notes = append(r.notes, text)
	}
}

// quantile of sorted values, linear between the two that are nearest.
func quantile(sorted []float64, q float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	at := q * float64(len(sorted)-1)
	low := int(at)
	if low+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[low] + (at-float64(low))*(sorted[low+1]-sorted[low])
}

// quantileOf does it for values in any order.
func quantileOf(values []float64, q float64) float64 {
	return quantile(slices.Sorted(slices.Values(values)), q)
}

// estimate is a value with the interval that resampling gives it.
type estimate struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

const (
	resamples  = 2000
	confidence = 0.95
)

// bootstrap estimates a statistic of several series. The statistic asks for
// quantiles by key; each resample draws every series anew, with replacement. The
// same samples give the same interval.
func bootstrap(r *Results, keys []Key, statistic func(at func(Key, float64) float64) float64) estimate {
	sorted := map[Key][]float64{}
	for _, key := range keys {
		sorted[key] = slices.Sorted(slices.Values(r.values(key)))
	}
	at := func(key Key, q float64) float64 { return quantile(sorted[key], q) }
	e := estimate{Value: statistic(at)}
	rng := rand.New(rand.NewPCG(1, 2))
	original := map[Key][]float64{}
	for key, values := range sorted {
		original[key] = values
		sorted[key] = make([]float64, len(values))
	}
	drawn := make([]float64, resamples)
	for i := range drawn {
		for _, key := range keys {
			for j := range sorted[key] {
				sorted[key][j] = original[key][rng.IntN(len(original[key]))]
			}
			slices.Sort(sorted[key])
		}
		drawn[i] = statistic(at)
	}
	slices.Sort(drawn)
	e.Low, e.High = quantile(drawn, (1-confidence)/2), quantile(drawn, (1+confidence)/2)
	return e
}
