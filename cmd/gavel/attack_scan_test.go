package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gavel/scan"
)

// corpus is a set of sources that the scan is measured on.
type corpus struct {
	title    string   // "" is not in the table
	ordinary bool     // the scan must refuse none
	patterns []string // of files
}

var corpora = []corpus{
	{"programs of the attack suite, but for L and J", false, []string{"testdata/attacks/[A-I]/*"}},
	{"hostile sources of the scan's own tests", false, []string{"../../scan/testdata/hostile/*/*"}},
	{"programs that are hostile by what they use up, which a scan is not for", false, []string{"testdata/judging/hostile/*/*"}},
	{"honest programs of the attack suite", true, []string{"testdata/attacks/L/*"}},
	{"ordinary programs of the scan's own tests", true, []string{"../../scan/testdata/ordinary/*/*"}},
	{"", true, []string{"../../harness/testdata/problems/*/*", "testdata/judging/solutions/*/*"}},
	{"one program for each verdict and reason", true, []string{"testdata/judged/*/*", "testdata/judging/verdicts/*/*"}},
}

// measured counts what the scan, as it is configured by default, says of a corpus.
func (c corpus) measured(t *testing.T, scanner *scan.Scanner) (sources, named int, refusals []string) {
	t.Helper()
	for _, pattern := range c.patterns {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no sources, %v", pattern, err)
		}
		for _, file := range files {
			language := attackLanguages[filepath.Ext(file)]
			if language == "" {
				continue
			}
			code, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			found := scanner.Scan(language, code)
			sources++
			if len(found.Findings) > 0 {
				named++
			}
			if found.Action == scan.Reject {
				refusals = append(refusals, file)
			}
		}
	}
	return sources, named, refusals
}

// meantToBeRefused are ordinary programs that say themselves that the scan refuses
// them.
func meantToBeRefused(t *testing.T, file string) bool {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Contains(string(text), "it is the scan that refuses it") || strings.Contains(string(text), "want: rejected")
}

// scanTable is what the scan says of each corpus. No ordinary program is refused.
func scanTable(t *testing.T) string {
	t.Helper()
	scanner, err := scan.New(scan.Config{})
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	text.WriteString("| sources | number | named | refused |\n|---|---:|---:|---:|\n")
	for _, c := range corpora {
		sources, named, refusals := c.measured(t, scanner)
		for _, file := range refusals {
			if c.ordinary && !meantToBeRefused(t, file) {
				t.Errorf("an ordinary program is refused: %s", file)
			}
		}
		if c.title == "" {
			continue
		}
		fmt.Fprintf(&text, "| %s | %d | %d (%d %%) | %d |\n", c.title, sources, named, 100*named/sources, len(refusals))
	}
	return text.String()
}
