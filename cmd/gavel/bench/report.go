package bench

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Report is all that a run found.
type Report struct {
	Machine Machine   `json:"machine"`
	Goals   []Outcome `json:"goals"`
	Series  []*Series `json:"series"`
	Notes   []string  `json:"notes"` // what was not measured, and why

	results *Results
}

// report judges the goals of the workloads that were run.
func (r *run) report(started time.Time) *Report {
	report := &Report{Machine: describeMachine(r, started), Series: r.results.list, results: r.results}
	slices.SortStableFunc(report.Series, compareSeries)
	for _, g := range goals() {
		if slices.Contains(r.options.Workloads, g.workload) {
			report.Goals = append(report.Goals, g.judge(r.results))
		}
	}
	report.Notes = slices.Clone(r.results.notes)
	return report
}

// compareSeries puts the workloads in their order, in them the languages, and what
// belongs to one contestant together.
func compareSeries(a, b *Series) int {
	return cmp.Or(
		cmp.Compare(slices.Index(Names(), a.Workload), slices.Index(Names(), b.Workload)),
		cmp.Compare(slices.Index(languages, a.Language), slices.Index(languages, b.Language)),
		strings.Compare(a.By, b.By))
}

// Write puts the results into the directory, and the numbers into the file that
// shows them.
func (r *Report) Write(options Options) error {
	page, err := r.page()
	if err != nil {
		return err
	}
	data, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		return fmt.Errorf("results: %w", err)
	}
	if err := os.MkdirAll(options.Out, 0o755); err != nil {
		return fmt.Errorf("results: %w", err)
	}
	for name, content := range map[string][]byte{"report.html": page, "results.json": append(data, '\n'), "bench.txt": []byte(r.benchLines())} {
		err = errors.Join(err, os.WriteFile(filepath.Join(options.Out, name), content, 0o644))
	}
	if err == nil && options.Readme != "" {
		err = r.writeReadme(options.Readme)
	}
	if err != nil {
		return fmt.Errorf("results: %w", err)
	}
	return nil
}

// benchLines are the samples as Go's benchmarks would print them, one a line.
func (r *Report) benchLines() string {
	var b strings.Builder
	for _, fact := range r.Machine.facts() {
		fmt.Fprintf(&b, "%s: %s\n", strings.ReplaceAll(strings.ToLower(fact.name), " ", "-"), fact.value)
	}
	units := map[string]string{"/s": "op/s", "MiB": "MiB"}
	for _, s := range r.Series {
		name := s.benchName()
		for _, v := range s.Values {
			if s.Unit == "ms" {
				fmt.Fprintf(&b, "%s 1 %.0f ns/op\n", name, v*1e6)
			} else {
				fmt.Fprintf(&b, "%s 1 %.6g %s\n", name, v, units[s.Unit])
			}
		}
	}
	return b.String()
}

// benchName is the key as the name of a benchmark.
func (k Key) benchName() string {
	parts := []string{"Benchmark" + strings.ToUpper(k.Workload[:1]) + k.Workload[1:]}
	for _, part := range []struct{ name, value string }{{"lang", k.Language}, {"by", k.By}, {"what", k.What}} {
		if part.value != "" {
			parts = append(parts, part.name+"="+strings.NewReplacer(" ", "_", ",", "").Replace(part.value))
		}
	}
	return strings.Join(parts, "/")
}
