package apparmor

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gavel/judge"
)

var update = flag.Bool("update", false, "write the golden files")

func TestTextGolden(t *testing.T) {
	path := filepath.Join("testdata", "profiles")
	if *update {
		if err := os.WriteFile(path, []byte(Text()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (go test ./apparmor -update writes it)", err)
	}
	if diff := cmp.Diff(string(want), Text()); diff != "" {
		t.Errorf("%s differs (-golden +now):\n%s", path, diff)
	}
}

// features are those of a kernel that has what the profiles ask for, where this
// host's has not.
const features = "/etc/apparmor.d/abi/3.0"

// TestTextParses compiles the profiles without a kernel that takes them.
func TestTextParses(t *testing.T) {
	parser := Host{}.parser()
	if parser == "" {
		t.Skip("this host has no apparmor_parser")
	}
	cmd := exec.Command(parser, "--kernel-features", features, "--skip-cache", "--skip-kernel-load", "--names")
	cmd.Stdin = strings.NewReader(Text())
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	want := slices.Sorted(slices.Values(Names()))
	if got := slices.Sorted(slices.Values(strings.Fields(string(out)))); !slices.Equal(got, want) {
		t.Errorf("the text defines %v, want %v", got, want)
	}
	compile := exec.Command(parser, "--kernel-features", features, "--skip-cache", "--skip-kernel-load")
	compile.Stdin = strings.NewReader(Text())
	if out, err := compile.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestProfileIsOneOfNames(t *testing.T) {
	for _, stage := range []judge.Stage{judge.StageRun, judge.StageBuild} {
		if !slices.Contains(Names(), Profile(stage)) {
			t.Errorf("stage %s starts under %s, not one of %v", stage, Profile(stage), Names())
		}
	}
}
