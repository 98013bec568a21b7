package main

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"gavel/judge"
)

// The attack suite judges the programs of testdata/attacks as a client would,
// over HTTP, without the scan in front of them: the jail must hold alone. What
// the head of a program says is in attack_program_test.go.

// attackDrivers are what the suite runs on; each must hold.
var attackDrivers = []string{"runc", "containerd"}

func TestAttacks(t *testing.T) {
	t.Parallel()
	attacks := readAttacks(t)
	for _, driver := range attackDrivers {
		t.Run(driver, func(t *testing.T) {
			intact, began := bait(t), time.Now()
			s := startServer(t, "--runtime", driver, "--workers", "3", "--pool", "2", "--scan", "off")
			for _, group := range attackGroups {
				t.Run(group.letter, func(t *testing.T) { s.on(t).attackedBy(t, ofGroup(attacks, group.letter)) })
			}
			intact()
			s.imagesAreIntact(began)
		})
	}
}

// attackedBy judges one group of attacks, then asks whether the next person would
// notice: nothing is left, nothing was reported, an honest program is accepted.
func (s *running) attackedBy(t *testing.T, attacks []attack) {
	var once []attack
	var ids []string
	for _, a := range attacks {
		if a.request != nil {
			t.Run(path.Base(a.name), func(t *testing.T) {
				status, body := s.on(t).answers(a.request)
				a.checkRequest(t, status, body)
			})
			continue
		}
		if len(a.rounds) == 0 {
			once, ids = append(once, a), append(ids, s.enter(a.submission))
		}
	}
	for i, a := range once {
		t.Run(path.Base(a.name), func(t *testing.T) { a.check(t, []judge.Report{s.on(t).result(ids[i])}) })
	}
	for _, a := range attacks {
		if len(a.rounds) > 0 {
			t.Run(path.Base(a.name), func(t *testing.T) { a.check(t, s.on(t).inRounds(a)) })
		}
	}
	s.hasNoStrays()
	if s.log.count("level=ERROR") > 0 {
		t.Errorf("the server has reported errors:\n%s", s.log.tail())
	}
	if s.log.count("BREACH") > 0 || s.log.count("gavel-attack") > 0 {
		t.Errorf("the server's log repeats what a submission holds:\n%s", s.log.tail())
	}
	for _, language := range []string{"python", "cpp", "java"} {
		s.acceptsHonest(t, language)
	}
}

// inRounds submits an attack once for each round, the next when the one before is
// over.
func (s *running) inRounds(a attack) (reports []judge.Report) {
	for _, word := range a.rounds {
		submission := a.submission
		submission.Tests = []judge.Test{{Stdin: judge.Text(word + "\n")}}
		reports = append(reports, s.result(s.enter(submission)))
	}
	return reports
}

// acceptsHonest judges a program of somebody else.
func (s *running) acceptsHonest(t *testing.T, language string) {
	t.Helper()
	code := map[string]string{
		"python": "print(int(input()) + 1)",
		"cpp":    "#include <cstdio>\nint main() { int n; return std::scanf(\"%d\", &n) != 1 || std::printf(\"%d\\n\", n + 1) < 0; }",
		"java":   "public class Main { public static void main(String[] a) { System.out.println(new java.util.Scanner(System.in).nextInt() + 1); } }",
	}[language]
	expected := judge.Text("8\n")
	report := s.result(s.enter(judge.Submission{
		Language: language, Code: judge.Text(code), Tests: []judge.Test{{Stdin: judge.Text("7\n"), Expected: &expected}},
	}))
	if *report.Verdict != judge.Accepted {
		t.Errorf("after the attacks an honest %s program is %s, %s", language, *report.Verdict, orNone(report.Error))
	}
}

// hasNoStrays waits until every cell holds no more than a cell does that waits: a
// gavel-init, and one warm process. Cells are removed and made while it looks, so
// it looks again.
func (s *running) hasNoStrays() {
	s.t.Helper()
	if slices.Contains(s.flags, "runsc") {
		return // there a program's processes are not the host's; those of its sandbox are looked for at the end
	}
	var strays []string
	defer func() {
		if s.t.Failed() && len(strays) > 0 {
			s.t.Logf("still there: %s", strings.Join(strays, "; "))
		}
	}()
	s.until("no process of a program is left", limitOfWaiting, func() bool {
		strays = nil
		inits, warm := map[int]bool{}, map[int]bool{}
		paths, _ := filepath.Glob("/proc/[0-9]*")
		for _, path := range paths {
			if s.inCell(path) && strings.HasPrefix(commandLine(path), "/run/gavel/init\x00") {
				inits[pidOf(path)] = true
			}
		}
		for _, path := range paths {
			_, parent := statusOf(pidOf(path))
			switch {
			case !s.inCell(path) || inits[pidOf(path)]:
			case inits[parent] && !warm[parent]:
				warm[parent] = true
			default:
				strays = append(strays, fmt.Sprintf("%s %q", path, commandLine(path)))
			}
		}
		return len(strays) == 0
	})
}

func commandLine(proc string) string {
	line, _ := os.ReadFile(filepath.Join(proc, "cmdline")) // of a process that is gone: empty
	return string(line)
}

// pidOf is the number in the name of a process's directory.
func pidOf(proc string) int {
	pid, _ := strconv.Atoi(filepath.Base(proc)) // it was found by its digits
	return pid
}

// The bait: a file that everybody on the host may read, and a variable of every
// server. Neither may show in a report.
const (
	baitFile     = "/var/tmp/gavel-attack/secret"
	baitText     = "BREACH: a file of the host\n"
	baitVariable = "HOST_SECRET=BREACH: the environment of the worker"
)

// bait lays the file out. The function that it returns checks that nobody changed it.
func bait(t *testing.T) (intact func()) {
	t.Helper()
	needRoot(t)
	dir := filepath.Dir(baitFile)
	if err := os.RemoveAll(dir); err != nil { // of a run that was killed
		t.Fatal(err)
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.WriteFile(baitFile, []byte(baitText), 0o644); err != nil {
		t.Fatal(err)
	}
	return func() {
		t.Helper()
		text, err := os.ReadFile(baitFile)
		names, _ := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil || string(text) != baitText || !slices.Equal(names, []string{baitFile}) {
			t.Errorf("the host's file was changed: %q, %v, beside it %v", text, err, names)
		}
	}
}

// imagesAreIntact wants no file of the images to have changed since: all cells
// share them, and their pages in memory.
func (s *running) imagesAreIntact(since time.Time) {
	s.t.Helper()
	seen := 0
	err := filepath.WalkDir(filepath.Join(dataDir(), "images", "unpacked"), func(path string, _ os.DirEntry, err error) error {
		var st unix.Stat_t
		if err = cmp.Or(err, unix.Lstat(path, &st)); err != nil {
			return err
		}
		if changed := time.Unix(st.Ctim.Unix()); changed.After(since) {
			s.t.Errorf("%s was changed at %v, after the beginning at %v", path, changed, since)
		}
		seen++
		return nil
	})
	if err != nil || seen == 0 {
		s.t.Errorf("images: %d files, %v", seen, err)
	}
}
