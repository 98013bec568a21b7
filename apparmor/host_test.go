package apparmor

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gavel/judge"
)

const allEnforced = "gavel-build (enforce)\ngavel-init-build (enforce)\ngavel-init-run (enforce)\ngavel-run (enforce)\n"

// fakeHost is a host with the given files in the place of the kernel's.
func fakeHost(t *testing.T, enabled, profiles string) Host {
	t.Helper()
	h := Host{Root: t.TempDir(), Parser: "/nonexistent/apparmor_parser"}
	for name, content := range map[string]string{
		"sys/module/apparmor/parameters/enabled": enabled,
		"sys/kernel/security/apparmor/profiles":  profiles,
	} {
		path := h.path(name)
		if content == "" {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return h
}

// withParser gives the host a parser that keeps its input and arguments, prints
// the message, and leaves the given list of loaded profiles.
func withParser(t *testing.T, h Host, message, loaded string, status string) Host {
	t.Helper()
	h.Parser = filepath.Join(h.Root, "parser")
	script := "#!/bin/sh\n/bin/cat >" + h.Root + "/input\necho \"$@\" >" + h.Root + "/args\n" +
		"printf '" + strings.ReplaceAll(loaded, "\n", `\n`) + "' >" + h.path("sys/kernel/security/apparmor/profiles") + "\n" +
		"echo '" + message + "'\nexit " + status + "\n"
	if err := os.WriteFile(h.Parser, []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	return h
}

func TestStatus(t *testing.T) {
	for _, c := range []struct {
		name              string
		enabled, profiles string
		on, ready         bool
		missing           []string
	}{
		{"no module", "", "", false, false, Names()},
		{"switched off", "N\n", "", false, false, Names()},
		{"nothing loaded", "Y\n", "docker-default (enforce)\n", true, false, Names()},
		{"all enforced", "Y\n", "snap (enforce)\n" + allEnforced, true, true, nil},
		{"one complains", "Y\n", strings.Replace(allEnforced, "gavel-run (enforce)", "gavel-run (complain)", 1), true, false, []string{"gavel-run"}},
		{"a longer name is not ours", "Y\n", strings.Replace(allEnforced, "gavel-run (", "gavel-run-2 (", 1), true, false, []string{"gavel-run"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, err := fakeHost(t, c.enabled, c.profiles).Status()
			if err != nil {
				t.Fatal(err)
			}
			if status.Enabled != c.on || status.Ready() != c.ready || !slices.Equal(status.Missing, c.missing) {
				t.Errorf("got %+v, ready %v; want enabled %v, ready %v, missing %v", status, status.Ready(), c.on, c.ready, c.missing)
			}
		})
	}
}

func TestStatusWithoutSecurityfs(t *testing.T) {
	_, err := fakeHost(t, "Y\n", "").Status()
	if err == nil || !strings.Contains(err.Error(), "securityfs") {
		t.Errorf("got %v, want an error that names securityfs", err)
	}
}

func TestLoadHandsTheTextToTheParser(t *testing.T) {
	h := withParser(t, fakeHost(t, "Y\n", "none\n"), "", allEnforced, "0")
	for range 2 { // loading again replaces
		if err := h.Load(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	input, err := os.ReadFile(filepath.Join(h.Root, "input"))
	if err != nil {
		t.Fatal(err)
	}
	if string(input) != Text() {
		t.Errorf("the parser got %d bytes, want the %d of Text", len(input), len(Text()))
	}
	args, err := os.ReadFile(filepath.Join(h.Root, "args"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(args), "--replace") {
		t.Errorf("the parser's arguments are %q, want --replace among them", args)
	}
}

func TestInstall(t *testing.T) {
	h := withParser(t, fakeHost(t, "Y\n", "none\n"), "", allEnforced, "0")
	if err := os.MkdirAll(h.path("etc/apparmor.d"), 0o755); err != nil {
		t.Fatal(err)
	}
	for range 2 { // installing again replaces
		path, err := h.Install(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(path)
		if err != nil || string(text) != Text() || path != h.path("etc/apparmor.d/gavel") {
			t.Errorf("%s has %d bytes (%v), want the %d of Text", path, len(text), err, len(Text()))
		}
	}
	if left, _ := filepath.Glob(h.path("etc/apparmor.d/.*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestInstallLeavesNothingThatDoesNotLoad looks at hosts where loading fails.
func TestInstallLeavesNothingThatDoesNotLoad(t *testing.T) {
	for name, h := range map[string]Host{
		"no AppArmor": fakeHost(t, "N\n", ""),
		"no parser":   fakeHost(t, "Y\n", "none\n"),
		"refused":     withParser(t, fakeHost(t, "Y\n", "none\n"), "syntax error", "none\n", "1"),
	} {
		if err := os.MkdirAll(h.path("etc/apparmor.d"), 0o755); err != nil {
			t.Fatal(err)
		}
		if path, err := h.Install(t.Context()); err == nil {
			t.Errorf("%s: installed %s", name, path)
		}
		if _, err := os.Stat(h.path("etc/apparmor.d/gavel")); err == nil {
			t.Errorf("%s: the file is there all the same", name)
		}
	}
}

func TestPrepare(t *testing.T) {
	ctx := context.Background()
	on := func(t *testing.T) Host { return fakeHost(t, "Y\n", "none\n") }
	off := func(t *testing.T) Host { return fakeHost(t, "N\n", "") }
	for _, c := range []struct {
		name   string
		mode   Mode
		host   func(*testing.T) Host
		active bool
		err    string // part of the message; "" for none
	}{
		{"off", Off, on, false, ""},
		{"auto without the kernel's", Auto, off, false, ""},
		{"require without the kernel's", Require, off, false, "boot with apparmor=1"},
		{"auto loads", Auto, func(t *testing.T) Host { return withParser(t, on(t), "", allEnforced, "0") }, true, ""},
		{"require loads", Require, func(t *testing.T) Host { return withParser(t, on(t), "", allEnforced, "0") }, true, ""},
		{"a parser that fails", Auto, func(t *testing.T) Host { return withParser(t, on(t), "syntax error", "none\n", "1") }, false, "syntax error"},
		{"loaded, not enforced", Require, func(t *testing.T) Host { return withParser(t, on(t), "", "gavel-run (complain)\n", "0") }, false, "not enforced"},
		{"unknown mode", "always", on, false, `mode "always"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			active, err := c.host(t).Prepare(ctx, c.mode)
			if active != c.active {
				t.Errorf("active is %v, want %v", active, c.active)
			}
			if (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) {
				t.Errorf("got error %v, want one with %q", err, c.err)
			}
		})
	}
}

func TestLoadClassesItsRefusals(t *testing.T) {
	if err := fakeHost(t, "N\n", "").Load(t.Context()); !errors.Is(err, judge.ErrUnavailable) {
		t.Errorf("got %v, want %v", err, judge.ErrUnavailable)
	}
}
