package main

import "testing"

// TestVerdictsAndReasons judges a program for every further verdict and reason of
// each language.
func TestVerdictsAndReasons(t *testing.T) {
	s := startServer(t, "--runtime", "runc", "--workers", "2", "--pool", "2")
	s.judgeAll(t, programsIn(t, "testdata/judging/verdicts"))
}
