package bench

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// goalRows are the goals as cells of a table, header first.
func (r *Report) goalRows() (header table.Row, rows []table.Row) {
	for _, o := range r.Goals {
		measured, interval := "–", "–"
		if o.Status != NotMeasured {
			measured = amount(o.Measured.Value, o.Unit)
			interval = fmt.Sprintf("%s to %s", amount(o.Measured.Low, ""), amount(o.Measured.High, ""))
		}
		rows = append(rows, table.Row{o.Workload, o.Goal, o.Want, measured, interval, o.Samples, string(o.Status)})
	}
	return table.Row{"workload", "goal", "wanted", "measured", "95 % interval", "n", ""}, rows
}

// seriesRows are the series that are a whole, with their quantiles.
func (r *Report) seriesRows() (header table.Row, rows []table.Row) {
	for _, s := range r.Series {
		if s.isPhase() {
			continue
		}
		row := table.Row{s.String()}
		for _, q := range []float64{0.5, 0.95, 0.99} {
			if s.Unit != "ms" && q > 0.5 { // of rates and memory, the middle
				row = append(row, "")
				continue
			}
			row = append(row, amount(quantileOf(s.Values, q), s.Unit))
		}
		rows = append(rows, append(row, len(s.Values), r.toBare(s)))
	}
	return table.Row{"measured", "p50", "p95", "p99", "n", "p50 to bare (95 %)"}, rows
}

// toBare compares a series with the bare start of the same workload.
func (r *Report) toBare(s *Series) string {
	bare := Key{s.Workload, s.Language, "bare", s.What}
	if s.By == bare.By || len(s.Values) == 0 || len(r.results.values(bare)) == 0 {
		return ""
	}
	e := ratio("", "", s.Key, bare, 0, atMost, 0).estimate(r.results)
	return fmt.Sprintf("%s (%s to %s)", amount(e.Value, "×"), amount(e.Low, ""), amount(e.High, ""))
}

// isPhase tells whether the series is a part of another one.
func (s *Series) isPhase() bool {
	return slices.Contains(phases, s.What)
}

func newTable(header table.Row, rows []table.Row) table.Writer {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Options = table.OptionsNoBordersAndSeparators
	t.Style().Options.SeparateHeader = true
	t.Style().Format.Header = text.FormatDefault
	t.AppendHeader(header)
	t.AppendRows(rows)
	return t
}

// Text is what a terminal shows.
func (r *Report) Text() string {
	var b strings.Builder
	for _, fact := range r.Machine.facts() {
		fmt.Fprintf(&b, "%-12s %s\n", fact.name, fact.value)
	}
	b.WriteString("\n" + newTable(r.seriesRows()).Render() + "\n\n")
	b.WriteString(newTable(r.goalRows()).Render() + "\n")
	for _, note := range r.Notes {
		b.WriteString("\nnot measured: " + note)
	}
	return b.String()
}

const (
	readmeBegin = "<!-- numbers: written by gavel bench --readme -->"
	readmeEnd   = "<!-- end of numbers -->"
)

// writeReadme puts the goals and the machine between the two marks of a file.
func (r *Report) writeReadme(path string) error {
	old, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	before, rest, ok := strings.Cut(string(old), readmeBegin)
	_, after, end := strings.Cut(rest, readmeEnd)
	if !ok || !end {
		return errors.New(path + " has no place for the numbers: want the lines " + readmeBegin + " and " + readmeEnd)
	}
	return os.WriteFile(path, []byte(before+readmeBegin+"\n"+r.markdown()+readmeEnd+after), 0o644)
}

func (r *Report) markdown() string {
	var facts []string
	for _, fact := range r.Machine.facts() {
		facts = append(facts, fact.name+" "+fact.value)
	}
	parts := []string{strings.Join(facts, "; ") + ".\n", newTable(r.goalRows()).RenderMarkdown() + "\n"}
	for _, note := range r.Notes {
		parts = append(parts, "Not measured: "+note+".\n")
	}
	return strings.Join(parts, "\n")
}
