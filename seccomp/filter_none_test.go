//go:build !linux || !cgo

package seccomp

import (
	"errors"
	"strings"
	"testing"

	"gavel/judge"
)

func TestBPFWithoutLibseccompSaysSo(t *testing.T) {
	profile, err := Load("run")
	if err != nil {
		t.Fatal(err)
	}
	program, err := profile.BPF()
	if program != nil || !errors.Is(err, judge.ErrUnavailable) || !strings.Contains(err.Error(), "cgo") {
		t.Errorf("got %d bytes and %v, want %v that names cgo", len(program), err, judge.ErrUnavailable)
	}
}
