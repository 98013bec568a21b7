package main

import "testing"

// TestVerdictsAndReasons judges a program for every further verdict and reason of
// each language, with both drivers.
func TestVerdictsAndReasons(t *testing.T) {
	for _, driver := range []string{"runc", "containerd"} {
		t.Run(driver, func(t *testing.T) {
			s := startServer(t, "--runtime", driver, "--workers", "2", "--pool", "2")
			s.judgeAll(t, programsIn(t, "testdata/judging/verdicts"))
		})
	}
}
