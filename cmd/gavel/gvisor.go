package main

import (
	"fmt"
	"log/slog"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"gavel/apparmor"
	"gavel/judge"
)

// gVisorNote goes into every result of programs that ran in gVisor.
const gVisorNote = "run in gVisor: cpu_ms and memory_bytes include what gVisor itself used meanwhile; " +
	"a process above the limit is refused without the reason processes_limit, which Java takes for a lack of memory"

// gVisor tells whether cells are sandboxes of gVisor's.
func (c *Config) gVisor() bool { return c.Runtime == "runsc" }

// note is what every result says of how its figures came about.
func (c *Config) note() string {
	if c.gVisor() {
		return gVisorNote
	}
	return ""
}

// runsc is gVisor's program: that of the set-up, or else the host's.
func (c *Config) runsc() (string, error) {
	if path, err := exec.LookPath(filepath.Join(c.Prefix, "runsc")); err == nil {
		return path, nil
	}
	path, err := exec.LookPath("runsc")
	if err != nil {
		return "", fmt.Errorf("none in %s or PATH: %w", c.Prefix, err)
	}
	return path, nil
}

// forGVisor returns the settings as they can be where cells are gVisor's, and its
// program; elsewhere they stay.
func forGVisor(c *Config, log *slog.Logger) (own *Config, runsc string, err error) {
	if !c.gVisor() {
		return c, "", nil
	}
	if c.AppArmor == string(apparmor.Require) {
		return nil, "", fmt.Errorf("apparmor = \"require\" with gVisor, which takes no profile: set apparmor = \"off\", or another runtime: %w", judge.ErrInvalid)
	}
	if runsc, err = c.runsc(); err != nil {
		return nil, "", fmt.Errorf("gVisor: %w (deploy/setup gvisor)", err)
	}
	changed := *c
	changed.AppArmor, changed.Warm = string(apparmor.Off), "off"
	log.Warn("cells are gVisor's: no AppArmor or Landlock in them, none is warm, figures include gVisor's own", "runsc", runsc)
	return &changed, runsc, nil
}

// answersOfGVisor are what canaries hear there in the place of what they hear from
// Linux: it looks at a file's permissions before it looks whether its mount may be
// written, has no hidepid, and does not count filters.
var answersOfGVisor = strings.NewReplacer(
	"EROFS", "EACCES|EROFS",
	"Seccomp_filters: 2", "Seccomp: 2",
	"processes: 1", "processes: 2",
	"gavel-init in /proc: ENOENT", "gavel-init in /proc: EACCES",
)

// lookedInGVisor are the canaries of cells in gVisor.
func lookedInGVisor() []jailCanary {
	all := slices.Clone(looked)
	for i, c := range all {
		all[i].wants = slices.Clone(c.wants)
		for k, want := range c.wants {
			all[i].wants[k] = answersOfGVisor.Replace(want)
		}
		if c.name == canaryFileRules {
			all[i].name = "files of gavel-init" // covered
		}
	}
	return append(all, jailCanary{name: canaryFileRules, remedy: remedyKernel, notHere: "gVisor's kernel has neither"})
}

// limitedInGVisor are those of limits: nothing counts the processes that gVisor
// refuses, and each that it does not costs it memory of its own.
func limitedInGVisor() []limitCanary {
	all := slices.Clone(limited)
	for i := range all {
		if all[i].word == "fork" {
			all[i].limits.MemoryBytes = 256 << 20
			all[i].ended = func(out judge.Outcome) bool { return out.ExitCode == 0 && out.Killed == "" && out.Signal == "" }
		}
	}
	return all
}

// gVisorCheck looks for the program and says what it means.
func gVisorCheck(c *Config) check {
	const name = "gVisor"
	path, err := c.runsc()
	if err != nil {
		return bad(name, "run `deploy/setup gvisor`", "%v", err)
	}
	return warn(name, "use another runtime where figures have to be exact; SECURITY.md compares the layers",
		"%s: its own processor time and memory count as the program's, no cell is warm, no AppArmor or Landlock in cells", path)
}
