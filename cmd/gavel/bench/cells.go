package bench

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// cells reads what the waiting cells of the in-process server hold.
func (r *run) cells(timing) error {
	for range 10 { // a pool that was just used fills again
		if err := r.still.await(r.ctx); err != nil {
			return err
		}
	}
	groups, err := cellGroups(r.inProcess().runDir)
	if err != nil {
		return err
	}
	for _, group := range groups {
		key, held, err := r.waitingCell(group)
		if errors.Is(err, fs.ErrNotExist) {
			continue // it has just gone
		}
		if err != nil {
			return fmt.Errorf("cell %s: %w", group, err)
		}
		r.results.add(key, "MiB", float64(held)/(1<<20))
	}
	if len(groups) == 0 {
		return fmt.Errorf("no waiting cell of %s was found below /sys/fs/cgroup", r.inProcess().runDir)
	}
	return nil
}

// cellGroups finds the control groups of a server's cells: version 2's, or those
// of version 1 that count memory.
func cellGroups(runDir string) (groups []string, err error) {
	owners, err := os.ReadDir(filepath.Join(runDir, "owners"))
	if err != nil {
		return nil, err
	}
	for _, owner := range owners {
		for _, hierarchy := range []string{"/sys/fs/cgroup", "/sys/fs/cgroup/memory"} {
			found, err := filepath.Glob(filepath.Join(hierarchy, "gavel", owner.Name(), "*", "cgroup.procs"))
			if err != nil {
				return nil, err
			}
			for _, procs := range found {
				groups = append(groups, filepath.Dir(procs))
			}
		}
	}
	return groups, nil
}

// waitingCell tells whose cell it is and what it holds, in bytes.
func (r *run) waitingCell(group string) (Key, int64, error) {
	held, err := readNumber(filepath.Join(group, "memory.current"))
	if errors.Is(err, fs.ErrNotExist) {
		held, err = readNumber(filepath.Join(group, "memory.usage_in_bytes"))
	}
	if err != nil {
		return Key{}, 0, err
	}
	processes, err := os.ReadFile(filepath.Join(group, "cgroup.procs"))
	if err != nil {
		return Key{}, 0, err
	}
	pid, _, _ := bytes.Cut(processes, []byte("\n"))
	mounts, err := os.ReadFile(filepath.Join("/proc", string(pid), "mountinfo"))
	if err != nil {
		return Key{}, 0, err
	}
	language, stage, ok := r.imageOf(string(mounts))
	if !ok {
		return Key{}, 0, errors.New("its root is none of the languages' images")
	}
	return Key{"cells", language, inprocess, stage}, held, nil
}

// imageOf finds the image in a list of mounts, by the directory that the root
// was mounted from.
func (r *run) imageOf(mountinfo string) (language, stage string, ok bool) {
	for line := range strings.Lines(mountinfo) {
		fields := strings.Fields(line)
		if len(fields) < 5 || fields[4] != "/" {
			continue
		}
		for _, id := range languages {
			l := r.options.Languages[id]
			switch digest := func(dir string) string { return filepath.Base(filepath.Dir(dir)) }; {
			case strings.Contains(line, digest(l.RunRoot)):
				return id, "", true
			case l.BuildRoot != "" && strings.Contains(line, digest(l.BuildRoot)):
				return id, "build", true
			}
		}
	}
	return "", "", false
}

func readNumber(path string) (int64, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	return strconv.ParseInt(string(bytes.TrimSpace(data)), 10, 64)
}
