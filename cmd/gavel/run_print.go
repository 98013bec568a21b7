package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"gavel/judge"
)

// printer tells one report.
type printer func(file string, report judge.Report) error

func (f *runFlags) printer(w io.Writer) printer {
	if f.asJSON {
		return func(_ string, report judge.Report) error {
			enc := json.NewEncoder(w)
			enc.SetEscapeHTML(false)
			return enc.Encode(report)
		}
	}
	return func(file string, report judge.Report) error {
		_, err := io.WriteString(w, reportText(w, file, report, f.output))
		return err
	}
}

// reportText is a report for a person: the verdict, a row for each test, and
// what explains a failure.
func reportText(w io.Writer, file string, r judge.Report, all bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s", file, paint(w, verdictColour(*r.Verdict), words(string(*r.Verdict))))
	if r.Reason != nil {
		fmt.Fprintf(&b, " (%s)", *r.Reason)
	}
	fmt.Fprintf(&b, ", %d of %d tests passed, %s %s\n", r.Passed, r.Total, r.Language, r.LanguageVersion)
	if r.Error != nil {
		fmt.Fprintf(&b, "gavel failed, not the program: %s\n", *r.Error)
	}
	for _, finding := range r.Scan.Findings {
		fmt.Fprintf(&b, "scan: line %d, column %d: %s: %s\n", finding.Line, finding.Column, finding.Rule, finding.Reason)
	}
	if len(r.Compile.Output) > 0 {
		fmt.Fprintf(&b, "compiler:\n%s", indented(r.Compile.Output, r.Compile.OutputTruncated))
	}
	if ran := r.Max != (judge.Figures{}); !ran {
		return b.String()
	}
	b.WriteString(testTable(w, r))
	for _, test := range r.Tests {
		if all || test.Verdict != judge.Accepted {
			writeStreams(&b, test)
		}
	}
	return b.String()
}

func testTable(w io.Writer, r judge.Report) string {
	t := newTable(nil)
	t.AppendHeader(table.Row{"test", "verdict", "reason", "cpu ms", "wall ms", "memory", "message"})
	for _, test := range r.Tests {
		message := ""
		if test.Message != nil {
			message = *test.Message
		}
		reason := ""
		if test.Reason != nil {
			reason = string(*test.Reason)
		}
		t.AppendRow(table.Row{test.Name, paint(w, verdictColour(test.Verdict), words(string(test.Verdict))), reason,
			fmt.Sprintf("%.1f", test.CPUMillis), fmt.Sprintf("%.1f", test.WallMillis), showMiB(test.MemoryBytes), message})
	}
	return t.Render() + "\n"
}

func writeStreams(b *strings.Builder, test judge.TestReport) {
	for _, stream := range []struct {
		name string
		text judge.Text
		cut  bool
	}{{"stdout", test.Stdout, test.StdoutTruncated}, {"stderr", test.Stderr, test.StderrTruncated}} {
		if len(stream.text) > 0 {
			fmt.Fprintf(b, "%s of test %s:\n%s", stream.name, test.Name, indented(stream.text, stream.cut))
		}
	}
}

// indented shows a stranger's text: no control character of it reaches the
// terminal, and no more than forty lines.
func indented(t judge.Text, cut bool) string {
	const most = 40
	var b strings.Builder
	shown := 0
	for line := range strings.Lines(string(t)) {
		if shown == most {
			cut = true
			break
		}
		shown++
		b.WriteString("    " + visible(strings.TrimRight(line, "\r\n")) + "\n")
	}
	if cut {
		b.WriteString("    …\n")
	}
	return b.String()
}

func visible(line string) string {
	return strings.Map(func(r rune) rune {
		if r != '\t' && (r < ' ' || r >= 0x7f && r < 0xa0) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return '\ufffd'
		}
		return r
	}, line)
}

func words(verdict string) string { return strings.ReplaceAll(verdict, "_", " ") }

func verdictColour(v judge.Verdict) text.Color {
	switch v {
	case judge.Accepted:
		return text.FgGreen
	case judge.Skipped:
		return text.FgYellow
	default:
		return text.FgRed
	}
}
