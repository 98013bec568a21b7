package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// leavesNothing looks for what a server that has ended may have left on the host.
func (s *running) leavesNothing() {
	s.t.Helper()
	for what, found := range map[string][]string{
		"processes": s.processes(), "mounts": s.mounts(), "control groups": s.controlGroups(), "owners": s.owners(),
	} {
		if len(found) > 0 {
			s.t.Errorf("the server left %s:\n%s", what, strings.Join(found, "\n"))
		}
	}
}

// processes are those whose command line names one of the server's directories,
// and cells' first processes, whose init is bound from the built one.
func (s *running) processes() (found []string) {
	paths, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	for _, path := range paths {
		if state, err := os.ReadFile(filepath.Join(filepath.Dir(path), "stat")); err != nil || strings.Contains(string(state), ") Z ") {
			continue // gone, or dead and only waiting for the host's init to take note
		}
		line, _ := os.ReadFile(path)
		text := strings.ReplaceAll(string(line), "\x00", " ")
		if names(text, s.run) || names(text, s.data) || s.inCell(filepath.Dir(path)) {
			found = append(found, fmt.Sprintf("%s: %s", filepath.Base(filepath.Dir(path)), text))
		}
	}
	return found
}

// names tells whether a command line has a directory or what is below it.
func names(line, dir string) bool {
	return strings.Contains(line, dir+"/") || strings.Contains(line, dir+" ")
}

// inCell tells whether a process is in a control group of one of the server's
// owners.
func (s *running) inCell(proc string) bool {
	groups, _ := os.ReadFile(filepath.Join(proc, "cgroup"))
	for _, owner := range s.names {
		if strings.Contains(string(groups), "/"+owner+"/") {
			return true
		}
	}
	return false
}

func (s *running) mounts() (found []string) {
	data, _ := os.ReadFile("/proc/self/mountinfo")
	for line := range strings.Lines(string(data)) {
		if strings.Contains(line, " "+s.run+"/") || strings.Contains(line, " "+s.data+"/") {
			found = append(found, strings.TrimSpace(line))
		}
	}
	return found
}

func (s *running) controlGroups() (found []string) {
	for _, owner := range s.names {
		for _, pattern := range []string{"/sys/fs/cgroup/gavel/" + owner, "/sys/fs/cgroup/*/gavel/" + owner} {
			groups, _ := filepath.Glob(pattern)
			found = append(found, groups...)
		}
	}
	return found
}

// owners are the directories of those who make cells in the run directory.
func (s *running) owners() (found []string) {
	found, _ = filepath.Glob(filepath.Join(s.run, "owners", "*"))
	return found
}

// noteOwners remembers who makes cells now.
func (s *running) noteOwners() {
	for _, dir := range s.owners() {
		s.names = append(s.names, filepath.Base(dir))
	}
}
