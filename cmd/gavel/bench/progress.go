package bench

import (
	"fmt"
	"io"
	"time"

	bars "github.com/jedib0t/go-pretty/v6/progress"
)

// progress shows a bar for each step on a terminal, and elsewhere a line.
type progress struct {
	out     io.Writer
	writer  bars.Writer   // nil: no terminal
	drawn   chan struct{} // closed when nothing is drawn any more
	tracker *bars.Tracker
}

// barLength is the whole of a step.
const barLength = 1000

func newProgress(out io.Writer, terminal bool) *progress {
	p := &progress{out: out}
	if !terminal {
		return p
	}
	p.writer = bars.NewWriter()
	p.writer.SetOutputWriter(out)
	p.writer.SetTrackerPosition(bars.PositionRight)
	p.writer.SetUpdateFrequency(250 * time.Millisecond) // seldom: drawing takes the time of what is measured
	p.writer.SetMessageLength(36)
	p.writer.Style().Visibility.Value = false
	p.writer.Style().Visibility.ETA = true
	p.drawn = make(chan struct{})
	go func() { p.writer.Render(); close(p.drawn) }()
	return p
}

// begin ends the step before.
func (p *progress) begin(title string) {
	p.end()
	if p.writer == nil {
		fmt.Fprintf(p.out, "%s %s\n", time.Now().Format(time.TimeOnly), title)
		return
	}
	p.tracker = &bars.Tracker{Message: title, Total: barLength}
	p.writer.AppendTracker(p.tracker)
}

// advance shows how much of the whole is done.
func (p *progress) advance(done, whole time.Duration) {
	if p.tracker != nil && whole > 0 {
		p.tracker.SetValue(min(barLength-1, int64(barLength*done/whole)))
	}
}

func (p *progress) end() {
	if p.tracker != nil {
		p.tracker.MarkAsDone()
		p.tracker = nil
	}
}

// stop returns when nothing is drawn any more.
func (p *progress) stop() {
	p.end()
	if p.writer == nil {
		return
	}
	for { // a stop before the drawing has begun is lost
		p.writer.Stop()
		select {
		case <-p.drawn:
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
}
