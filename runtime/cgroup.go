package runtime

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/opencontainers/cgroups"
	"golang.org/x/sys/unix"
)

// cgroup meters and bounds one cell through its control group, version 1 or 2.
// Figures count gavel-init too; the caller takes its share away.
type cgroup interface {
	cpu() (time.Duration, error)    // user + system since the cell was made
	memory() (int64, error)         // charged now, bytes
	dropCache() error               // gives back the page cache charged, where it is more than cacheSpared
	peak() (int64, error)           // most charged since resetPeak, bytes
	resetPeak() error               // errPeakKept where the kernel cannot
	oomKills() (int64, error)       // since the cell was made
	refusedForks() (int64, error)   // since the cell was made
	processes() (int64, error)      // processes and threads now
	setMemory(bytes int64) error    // swap stays 0
	setProcesses(count int64) error // processes and threads
	kill() error                    // every process in it, however fast they fork
	close()
}

// errPeakKept says that the kernel's memory peak only ever grows: a cell then
// measures one run.
var errPeakKept = errors.New("the kernel cannot reset a memory peak (cgroup v2 before Linux 6.12)")

// cacheSpared is how much page cache is left where it is: to look for less of it
// costs more than it would falsify.
const cacheSpared = 1 << 20

// cached reads from memory.stat how many bytes of page cache are charged. Files
// of a cell's own file systems are not among them: those cannot be given back.
func cached(stat counter) (int64, error) {
	inactive, err := stat.field("inactive_file")
	if err != nil {
		return 0, err
	}
	active, err := stat.field("active_file")
	return inactive + active, err
}

// openCgroup opens the control group at a path below the hierarchies' roots.
func openCgroup(path string) (cgroup, error) {
	if cgroups.IsCgroup2UnifiedMode() {
		return openCgroupV2(path)
	}
	return openCgroupV1(path)
}

// counter is an open file of the cgroup file system: one number, or lines of
// names and numbers.
type counter struct{ file *os.File }

func openCounter(dir, name string) (counter, error) {
	f, err := os.OpenFile(filepath.Join(dir, name), os.O_RDWR, 0)
	if errors.Is(err, os.ErrPermission) { // a read-only file of the kernel
		f, err = os.Open(filepath.Join(dir, name))
	}
	return counter{f}, err
}

func (c counter) read(most int) ([]byte, error) {
	buf := make([]byte, most)
	n, err := unix.Pread(int(c.file.Fd()), buf, 0)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", c.file.Name(), err)
	}
	return buf[:n], nil
}

// number reads a file of one number; "max" is the largest.
func (c counter) number() (int64, error) {
	text, err := c.read(32)
	if err != nil {
		return 0, err
	}
	s := string(bytes.TrimSpace(text))
	if s == "max" {
		return 1<<63 - 1, nil
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", c.file.Name(), err)
	}
	return n, nil
}

// field reads the number behind a name in a file of "name number" lines.
func (c counter) field(name string) (int64, error) {
	text, err := c.read(4096)
	if err != nil {
		return 0, err
	}
	for line := range bytes.Lines(text) {
		if key, value, _ := bytes.Cut(line, []byte(" ")); string(key) == name {
			return strconv.ParseInt(string(bytes.TrimSpace(value)), 10, 64)
		}
	}
	return 0, fmt.Errorf("%s has no %s", c.file.Name(), name)
}

func (c counter) write(n int64) error {
	_, err := c.file.WriteString(strconv.FormatInt(n, 10))
	return err
}

func (c counter) close() {
	if c.file != nil {
		c.file.Close()
	}
}

// openCounters opens files by name and closes all again if one is missing.
func openCounters(dir string, wanted map[string]*counter) error {
	for name, c := range wanted {
		var err error
		if *c, err = openCounter(dir, name); err != nil {
			for _, c := range wanted {
				c.close()
			}
			return fmt.Errorf("open cgroup: %w", err)
		}
	}
	return nil
}

// killTimeout bounds the killing of one control group.
const killTimeout = 5 * time.Second

// pidsIn lists the processes of a control group.
func pidsIn(dir string) ([]int, error) {
	text, err := os.ReadFile(filepath.Join(dir, "cgroup.procs"))
	if errors.Is(err, os.ErrNotExist) || errors.Is(err, unix.ENODEV) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var pids []int
	for word := range strings.FieldsSeq(string(text)) {
		pid, err := strconv.Atoi(word)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", dir, err)
		}
		pids = append(pids, pid)
	}
	return pids, nil
}

// writeFile writes to a file of the cgroup file system.
func writeFile(dir, name, value string) error {
	f, err := openUnpolled(filepath.Join(dir, name))
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = f.WriteString(value)
	return err
}

// openUnpolled opens a file whose EAGAIN is an answer. os.OpenFile gives the files
// of the cgroup file system to the poller, and a write that gets EAGAIN then waits
// for what never comes: memory.reclaim says so that it found less than was asked.
func openUnpolled(path string) (*os.File, error) {
	fd, err := unix.Open(path, unix.O_WRONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: path, Err: err}
	}
	return os.NewFile(uintptr(fd), path), nil
}
