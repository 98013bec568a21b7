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
	if os.Getenv("GAVEL_SERVICE_TESTS") != "1" {
		t.Skip("GAVEL_SERVICE_TESTS=1 asks for it, on a machine that is thrown away: make test-vm")
	}
	dir, err := built()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "main.py")
	layFile(t, file, []byte(wearing), 0o644)
	cmd := exec.Command(filepath.Join(dir, "gavel"), "run", "--json", "--runtime", "runc", "--apparmor", "require", "--scan", "off",
		"--images", filepath.Join(dataDir(), "images"), "--data", shortDir(t), "--run-dir", shortDir(t),
		"--languages", os.Getenv("GAVEL_TEST_LANGUAGES"), "--cpu", "30s", "--wall", "90s", file, file, file)
	cmd.Env = unconfigured()
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
	if os.Getenv("GAVEL_SERVICE_TESTS") != "1" {
		t.Skip("GAVEL_SERVICE_TESTS=1 asks for it, on a machine that is thrown away: make test-vm")
	}
	dir, err := built()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(filepath.Join(dir, "gavel"), "doctor", "--runtime", "runc", "--apparmor", "require", "--warm", "off",
		"--images", filepath.Join(dataDir(), "images"), "--run-dir", shortDir(t), // the store's default directory: /tmp may be small
		"--languages", os.Getenv("GAVEL_TEST_LANGUAGES"))
	cmd.Env = unconfigured()
	out, _ := cmd.CombinedOutput() // the host may lack something else
	canaries := 0
	for line := range strings.Lines(string(out)) {
		if !strings.Contains(line, " jail: ") {
			continue
		}
		if canaries++; !strings.HasPrefix(strings.TrimSpace(line), "ok ") {
			t.Errorf("%s", line)
		}
	}
	if canaries < 10 {
		t.Errorf("%d canaries were tried, want all:\n%s", canaries, out)
	}
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
