package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"gavel/scan"
)

var update = flag.Bool("update", false, "write the golden files anew")

const securityPage = "../../SECURITY.md"

// TestAttackTable holds the tables of the security page to the programs.
func TestAttackTable(t *testing.T) {
	attacks := readAttacks(t)
	page, err := os.ReadFile(securityPage)
	if err != nil {
		t.Fatal(err)
	}
	want := string(page)
	for name, text := range map[string]string{"counts": attackCounts(attacks, namedByScan(t, attacks)), "scan": scanTable(t), "attacks": attackTables(attacks) + "\n" + crashTable()} {
		begin, end := "<!-- "+name+" -->\n", "<!-- end of "+name+" -->"
		head, rest, found := strings.Cut(want, begin)
		_, tail, ended := strings.Cut(rest, end)
		if !found || !ended {
			t.Fatalf("%s has no lines %q and %q", securityPage, strings.TrimSpace(begin), end)
		}
		want = head + begin + "\n" + text + "\n" + end + tail
	}
	if want == string(page) {
		return
	}
	if !*update {
		t.Fatalf("%s does not say what the attacks are: go test ./cmd/gavel -run TestAttackTable -update", securityPage)
	}
	if err := os.WriteFile(securityPage, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestAttackSuiteIsLarge: a suite that lost its programs must not pass.
func TestAttackSuiteIsLarge(t *testing.T) {
	attacks := readAttacks(t)
	if len(attacks) < 200 {
		t.Errorf("%d programs, want 200 or more", len(attacks))
	}
	for _, group := range attackGroups {
		if n := len(ofGroup(attacks, group.letter)); n < 10 {
			t.Errorf("group %s has %d programs, want 10 or more", group.letter, n)
		}
	}
}

// namedByScan tells which programs the scan would have named.
func namedByScan(t *testing.T, attacks []attack) map[string]bool {
	t.Helper()
	scanner, err := scan.New(scan.Config{Policy: scan.PolicyReport})
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, a := range attacks {
		named[a.name] = len(scanner.Scan(a.submission.Language, a.submission.Code).Findings) > 0
	}
	return named
}

// attackCounts is a line for each group.
func attackCounts(attacks []attack, named map[string]bool) string {
	var text strings.Builder
	text.WriteString("| group | | Python | C++ | Java | together | named by the scan |\n|---|---|---:|---:|---:|---:|---:|\n")
	line := func(letter, title string, of []attack) {
		counts := map[string]int{}
		for _, a := range of {
			counts[a.submission.Language]++
			if named[a.name] {
				counts["named"]++
			}
		}
		fmt.Fprintf(&text, "| %s | %s | %d | %d | %d | %d | %d |\n",
			letter, title, counts["python"], counts["cpp"], counts["java"], len(of), counts["named"])
	}
	for _, group := range attackGroups {
		line(group.letter, group.title, ofGroup(attacks, group.letter))
	}
	line("", "together", attacks)
	return text.String()
}

// attackTables is a table for each group.
func attackTables(attacks []attack) string {
	var text strings.Builder
	for _, group := range attackGroups {
		fmt.Fprintf(&text, "### %s · %s\n\n| program | attack | layer | right ends |\n|---|---|---|---|\n", group.letter, group.title)
		for _, a := range ofGroup(attacks, group.letter) {
			layer := a.layer
			if a.open != "" {
				layer += "; **open**: " + a.open
			}
			fmt.Fprintf(&text, "| [%s](cmd/gavel/testdata/attacks/%s) | %s | %s | %s |\n", a.name, a.name, a.what, layer, strings.Join(a.ends(), ", "))
		}
		text.WriteString("\n")
	}
	return strings.TrimSuffix(text.String(), "\n")
}
