package main

import (
	"io"
	"os"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/sys/unix"
)

// newTable is a table in the one style of the command line, as wide as the
// terminal.
func newTable(w io.Writer) table.Writer {
	t := table.NewWriter()
	t.SetOutputMirror(w)
	t.SetStyle(table.StyleLight)
	t.Style().Options.SeparateRows = false
	t.Style().Options.DrawBorder = false
	t.Style().Options.SeparateColumns = false
	t.Style().Format.Header = text.FormatDefault
	t.SetColumnConfigs([]table.ColumnConfig{{Name: "found", WidthMax: 100}, {Name: "message", WidthMax: 60}})
	return t
}

// paint colours a word where a person reads it.
func paint(w io.Writer, colour text.Color, word string) string {
	if !isTerminal(w) || os.Getenv("NO_COLOR") != "" {
		return word
	}
	return colour.EscapeSeq() + word + text.Reset.EscapeSeq()
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	_, err := unix.IoctlGetTermios(int(f.Fd()), unix.TCGETS)
	return err == nil
}
