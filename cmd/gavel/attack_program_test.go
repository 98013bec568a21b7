package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gavel/judge"
)

// attackGroup is one kind of attack.
type attackGroup struct{ letter, title string }

var attackGroups = []attackGroup{
	{"A", "the runtime and its configuration"},
	{"B", "kernel surface"},
	{"C", "files and facts of the host"},
	{"D", "between submissions and between tests"},
	{"E", "network and IPC"},
	{"F", "exhaustion"},
	{"G", "forging a verdict or a figure"},
	{"H", "forging inside the function harness"},
	{"I", "compile time"},
	{"J", "the interface"},
	{"L", "honest programs that must pass"},
}

// attack is one program of testdata/attacks. Its leading comment has one line for
// each thing that is known of it:
//
//	group, attack, layer  where it stands in the table
//	want       the verdicts and reasons that are right, between bars; a * ends a beginning, and
//	           "refused" is any verdict of the program's but accepted; of group J, status codes
//	held       the steps that it must report to have failed, each in a line "held STEP …"
//	stdin      the input of a test; again for another test
//	expected   what the last test is compared with
//	rounds     submitted once for each word, with the word as input
//	differs    the word before a value that must be another one in each round
//	atleast, atmost  a figure of the last test: cpu_ms, wall_ms or memory_bytes
//	limits, flags    as in testdata/judged
//	isolation  of the tests of a program of group H
//	open       why it still works: then the suite wants it to, so that the mark goes when the hole does
//
// A program of group H is to compute the function of totalProblem, and one of group J
// is a request.
//
// The program tells what it achieved. A line with BREACH, in whatever it or the
// compiler writes, is an attack that worked.
type attack struct {
	name               string // B/keys.cpp
	group, what, layer string
	wants              []program // verdict and reason only
	held               []string
	rounds             []string
	differs            string
	open               string
	told               []string // steps that are answered in gVisor, and tell nothing of a host
	least, most        map[string]float64
	submission         judge.Submission
	request            request
}

// totalProblem is what the programs of group H are to solve: the sum of an array.
// A guess of 987654 is right in the first of its two tests alone.
const totalProblem = `{
	"function": {"name": "total", "params": [{"name": "nums", "type": "integer[]"}], "return": {"type": "integer"}},
	"tests": [{"args": [[987000, 654]], "expected": 987654}, {"args": [[1, 2, 3]], "expected": 6}]
}`

// refused stands for any verdict of the program's but accepted.
const refused = "refused"

var attackLanguages = map[string]string{".py": "python", ".cpp": "cpp", ".java": "java"}

// readAttacks reads all of them, in the order of the table.
func readAttacks(t *testing.T) (attacks []attack) {
	t.Helper()
	files, err := filepath.Glob("testdata/attacks/*/*")
	if err != nil || len(files) == 0 {
		t.Fatalf("no attacks: %v", err)
	}
	for _, file := range files {
		attacks = append(attacks, readAttack(t, file))
	}
	slices.SortFunc(attacks, func(a, b attack) int { return cmp.Compare(a.name, b.name) })
	return attacks
}

func ofGroup(attacks []attack, letter string) (found []attack) {
	for _, a := range attacks {
		if a.group == letter {
			found = append(found, a)
		}
	}
	return found
}

// patience is the wall-clock limit of a program that says none, in milliseconds:
// a host with much to do must not change a verdict.
const patience = 20_000

var attackHead = regexp.MustCompile(`^(?:#|//) ([a-z]+): ?(.*)$`)

func readAttack(t *testing.T, file string) attack {
	t.Helper()
	code, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	a := attack{name: strings.TrimPrefix(file, "testdata/attacks/")}
	a.submission = judge.Submission{Language: attackLanguages[filepath.Ext(file)], Code: code}
	for line := range strings.Lines(string(code)) {
		head := attackHead.FindStringSubmatch(strings.TrimSpace(line))
		if head == nil && a.group == "" {
			continue // an encoding's line stands above the head
		}
		if head == nil {
			break
		}
		if err := a.set(head[1], head[2]); err != nil {
			t.Fatalf("%s: %s: %v", file, head[1], err)
		}
	}
	if err := a.complete(string(code)); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	if a.submission.Limits.WallMillis == 0 {
		a.submission.Limits.WallMillis = patience
	}
	if a.group != filepath.Dir(a.name) || a.what == "" || a.layer == "" || len(a.wants) == 0 || (a.submission.Language == "") != (a.group == "J") {
		t.Fatalf("%s: its head is not whole: %+v", file, a)
	}
	return a
}

// complete adds what the group of an attack gives it.
func (a *attack) complete(text string) (err error) {
	switch {
	case a.group == "H":
		return json.Unmarshal([]byte(totalProblem), &a.submission)
	case a.group == "J":
		_, template, _ := strings.Cut(text, "\n\n")
		a.request, err = asRequest(template)
	case len(a.submission.Tests) == 0:
		a.submission.Tests = []judge.Test{{}}
	}
	return err
}

