package bench

import (
	"fmt"
	"math"
	"strings"
)

// goal is one statement about a run that is met or not.
type goal struct {
	workload string
	text     string
	value    func(at func(Key, float64) float64) float64
	keys     []Key // that the value is made of
	least    int   // samples of each key
	relation relation
	limit    float64
	unit     string // ×, /s, MiB
}

type relation string

const (
	atMost  relation = "≤"
	atLeast relation = "≥"
)

// Status is what became of a goal.
type Status string

// What becomes of goals. Undecided: the interval holds the limit.
const (
	Met         Status = "met"
	NotMet      Status = "not met"
	Undecided   Status = "undecided"
	TooFew      Status = "too few samples"
	NotMeasured Status = "not measured"
)

// Outcome is what was found about one goal.
type Outcome struct {
	Workload string   `json:"workload"`
	Goal     string   `json:"goal"`
	Want     string   `json:"want"`
	Measured estimate `json:"measured"`
	Unit     string   `json:"unit"`
	Samples  int      `json:"samples"` // of the series with the fewest
	Status   Status   `json:"status"`
}

// Least numbers of samples that decide something.
const (
	leastMedian = 20  // a median of latencies
	leastTail   = 100 // a 99th percentile
	leastRate   = 5   // slices of a rate
	leastSlow   = 8   // what takes seconds
)

func series(workload, language, by, what string) Key { return Key{workload, language, by, what} }

// ratio compares medians.
func ratio(workload, text string, a, b Key, least int, relation relation, limit float64) goal {
	return goal{workload: workload, text: text, keys: []Key{a, b}, least: least, relation: relation, limit: limit, unit: "×",
		value: func(at func(Key, float64) float64) float64 { return at(a, 0.5) / at(b, 0.5) }}
}

// goals are all of them, in the order of the table.
func goals() []goal {
	return append(append(latencyGoals(), rateGoals()...), otherGoals()...)
}

func latencyGoals() []goal {
	of := func(language, by string) Key { return series("latency", language, by, "") }
	python, cpp := of("python", inprocess), of("cpp", inprocess)
	list := []goal{
		ratio("latency", "Python, p50 to a bare start", python, of("python", "bare"), leastMedian, atMost, 0.5),
		{workload: "latency", text: "Python, p99 to p50", keys: []Key{python}, least: leastTail, relation: atMost, limit: 3, unit: "×",
			value: func(at func(Key, float64) float64) float64 { return at(python, 0.99) / at(python, 0.5) }},
		ratio("latency", "C++ cached, p50 to docker run", cpp, of("cpp", "docker-run"), leastMedian, atMost, 1.0/40),
		{workload: "latency", text: "C++ cached, p50 to 3 × bare start + HTTP round trip", keys: []Key{cpp, of("cpp", "bare"), keyHTTP},
			least: leastMedian, relation: atMost, limit: 1, unit: "×",
			value: func(at func(Key, float64) float64) float64 {
				return at(cpp, 0.5) / (3*at(of("cpp", "bare"), 0.5) + at(keyHTTP, 0.5))
			}},
		ratio("latency", "Java cached, p50 to a bare java Main", of("java", inprocess), of("java", "bare"), leastMedian, atMost, 0.4),
	}
	for _, id := range languages {
		list = append(list, ratio("latency", titles[id]+", containerd to in-process, p50", of(id, onDaemon), of(id, inprocess), leastMedian, atMost, 1.3))
	}
	return list
}

func rateGoals() []goal {
	of := func(workload, language, by string) Key { return series(workload, language, by, "") }
	cpp := of("saturated", "cpp", inprocess)
	list := []goal{
		ratio("saturated", "C++ cached, rate to docker run's", cpp, of("saturated", "cpp", "docker-run"), leastRate, atLeast, 15),
		{workload: "saturated", text: "C++ cached, submissions a second", keys: []Key{cpp}, least: leastRate, relation: atLeast, limit: 100, unit: "/s",
			value: func(at func(Key, float64) float64) float64 { return at(cpp, 0.5) }},
	}
	for _, id := range languages {
		list = append(list, ratio("saturated", titles[id]+", containerd to in-process, rate",
			of("saturated", id, onDaemon), of("saturated", id, inprocess), leastRate, atLeast, 0.6))
	}
	return append(list,
		ratio("tests", "Python, tests a second to bare starts", of("tests", "python", inprocess), of("tests", "python", "bare"), leastRate, atLeast, 4),
		ratio("tests", "C++, tests a second to bare starts", of("tests", "cpp", inprocess), of("tests", "cpp", "bare"), leastRate, atLeast, 0.5))
}

