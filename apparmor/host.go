package apparmor

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"gavel/judge"
)

// Mode says what a host without enforced profiles means.
type Mode string

// The modes.
const (
	Auto    Mode = "auto"    // use the profiles where they can be loaded
	Require Mode = "require" // refuse to start without them
	Off     Mode = "off"     // never name a profile
)

// Host is where profiles are looked for and loaded. Its zero value is this host.
type Host struct {
	Root   string // directory that holds sys; "" means /
	Parser string // path of apparmor_parser; "" means wherever PATH and sbin have it
}

// Status is what a host has of AppArmor.
type Status struct {
	Enabled  bool     // by the kernel
	Parser   string   // path of apparmor_parser; "" where it is not installed
	Enforced []string // those of Names that are loaded and enforced
	Missing  []string // the others
}

// Ready reports whether every profile is loaded and enforced.
func (s Status) Ready() bool { return s.Enabled && len(s.Missing) == 0 }

// loadTimeout bounds one run of the parser: it takes a fraction of a second on
// hardware and some seconds in an emulated machine.
const loadTimeout = time.Minute

// Status reads what the host has. It needs root where the kernel has AppArmor.
func (h Host) Status() (Status, error) {
	status := Status{Parser: h.parser(), Missing: Names()}
	enabled, err := os.ReadFile(h.path("sys/module/apparmor/parameters/enabled"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return status, fmt.Errorf("apparmor status: %w", err)
	}
	if !bytes.HasPrefix(enabled, []byte("Y")) {
		return status, nil
	}
	status.Enabled = true
	loaded, err := os.ReadFile(h.path("sys/kernel/security/apparmor/profiles"))
	if err != nil {
		return status, fmt.Errorf("apparmor status: list of profiles: %w (is securityfs mounted at /sys/kernel/security?)", err)
	}
	status.Enforced = enforced(loaded)
	status.Missing = slices.DeleteFunc(status.Missing, func(name string) bool {
		return slices.Contains(status.Enforced, name)
	})
	return status, nil
}

// enforced picks our profiles from the kernel's list, lines of "name (mode)".
func enforced(list []byte) []string {
	var found []string
	lines := bufio.NewScanner(bytes.NewReader(list))
	for lines.Scan() {
		name, ok := strings.CutSuffix(lines.Text(), " (enforce)")
		if ok && slices.Contains(Names(), name) {
			found = append(found, name)
		}
	}
	slices.Sort(found)
	return found
}

// Load has the kernel enforce the profiles, in the place of older ones of the
// same names, and checks that it does. The error is judge.ErrUnavailable, with
// the remedy, where the host cannot.
func (h Host) Load(ctx context.Context) error {
	status, err := h.Status()
	if err != nil {
		return err
	}
	if err := status.loadable(); err != nil {
		return err
	}
	if err := h.parse(ctx, status.Parser); err != nil {
		return err
	}
	status, err = h.Status()
	if err != nil {
		return err
	}
	if len(status.Missing) > 0 {
		return fmt.Errorf("load apparmor profiles: not enforced after loading: %s (aa-enforce sets a profile that was set to complain): %w",
			strings.Join(status.Missing, ", "), judge.ErrUnavailable)
	}
	return nil
}

// installed is where a host's own start finds profiles.
const installed = "etc/apparmor.d/gavel"

// Install loads the profiles and writes them to where the host loads them from at
// its own start. It returns the file's path; one that is there is replaced.
func (h Host) Install(ctx context.Context) (string, error) {
	if err := h.Load(ctx); err != nil {
		return "", err
	}
	path := h.path(installed)
	if err := replaceFile(path, Text()); err != nil {
		return "", fmt.Errorf("install apparmor profiles: %w", err)
	}
	return path, nil
}

// replaceFile puts a file in place whole: whoever loads it meanwhile reads the
// old one or the new one.
func replaceFile(path, text string) error {
	next, err := os.CreateTemp(filepath.Dir(path), ".gavel-*") // a parser of the folder skips names with a dot
	if err != nil {
		return err
	}
	_, err = next.WriteString(text)
	err = errors.Join(err, next.Chmod(0o644), next.Close())
	if err == nil {
		err = os.Rename(next.Name(), path)
	}
	if err != nil {
		os.Remove(next.Name())
	}
	return err
}

func (s Status) loadable() error {
	switch {
	case !s.Enabled:
		return fmt.Errorf("load apparmor profiles: the kernel has no AppArmor enabled; boot with apparmor=1 security=apparmor, or set apparmor = \"auto\": %w",
			judge.ErrUnavailable)
	case s.Parser == "":
		return fmt.Errorf("load apparmor profiles: there is no apparmor_parser; apt install apparmor: %w", judge.ErrUnavailable)
	}
	return nil
}

func (h Host) parse(ctx context.Context, parser string) error {
	ctx, cancel := context.WithTimeout(ctx, loadTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, parser, "--replace", "--skip-cache")
	cmd.Stdin = strings.NewReader(Text())
	cmd.Env = []string{"LC_ALL=C"}
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("load apparmor profiles: %s: %w: %s", parser, err, bytes.TrimSpace(out))
	}
	return nil
}

// Prepare does what the mode asks for and reports whether cells are to name
// profiles. With Auto a host that cannot have them is no error; one that could,
// and fails, is.
func (h Host) Prepare(ctx context.Context, mode Mode) (bool, error) {
	switch mode {
	case Off:
		return false, nil
	case Auto, Require:
	default:
		return false, fmt.Errorf("apparmor mode %q: want %s, %s or %s: %w", mode, Auto, Require, Off, judge.ErrInvalid)
	}
	status, err := h.Status()
	if err != nil {
		return false, err
	}
	if mode == Auto && status.loadable() != nil {
		return false, nil
	}
	if err := h.Load(ctx); err != nil {
		return false, err
	}
	return true, nil
}

func (h Host) path(name string) string { return filepath.Join("/", h.Root, name) }

// parser finds apparmor_parser. A service's PATH may lack the directory that
// Debian keeps it in.
func (h Host) parser() string {
	if h.Parser != "" {
		return h.Parser
	}
	for _, name := range []string{"apparmor_parser", "/usr/sbin/apparmor_parser", "/sbin/apparmor_parser"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}
