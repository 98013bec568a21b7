package bench

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"

	"github.com/jedib0t/go-pretty/v6/table"
)

//go:embed page.html
var pageText string

var pageTemplate = template.Must(template.New("page").Parse(pageText))

// sheet is a table of the page.
type sheet struct {
	Header table.Row
	Rows   []table.Row
}

// page is the report as one HTML file that needs no other.
func (r *Report) page() ([]byte, error) {
	figures, err := r.figures()
	if err != nil {
		return nil, err
	}
	type pair struct{ Name, Value string }
	view := struct {
		Facts   []pair
		Goals   sheet
		Series  sheet
		Notes   []string
		Figures []figure
	}{Notes: r.Notes, Figures: figures}
	for _, fact := range r.Machine.facts() {
		view.Facts = append(view.Facts, pair{fact.name, fact.value})
	}
	view.Goals.Header, view.Goals.Rows = r.goalRows()
	view.Series.Header, view.Series.Rows = r.seriesRows()
	var b bytes.Buffer
	if err := pageTemplate.Execute(&b, view); err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	return b.Bytes(), nil
}