func otherGoals() []goal {
	list := []goal{
		ratio("compile", "C++ first compilation and run, to a bare g++ -O2", series("compile", "cpp", inprocess, ""),
			series("compile", "cpp", "bare", onlyCompile), leastSlow, atMost, 0.4),
		ratio("compile", "Java first compilation and run, to bare javac and java", series("compile", "java", inprocess, ""),
			series("compile", "java", "bare", ""), leastSlow, atMost, 0.4),
		memoryGoal("python", 12), memoryGoal("cpp", 6), memoryGoal("java", 60),
	}
	spin := func(what string) Key { return series("accuracy", "cpp", inprocess, what) }
	apart := ratio("accuracy", "CPU time under load to idle, difference", spin(loaded), spin(idle), leastSlow, atMost, 0.03)
	compare := apart.value
	apart.value = func(at func(Key, float64) float64) float64 { return math.Abs(compare(at) - 1) }
	list = append(list, apart)
	for _, id := range languages {
		list = append(list, ratio("crunch", titles[id]+", two seconds of work, to a bare start",
			series("crunch", id, inprocess, wallTime), series("crunch", id, "bare", wallTime), leastSlow, atMost, 1.01))
	}
	submits := series("submits", "", inprocess, "")
	return append(list,
		goal{workload: "submits", text: "durable submits a second, 64 clients", keys: []Key{submits}, least: leastRate, relation: atLeast,
			limit: 3000, unit: "/s", value: func(at func(Key, float64) float64) float64 { return at(submits, 0.5) }},
		ratio("waiting", "memory, 100,000 waiting jobs to 10,000", ofQueue(memoryLong), ofQueue(memoryShort), leastMedian, atMost, 1.2),
		ratio("waiting", "claim, 100,000 waiting jobs to 1,000", ofQueue(claimLong), ofQueue(claimShort), leastMedian, atMost, 1.1))
}

// memoryGoal looks at the largest of the language's waiting cells.
func memoryGoal(language string, mib float64) goal {
	key := series("cells", language, inprocess, "")
	return goal{workload: "cells", text: titles[language] + ", memory of a waiting cell", keys: []Key{key}, least: 2, relation: atMost,
		limit: mib, unit: "MiB", value: func(at func(Key, float64) float64) float64 { return at(key, 1) }}
}

var titles = map[string]string{"python": "Python", "cpp": "C++", "java": "Java"}

// estimate is the goal's value, with its interval.
func (g goal) estimate(r *Results) estimate { return bootstrap(r, g.keys, g.value) }

// judge decides a goal from what was measured.
func (g goal) judge(r *Results) Outcome {
	o := Outcome{Workload: g.workload, Goal: g.text, Want: fmt.Sprintf("%s %s", g.relation, amount(g.limit, g.unit)), Unit: g.unit, Samples: math.MaxInt}
	for _, key := range g.keys {
		o.Samples = min(o.Samples, len(r.values(key)))
	}
	if o.Samples == 0 {
		o.Status = NotMeasured
		return o
	}
	o.Measured = g.estimate(r)
	holds := func(v float64) bool {
		return g.relation == atMost && v <= g.limit || g.relation == atLeast && v >= g.limit
	}
	switch low, high := holds(o.Measured.Low), holds(o.Measured.High); {
	case o.Samples < g.least:
		o.Status = TooFew
	case low && high:
		o.Status = Met
	case low || high:
		o.Status = Undecided
	default:
		o.Status = NotMet
	}
	return o
}

// amount is a value with its unit, with three significant digits.
func amount(v float64, unit string) string {
	digits := 2 - int(math.Floor(math.Log10(math.Max(math.Abs(v), 1e-3))))
	text := fmt.Sprintf("%.*f", min(max(digits, 0), 4), v)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	switch unit {
	case "", "/s":
		return text + unit
	}
	return text + " " + unit
}
