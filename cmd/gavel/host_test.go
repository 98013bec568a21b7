package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// passed through, because the id 0 of a cell, nobody on the host, comes by on its
// way to what is bound into the cell. Nothing can be listed there.
var passedThrough = regexp.MustCompile(`^(|/owners|/owners/[0-9a-f]{16}|/owners/[0-9a-f]{16}/cells(/gavel-[0-9a-f]{16})?)$`)

// TestStateIsClosed looks at what a server that judges keeps on the host: nobody
// else may read or change any of it.
func TestStateIsClosed(t *testing.T) {
	s := startServer(t, "--runtime", "runc")
	for _, language := range []string{"python", "cpp"} {
		s.acceptsHonest(t, language)
	}
	for _, top := range []string{s.data, s.run} {
		seen := 0
		err := filepath.WalkDir(top, func(path string, entry fs.DirEntry, err error) error {
			if os.IsNotExist(err) {
				return nil // a cell that went just now
			}
			if err != nil {
				return err
			}
			below := strings.TrimPrefix(path, top)
			if entry.IsDir() && entry.Name() == "dev" && strings.HasPrefix(below, "/owners/") {
				return fs.SkipDir // the cells' devices, mounted read-only
			}
			info, err := entry.Info()
			if err != nil {
				return nil
			}
			seen++
			open := info.Mode().Perm() & 0o077
			switch {
			case entry.IsDir() && open == 0:
				return fs.SkipDir // what is below is closed by it
			case entry.IsDir() && open == 0o011 && (path == top || passedThrough.MatchString(below)):
			case info.Mode().Type() == fs.ModeSymlink:
			case open != 0:
				t.Errorf("%s has mode %v", path, info.Mode())
			}
			return nil
		})
		if err != nil || seen < 3 {
			t.Errorf("%s: %d entries, %v", top, seen, err)
		}
	}
}

// unitTakesAway is what the service does not need; mount namespaces of its own it
// must not have, since a containerd of the host has to see its mounts.
var unitTakesAway = []string{"LimitCORE=0", "LockPersonality=yes", "RestrictRealtime=yes", "SystemCallArchitectures=native",
	"KeyringMode=private", "UMask=0077", "StateDirectoryMode=0711", "RuntimeDirectoryMode=0711"}

var wantsMounts = regexp.MustCompile(`(?m)^(Protect(System|Home|Kernel\w+|Control\w+|Proc|Hostname)|Private\w+|ReadOnlyPaths|InaccessiblePaths|TemporaryFileSystem|RootDirectory|MountFlags|NoNewPrivileges)=`)

// TestUnitTakesAway keeps the service's unit from losing what it denies.
func TestUnitTakesAway(t *testing.T) {
	data, err := os.ReadFile("../../deploy/gavel.service")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(data), "\n")
	for _, want := range unitTakesAway {
		if !slices.Contains(lines, want) {
			t.Errorf("the unit lacks %s", want)
		}
	}
	if found := wantsMounts.FindString(string(data)); found != "" {
		t.Errorf("%s gives the service mounts of its own, or forbids the cells' profiles", found)
	}
	dropped := regexp.MustCompile(`(?m)^CapabilityBoundingSet=~(.*)$`).FindStringSubmatch(string(data))
	if dropped == nil {
		t.Fatal("the unit drops no capabilities")
	}
	for _, name := range []string{"CAP_SYS_MODULE", "CAP_SYS_RAWIO", "CAP_SYS_TIME", "CAP_SYS_BOOT", "CAP_WAKE_ALARM", "CAP_SYSLOG",
		"CAP_AUDIT_CONTROL", "CAP_LINUX_IMMUTABLE", "CAP_SYS_PACCT", "CAP_SYS_TTY_CONFIG", "CAP_BLOCK_SUSPEND", "CAP_LEASE"} {
		if !slices.Contains(strings.Fields(dropped[1]), name) {
			t.Errorf("the unit leaves %s", name)
		}
	}
}
