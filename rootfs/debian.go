package rootfs

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

const fetchTimeout = 20 * time.Minute

// defaultSources are the suite with its updates and its security fixes.
func defaultSources(suite string) []string {
	return []string{
		"deb http://deb.debian.org/debian " + suite + " main",
		"deb http://deb.debian.org/debian " + suite + "-updates main",
		"deb http://deb.debian.org/debian-security " + suite + "-security main",
	}
}

// extractPackages makes the tree from Debian packages and all they depend on.
// The packages are verified by apt and unpacked; none of their scripts runs. It
// returns "package=version" of each.
func extractPackages(ctx context.Context, w *work, tree string, r Recipe, sources []string, progress func(string)) ([]string, error) {
	tool, err := exec.LookPath("mmdebstrap")
	if err != nil {
		return nil, errors.New("mmdebstrap is missing: apt-get install mmdebstrap")
	}
	list := w.path("sources.list")
	if err := os.WriteFile(list, []byte(strings.Join(sources, "\n")+"\n"), 0o600); err != nil {
		return nil, fmt.Errorf("extract packages: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, fetchTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, tool, "--mode=root", "--variant=extract", "--format=directory",
		"--skip=cleanup,chroot/mount", // the downloaded archives name the versions; nothing is run inside
		`--aptopt=APT::Sandbox::User "root"`, `--aptopt=Acquire::Languages "none"`, `--aptopt=Acquire::Retries "3"`,
		"--include="+strings.Join(r.Packages, ","), r.Suite, tree, list)
	cmd.ExtraFiles = []*os.File{w.lock} // should this process be killed, nobody sweeps what mmdebstrap still writes
	cmd.Env = append(os.Environ(), "LC_ALL=C", "TMPDIR="+w.dir, fmt.Sprintf("SOURCE_DATE_EPOCH=%d", epoch.Unix()))
	out := &tail{limit: maxOutput}
	cmd.Stdout, cmd.Stderr = out, &lines{then: out, each: func(line string) {
		if step, ok := strings.CutPrefix(line, "I: "); ok {
			progress(step)
		}
	}}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // it ends apt with it
	cmd.WaitDelay = 10 * time.Second
	err = cmd.Run()
	if ctx.Err() != nil && cmd.Process != nil {
		err = errors.Join(err, endGroup(cmd.Process.Pid)) // where that took too long
	}
	if err != nil {
		return nil, fmt.Errorf("mmdebstrap: %w (packages come from %s: is the network up, and does the host's debian-archive-keyring know %s?)%s",
			errors.Join(err, ctx.Err()), strings.Join(sources, ", "), r.Suite, out.indented())
	}
	return versions(filepath.Join(tree, "var/cache/apt/archives"))
}

// endGroup kills what is left of a process group, and returns once nothing is.
func endGroup(leader int) error {
	tick := time.NewTicker(lockPoll)
	defer tick.Stop()
	for deadline := time.Now().Add(groupTimeout); ; <-tick.C {
		if err := unix.Kill(-leader, unix.SIGKILL); errors.Is(err, unix.ESRCH) {
			return nil
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("process group %d does not end", leader)
		}
	}
}

// groupTimeout is what a killed process has to end in: it may wait for a disk.
const groupTimeout = 30 * time.Second

// versions reads "package=version" from the names that apt gives its archives:
// package_version_architecture.deb, with the colon of an epoch escaped.
func versions(archives string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(archives, "*.deb"))
	if err != nil {
		return nil, fmt.Errorf("list packages: %w", err)
	}
	var list []string
	for _, file := range files {
		parts := strings.Split(strings.TrimSuffix(filepath.Base(file), ".deb"), "_")
		if len(parts) != 3 {
			return nil, fmt.Errorf("list packages: %s is not named package_version_architecture.deb", file)
		}
		list = append(list, parts[0]+"="+strings.ReplaceAll(parts[1], "%3a", ":"))
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("list packages: no archive in %s", archives)
	}
	slices.Sort(list)
	return list, nil
}

// lines passes everything on and calls each for every whole line.
type lines struct {
	then *tail
	each func(string)
	part string
}

func (l *lines) Write(p []byte) (int, error) {
	l.part += string(p)
	for {
		line, rest, ok := strings.Cut(l.part, "\n")
		if !ok {
			return l.then.Write(p)
		}
		l.each(line)
		l.part = rest
	}
}
