package bench

import (
	"bytes"
	"fmt"
	"html/template"
	"image/color"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/palette/brewer"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

// figure is a drawing with its caption.
type figure struct {
	Title string
	SVG   template.HTML // of our own making: gonum's drawing of numbers and names
}

// figures draws what was measured.
func (r *Report) figures() (list []figure, err error) {
	for _, draw := range []func() ([]figure, error){r.latencyFigures, r.phaseFigures, r.rateFigures} {
		more, err := draw()
		if err != nil {
			return nil, fmt.Errorf("draw: %w", err)
		}
		list = append(list, more...)
	}
	return list, nil
}

func drawing(title string, height vg.Length, p *plot.Plot) (figure, error) {
	canvas := vgsvg.New(24*vg.Centimeter, height)
	p.Draw(draw.New(canvas))
	var b bytes.Buffer
	if _, err := canvas.WriteTo(&b); err != nil {
		return figure{}, err
	}
	_, svg, _ := strings.Cut(b.String(), "<svg") // what comes before is for a file of its own
	return figure{title, template.HTML("<svg" + svg)}, nil
}

// colours are told apart, as many as are asked for.
func colours(n int) []color.Color {
	palette, err := brewer.GetPalette(brewer.TypeQualitative, "Paired", min(max(n, 3), 12))
	if err != nil {
		panic(err) // the name and the numbers are constants
	}
	all := palette.Colors()
	for len(all) < n {
		all = append(all, all...)
	}
	return all
}

// latencyFigures show for each language which part of the starts took how long.
func (r *Report) latencyFigures() (list []figure, err error) {
	for _, id := range languages {
		var found []*Series
		for _, s := range r.Series {
			if s.Workload == "latency" && s.Language == id && s.What == "" {
				found = append(found, s)
			}
		}
		if len(found) == 0 {
			continue
		}
		f, err := distribution(titles[id]+": one tiny test, from the request to the result", found)
		if err != nil {
			return nil, err
		}
		list = append(list, f)
	}
	return list, nil
}

func distribution(title string, found []*Series) (figure, error) {
	p := plot.New()
	p.X.Label.Text, p.Y.Label.Text = "milliseconds", "part that took no longer"
	p.X.Scale, p.X.Tick.Marker = plot.LogScale{}, decades{}
	p.Y.Min, p.Y.Max = 0, 1
	p.Add(plotter.NewGrid())
	shades := colours(len(found))
	for i, s := range found {
		sorted := slices.Sorted(slices.Values(s.Values))
		points := make(plotter.XYs, len(sorted)+1)
		for j, v := range sorted {
			points[j+1] = plotter.XY{X: math.Max(v, 0.01), Y: float64(j+1) / float64(len(sorted))}
		}
		points[0] = plotter.XY{X: points[1].X, Y: 0}
		line, err := plotter.NewLine(points)
		if err != nil {
			return figure{}, err
		}
		line.StepStyle, line.Width, line.Color = plotter.PostStep, vg.Points(1.5), shades[i]
		p.Add(line)
		p.Legend.Add(s.By, line)
	}
	return drawing(title, 10*vg.Centimeter, p)
}

// decades marks 1, 2 and 5 of each decade.
type decades struct{}

func (decades) Ticks(low, high float64) (ticks []plot.Tick) {
	for power := math.Floor(math.Log10(low)); power <= math.Ceil(math.Log10(high)); power++ {
		for _, digit := range []float64{1, 2, 5} {
			if v := digit * math.Pow(10, power); v >= low && v <= high {
				ticks = append(ticks, plot.Tick{Value: v, Label: fmt.Sprintf("%g", v)})
			}
		}
	}
	return ticks
}

// phaseFigures show where the time of a submission goes: medians of the phases.
func (r *Report) phaseFigures() (list []figure, err error) {
	for _, workload := range []string{"latency", "compile"} {
		var names []string
		medians := make([]plotter.Values, len(phases))
		for _, s := range r.Series {
			if s.Workload != workload || s.What != phases[0] {
				continue
			}
			names = append(names, s.Language+" "+s.By)
			for i, phase := range phases {
				medians[i] = append(medians[i], quantileOf(r.results.values(Key{s.Workload, s.Language, s.By, phase}), 0.5))
			}
		}
		if len(names) == 0 {
			continue
		}
		f, err := stacked(workload+": where the time goes, medians of the phases", names, medians)
		if err != nil {
			return nil, err
		}
		list = append(list, f)
	}
	return list, nil
}

// barHeight is what one bar takes of a figure's height.
const barHeight = 0.9 * vg.Centimeter

func stacked(title string, names []string, parts []plotter.Values) (figure, error) {
	p := horizontal(names, "milliseconds")
	shades := colours(len(parts))
	var below *plotter.BarChart
	for i, values := range parts {
		bar, err := plotter.NewBarChart(values, barHeight/2)
		if err != nil {
			return figure{}, err
		}
		bar.Horizontal, bar.Color, bar.LineStyle.Width = true, shades[i], 0
		if below != nil {
			bar.StackOn(below)
		}
		below = bar
		p.Add(bar)
		p.Legend.Add(phases[i], bar)
	}
	p.Legend.Top = true
	return drawing(title, vg.Length(len(names)+3)*barHeight, p)
}

// horizontal is a plot with one line for each name.
func horizontal(names []string, unit string) *plot.Plot {
	p := plot.New()
	p.X.Label.Text = unit
	p.NominalY(names...)
	p.X.Min, p.Y.Min, p.Y.Max = 0, -0.5, float64(len(names))-0.5
	return p
}

// rateFigures show the medians of rates, each language by itself: a bare start of
// C++ would make all others of Java's too small to see.
func (r *Report) rateFigures() (list []figure, err error) {
	for _, workload := range workloads() {
		for _, id := range languages {
			var names []string
			var values plotter.Values
			for _, s := range r.Series {
				if s.Workload == workload.name && s.Language == id && s.Unit == "/s" {
					names = append(names, s.By)
					values = append(values, quantileOf(s.Values, 0.5))
				}
			}
			if len(names) == 0 {
				continue
			}
			f, err := rates(titles[id]+": "+workload.title+", how many a second", names, values)
			if err != nil {
				return nil, err
			}
			list = append(list, f)
		}
	}
	return list, nil
}

func rates(title string, names []string, values plotter.Values) (figure, error) {
	p := horizontal(names, "a second")
	bar, err := plotter.NewBarChart(values, barHeight/2)
	if err != nil {
		return figure{}, err
	}
	bar.Horizontal, bar.Color, bar.LineStyle.Width = true, colours(3)[1], 0
	p.Add(bar)
	return drawing(title, vg.Length(len(names)+2)*barHeight, p)
}
