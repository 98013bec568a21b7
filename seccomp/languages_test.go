//go:build linux && cgo

package seccomp

import (
	"os/exec"
	"path/filepath"
	"testing"
)

// start runs argv in dir as a cell does: a Go program under the cell's filter
// installs the strict one and executes argv.
func start(t *testing.T, profile, dir string, argv ...string) string {
	t.Helper()
	path, err := exec.LookPath(argv[0])
	if err != nil {
		t.Skipf("this host has no %s", argv[0])
	}
	cmd := helper(t, "exec", []string{"cell", profile}, append([]string{path}, argv[1:]...)...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Env, "TMPDIR="+t.TempDir())
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v under %s: %v\n%s", argv, profile, err, out)
	}
	return string(out)
}

func program(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("testdata", "programs", name))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func wantOK(t *testing.T, out string) {
	t.Helper()
	if out != "ok\n" {
		t.Errorf("output %q, want %q", out, "ok\n")
	}
}

func TestPythonUnderTheFilters(t *testing.T) {
	wantOK(t, start(t, "run", t.TempDir(), "python3", "-I", program(t, "honest.py")))
}

func TestCppUnderTheFilters(t *testing.T) {
	for _, flags := range [][]string{{"-O2"}, {"-O2", "-static"}, {"-O1", "-g", "-flto=1"}} {
		dir := t.TempDir()
		argv := append([]string{"g++", "-std=c++20", "-pipe", "-o", "honest", program(t, "honest.cpp")}, flags...)
		if out := start(t, "build", dir, argv...); out != "" {
			t.Errorf("g++ %v says: %s", flags, out)
		}
		wantOK(t, start(t, "run", dir, filepath.Join(dir, "honest")))
	}
}

func TestJavaUnderTheFilters(t *testing.T) {
	dir := t.TempDir()
	if out := start(t, "build", dir, "javac", "-J-XX:-UsePerfData", "-proc:none", "-d", dir, program(t, "Honest.java")); out != "" {
		t.Errorf("javac says: %s", out)
	}
	for _, flags := range [][]string{{"-XX:+UseSerialGC"}, {"-XX:+UseG1GC"}, {"-XX:+UseParallelGC"}, {"-XX:+UseZGC"}, {"-Xint"}} {
		argv := append([]string{"java", "-XX:-UsePerfData", "-Xmx256m", "-Xss2m", "-cp", dir}, flags...)
		wantOK(t, start(t, "run", dir, append(argv, "Honest")...))
	}
}