func (a *attack) set(key, value string) error {
	switch tests := &a.submission.Tests; key {
	case "group":
		a.group = value
	case "attack":
		a.what = value
	case "layer":
		a.layer = value
	case "want":
		return a.setWants(value)
	case "held":
		a.held = strings.Split(value, ", ")
	case "rounds":
		a.rounds = strings.Split(value, ", ")
	case "differs":
		a.differs = value
	case "open":
		a.open = value
	case "isolation":
		a.submission.Isolation = value
	case "atleast":
		return setFigure(&a.least, value)
	case "atmost":
		return setFigure(&a.most, value)
	case "stdin":
		*tests = append(*tests, judge.Test{Stdin: judge.Text(value + "\n")})
	case "expected":
		if len(*tests) == 0 {
			*tests = []judge.Test{{}}
		}
		text := judge.Text(value + "\n")
		(*tests)[len(*tests)-1].Expected = &text
	case "limits", "flags":
		p := program{submission: a.submission}
		p.submission.Tests = []judge.Test{{}}
		err := p.set(key, value)
		a.submission.Limits, a.submission.CompilerFlags = p.submission.Limits, p.submission.CompilerFlags
		return err
	default:
		return fmt.Errorf("there is no such key")
	}
	return nil
}

func (a *attack) setWants(value string) error {
	for want := range strings.SplitSeq(value, "|") {
		verdict, reason, _ := strings.Cut(strings.TrimSpace(want), " ")
		if verdict == string(judge.JudgeError) || verdict == "" {
			return fmt.Errorf("%q can never be right", want)
		}
		a.wants = append(a.wants, program{verdict: judge.Verdict(verdict), reason: reason})
	}
	return nil
}

func setFigure(figures *map[string]float64, assignment string) error {
	name, value, _ := strings.Cut(assignment, "=")
	n, err := strconv.ParseFloat(value, 64)
	*figures = map[string]float64{name: n}
	return err
}

// check wants the reports of an attack's rounds to be right.
func (a *attack) check(t *testing.T, reports []judge.Report) {
	t.Helper()
	told := toldBy(reports)
	faults := a.faults(reports, told)
	switch {
	case a.open != "" && len(faults) == 0:
		t.Errorf("it no longer works: take away the line %q", "open: "+a.open)
	case a.open != "":
		t.Logf("known to be open (%s): %s", a.open, strings.Join(faults, "; "))
	case len(faults) > 0:
		t.Errorf("%s\nit wrote:\n%.4000s", strings.Join(faults, "\n"), told)
	}
}

// toldBy is all that the compiler and the program wrote.
func toldBy(reports []judge.Report) string {
	var told strings.Builder
	for _, report := range reports {
		told.Write(report.Compile.Output)
		for _, test := range report.Tests {
			fmt.Fprintf(&told, "\n%s\n%s\n", test.Stdout, test.Stderr)
		}
	}
	return told.String()
}

// faults are what is wrong with the reports.
func (a *attack) faults(reports []judge.Report, told string) (faults []string) {
	wrong := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	values := map[string]bool{}
	for _, report := range reports {
		if !a.isRight(report) {
			wrong("%s %q (%s) is none of the right ends %v", *report.Verdict, reasonText(report.Reason), orNone(report.Error), a.ends())
		}
		if a.differs != "" && len(report.Tests) > 0 {
			values[wordAfter(string(report.Tests[0].Stdout), a.differs)] = true
		}
	}
	for _, step := range a.told {
		answered := regexp.MustCompile(`(?m)^BREACH ` + regexp.QuoteMeta(step) + `\b:?`)
		if !answered.MatchString(told) {
			wrong("%q is no longer answered: take it out of answeredInGVisor", step)
		}
		told = answered.ReplaceAllString(told, "held "+step+" ")
	}
	if strings.Contains(told, "BREACH") {
		wrong("an attack worked")
	}
	for _, step := range a.held {
		if !strings.Contains(told+"\n", "\nheld "+step+"\n") && !strings.Contains(told, "\nheld "+step+" ") {
			wrong("it does not say that %q was held", step)
		}
	}
	if a.differs != "" && len(values) != len(reports) {
		wrong("%d rounds had %d values of %s: %v", len(reports), len(values), a.differs, values)
	}
	return append(faults, a.wrongFigures(reports[len(reports)-1])...)
}

func (a *attack) isRight(report judge.Report) bool {
	reason := ""
	if report.Reason != nil {
		reason = string(*report.Reason)
	}
	return slices.ContainsFunc(a.wants, func(want program) bool {
		prefix, open := strings.CutSuffix(want.reason, "*")
		if want.verdict == refused {
			return *report.Verdict != judge.Accepted && *report.Verdict != judge.JudgeError
		}
		return *report.Verdict == want.verdict && (reason == want.reason || open && strings.HasPrefix(reason, prefix))
	})
}

// ends are the right ones, as text.
func (a *attack) ends() (all []string) {
	for _, want := range a.wants {
		all = append(all, strings.TrimSpace(string(want.verdict)+" "+want.reason))
	}
	return all
}

func (a *attack) wrongFigures(report judge.Report) (faults []string) {
	if len(report.Tests) == 0 {
		return nil
	}
	last := report.Tests[len(report.Tests)-1]
	figures := map[string]float64{"cpu_ms": last.CPUMillis, "wall_ms": last.WallMillis, "memory_bytes": float64(last.MemoryBytes)}
	for name, least := range a.least {
		if figures[name] < least {
			faults = append(faults, fmt.Sprintf("%s is %v, want at least %v", name, figures[name], least))
		}
	}
	for name, most := range a.most {
		if figures[name] > most {
			faults = append(faults, fmt.Sprintf("%s is %v, want at most %v", name, figures[name], most))
		}
	}
	return faults
}

// wordAfter is the word behind another one at the beginning of a line.
func wordAfter(text, word string) string {
	for line := range strings.Lines(text) {
		if fields := strings.Fields(line); len(fields) > 1 && fields[0] == word {
			return fields[1]
		}
	}
	return ""
}
