package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gavel/judge"
)

// wearing prints what confines the program, and whether a warm process became it:
// that has loaded a library which an interpreter that was started has not.
const wearing = `
label = open("/pr" + "oc/thread-self/attr/current").read().strip()
warm = "gavel-warm.so" in open("/pr" + "oc/self/maps").read()
print(label, "warm" if warm else "cold")
`

// enforced is the label of every program of a run cell.
const enforced = "gavel-init-run//&gavel-run (enforce)"

// TestConfinedRun judges by the command line under AppArmor. Programs wear both
// profiles, and one at least was forked from a warm process: on an emulated machine
// another may have had to be started, as that process did not answer in time.
func TestConfinedRun(t *testing.T) {
	needThrowaway(t)
	file := filepath.Join(t.TempDir(), "main.py")
	layFile(t, file, []byte(wearing), 0o644)
	cmd := underProfiles(t, "run", "--json", "--scan", "off", "--data", shortDir(t), "--cpu", "30s", "--wall", "90s", file, file, file)
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s%s", err, out, said.String())
	}
	var seen []string
	for line := range strings.Lines(string(out)) {
		var report judge.Report
		if err := json.Unmarshal([]byte(line), &report); err != nil {
			t.Fatalf("%v\n%s", err, line)
		}
		seen = append(seen, strings.TrimSpace(string(report.Tests[0].Stdout)))
	}
	if !forkedUnderBoth(seen) {
		t.Errorf("the programs saw %q\n%s", seen, said.String())
	}
}

// TestCanariesUnderProfiles: what the canaries look at, the profiles let them read.
// One that may not is red in /readyz and in doctor on every such host.
func TestCanariesUnderProfiles(t *testing.T) {
	needThrowaway(t)
	out, _ := underProfiles(t, "doctor", "--json", "--warm", "off").Output() // the host may lack something else
	canaries := 0
	for _, c := range checksIn(t, out) {
		if !strings.HasPrefix(c.Name, checkJail) {
			continue
		}
		if canaries++; c.Grade != gradeOK {
			t.Errorf("%+v", c)
		}
	}
	if canaries < 10 {
		t.Errorf("%d canaries were tried, want all:\n%s", canaries, out)
	}
}

// underProfiles is a command of gavel that has to confine its cells by AppArmor.
func underProfiles(t *testing.T, command string, args ...string) *exec.Cmd {
	t.Helper()
	dir, err := built()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(filepath.Join(dir, "gavel"), append([]string{command, "--runtime", "runc", "--apparmor", "require",
		"--images", filepath.Join(dataDir(), "images"), "--run-dir", shortDir(t), "--languages", os.Getenv("GAVEL_TEST_LANGUAGES")}, args...)...)
	cmd.Env = unconfigured()
	return cmd
}

// forkedUnderBoth tells of what programs printed whether all were confined, and one
// at least was warm.
func forkedUnderBoth(seen []string) (warm bool) {
	for _, line := range seen {
		switch line {
		case enforced + " warm":
			warm = true
		case enforced + " cold":
		default:
			return false
		}
	}
	return warm
}
