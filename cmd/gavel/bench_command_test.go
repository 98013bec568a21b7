package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"gavel/cmd/gavel/bench"
)

// benching is one `gavel bench` with directories of its own.
func benching(t *testing.T, args ...string) (cmd *exec.Cmd, here *running, out string) {
	t.Helper()
	needRoot(t)
	dir, err := built()
	if err != nil {
		t.Fatal(err)
	}
	out = t.TempDir()
	here = &running{t: t, run: shortDir(t), data: shortDir(t)}
	all := append([]string{"bench", "--out", out, "--data", here.data, "--run-dir", here.run,
		"--images", filepath.Join(dataDir(), "images"), "--prefix", filepath.Join(dataDir(), "bin")}, args...)
	return exec.Command(filepath.Join(dir, "gavel"), all...), here, out
}

// leftNothing wants the bench's directories to be empty, and nothing to run in them.
func (s *running) leftNothing() {
	s.t.Helper()
	for _, dir := range []string{s.run, s.data} {
		if left, err := filepath.Glob(filepath.Join(dir, "*")); err != nil || len(left) > 0 {
			s.t.Errorf("the bench left %v (%v)", left, err)
		}
	}
	if left := append(s.processes(), s.mounts()...); len(left) > 0 {
		s.t.Errorf("the bench left %s", strings.Join(left, "\n"))
	}
	if left, err := filepath.Glob("/sys/fs/cgroup/*/" + filepath.Base(s.run)); err != nil || len(left) > 0 {
		s.t.Errorf("the bench left %v (%v)", left, err)
	}
}

// TestBenchMeasures takes one round and looks at what comes of it.
func TestBenchMeasures(t *testing.T) {
	cmd, here, out := benching(t, "--quick", "--workloads", "latency,cells", "--duration", "1m", "--rounds", "1", "--json")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	said, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.Bytes())
	}
	here.leftNothing()
	var report bench.Report
	if err := json.Unmarshal(said, &report); err != nil {
		t.Fatalf("%v\n%.2000s", err, said)
	}
	measured := map[bench.Key]int{}
	for _, s := range report.Series {
		measured[s.Key] = len(s.Values)
	}
	for _, language := range []string{"python", "cpp", "java"} {
		for _, by := range []string{"inprocess", "containerd", "bare", "ctrd-run"} {
			if key := (bench.Key{Workload: "latency", Language: language, By: by}); measured[key] == 0 {
				t.Errorf("%v was not measured", key)
			}
		}
		if key := (bench.Key{Workload: "cells", Language: language, By: "inprocess"}); measured[key] == 0 {
			t.Errorf("%v was not measured", key)
		}
	}
	for _, goal := range report.Goals {
		if goal.Workload == "latency" && (goal.Status == bench.Met || goal.Status == bench.NotMet) {
			t.Errorf("one round decided: %+v", goal)
		}
	}
	for _, name := range []string{"report.html", "results.json", "bench.txt"} {
		if info, err := os.Stat(filepath.Join(out, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestBenchInterrupted ends it in the middle of a workload.
func TestBenchInterrupted(t *testing.T) {
	cmd, here, out := benching(t, "--quick", "--workloads", "latency", "--duration", "10m")
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	for lines := bufio.NewScanner(stderr); lines.Scan(); {
		said.WriteString(lines.Text() + "\n")
		if strings.Contains(lines.Text(), "one tiny test") {
			if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := cmd.Wait(); cmd.ProcessState.ExitCode() != statusInterrupted {
		t.Errorf("%v, want status %d\n%s", err, statusInterrupted, said.String())
	}
	here.leftNothing()
	if left, err := os.ReadDir(out); err != nil || len(left) > 0 {
		t.Errorf("results of an interrupted run: %v, %v", left, err)
	}
}
