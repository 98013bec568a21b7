package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"gavel/judge"
	"gavel/runtime/control"
)

// jailCanary is something that the jail must refuse. A copy of gavel-init tries it
// in a cell as anybody's program.
type jailCanary struct {
	name   string
	wants  []string // "attempt: answer" lines that the word "look" must print; answers between bars are as good
	remedy string

	notHere string // why it cannot be tried in these cells; "" where it is
}

const (
	remedyBuild  = "install gavel and gavel-init of one build (make build)"
	remedyKernel = "compare `gavel spec LANGUAGE` with the kernel's log and the runtime's version; judge nothing until it is found"
)

// looked are the canaries that one program tries in one go.
var looked = []jailCanary{
	{name: "network", wants: []string{"internet socket: EAFNOSUPPORT", "unix socket: EAFNOSUPPORT", "netlink socket: EAFNOSUPPORT", "cryptography socket: EAFNOSUPPORT"}, remedy: remedyBuild},
	{name: "system calls", wants: []string{"user namespace: EPERM", "key ring: EPERM", "io_uring: EPERM", "shared memory: EPERM", "tracing: EPERM", "Seccomp_filters: 2"}, remedy: remedyBuild},
	{name: "32-bit calls", wants: []string{"32-bit call: SIGSYS", "x32 call: SIGSYS"}, remedy: remedyBuild},
	{name: "files", wants: []string{"write /canary: EROFS", "write /usr/canary: EROFS", "write /box/new: EACCES", "write /dev/canary: EROFS", "code from /tmp: EPERM|EACCES",
		"mounts to write: /box /tmp"}, remedy: remedyKernel},
	{name: "/proc", wants: []string{"processes: 1", "gavel-init in /proc: ENOENT", "write /proc: EROFS|EACCES"}, remedy: remedyKernel},
	{name: "privileges", wants: []string{"CapPrm: " + noCapability, "CapEff: " + noCapability, "CapBnd: " + noCapability, "CapAmb: " + noCapability,
		"NoNewPrivs: 1", "Groups: ", "new device: EPERM"}, remedy: remedyBuild},
	{name: "descriptors", wants: []string{"descriptors: [0 1 2]"}, remedy: remedyBuild},
	{name: "gavel-init", wants: []string{"signal to gavel-init: EPERM", "memory of gavel-init: ENOENT|EACCES"}, remedy: remedyBuild},
	{name: canaryFileRules, wants: []string{"read gavel-init: EACCES"}, remedy: "boot with landlock among lsm=…, or with apparmor=1; " + remedyBuild},
}

const canaryFileRules = "Landlock or AppArmor"

const noCapability = "0000000000000000"

// limitCanary tries to pass a limit, in a run of its own.
type limitCanary struct {
	jailCanary
	word   string
	limits judge.Limits
	ended  func(judge.Outcome) bool
}

// limited are all of them; the last one may take the cell with it.
var limited = []limitCanary{
	{jailCanary{name: "fork bomb", remedy: remedyLimits}, "fork", patient(judge.Limits{Processes: 24}),
		func(out judge.Outcome) bool { return out.ExitCode == 0 && out.Killed == "" && out.ProcessesRefused > 0 }},
	{jailCanary{name: "processor time", remedy: remedyLimits}, "spin", patient(judge.Limits{CPUMillis: 50}),
		func(out judge.Outcome) bool { return out.Killed == judge.ReasonCPU }},
	{jailCanary{name: "memory", remedy: remedyLimits}, "fill", patient(judge.Limits{MemoryBytes: 48 << 20}),
		func(out judge.Outcome) bool { return out.Killed == judge.ReasonOOM }},
}

const remedyLimits = "see that nothing else writes to gavel's control groups, and what `gavel doctor` says of them"

// patient fills in limits that no canary meets, however busy the host.
func patient(l judge.Limits) judge.Limits {
	wide := judge.Limits{CPUMillis: 60_000, WallMillis: 120_000, MemoryBytes: 64 << 20, OutputBytes: 64 << 10, Processes: 32}
	for _, field := range []struct{ to, from *int64 }{
		{&l.CPUMillis, &wide.CPUMillis}, {&l.WallMillis, &wide.WallMillis}, {&l.MemoryBytes, &wide.MemoryBytes},
		{&l.OutputBytes, &wide.OutputBytes}, {&l.Processes, &wide.Processes},
	} {
		if *field.to == 0 {
			*field.to = *field.from
		}
	}
	return l
}

// jail tries the canaries in the cells of every language.
type jail struct {
	cells     judge.Cells
	languages []string
	init      string // gavel-init's file
	inherited int    // seccomp filters that cells have from the process that makes them

	looked  []jailCanary
	limited []limitCanary
}

// jailOf is an engine's. The kernel tells whether one of the two that guard files
// besides the mounts is there; where a profile forbids to write /proc, its mount
// does not.
func (e *engine) jailOf(c *Config) *jail {
	j := &jail{cells: e.pool, languages: e.ids(), init: c.Init, looked: slices.Clone(looked), limited: limited}
	if c.gVisor() {
		j.looked, j.limited = lookedInGVisor(), limitedInGVisor()
		return j
	}
	maker := os.Getpid()
	if driver, _ := e.pool.Driver(); driver != "runc" {
		maker = listener(e.containerd)
	}
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", maker)) // without a count there is none to take away
	j.inherited = filters(status)
	for i := range j.looked {
		if j.looked[i].name == canaryFileRules && !e.confined && thisHost().abi == 0 {
			j.looked[i].notHere = "this kernel has neither, or AppArmor is switched off"
		}
	}
	return j
}

// listener is the number of the process that listens on a socket, 0 where nobody
// does.
func listener(path string) int {
	conn, err := net.Dial("unix", path)
	if err != nil {
		return 0
	}
	defer conn.Close()
	raw, err := conn.(*net.UnixConn).SyscallConn()
	if err != nil {
		return 0
	}
	var peer *unix.Ucred
	if err := raw.Control(func(fd uintptr) { peer, err = unix.GetsockoptUcred(int(fd), unix.SOL_SOCKET, unix.SO_PEERCRED) }); err != nil || peer == nil {
		return 0
	}
	return int(peer.Pid)
}

// canaries are those of this host, in order.
func (j *jail) canaries() (all []jailCanary) {
	all = slices.Clone(j.looked)
	for _, c := range j.limited {
		all = append(all, c.jailCanary)
	}
	return all
}

// try returns what is wrong with each canary, by name: nothing where it was held
// in the cells of all languages. The error is that none could be tried.
func (j *jail) try(ctx context.Context) (map[string]error, error) {
	code, err := os.ReadFile(j.init)
	if err != nil {
		return nil, err
	}
	found := map[string]error{}
	for _, language := range j.languages {
		if err := j.tryIn(ctx, language, code, found); err != nil {
			return nil, fmt.Errorf("cell of %s: %w", language, err)
		}
	}
	return found, nil
}

func (j *jail) tryIn(ctx context.Context, language string, code []byte, found map[string]error) error {
	place := &canaryPlace{cells: j.cells, language: language, code: code}
	defer place.leave()
	out, err := place.run(ctx, "look", patient(judge.Limits{}))
	if err != nil {
		return err
	}
	out.Stdout.Data = filtersLine.ReplaceAll(out.Stdout.Data, fmt.Appendf(nil, "Seccomp_filters: %d", filters(out.Stdout.Data)-j.inherited))
	for _, c := range j.looked {
		if c.notHere == "" {
			found[c.name] = errors.Join(found[c.name], c.missing(language, out))
		}
	}
	for _, c := range j.limited {
		out, err := place.run(ctx, c.word, c.limits)
		if err != nil {
			return err
		}
		if !c.ended(out) {
			found[c.name] = errors.Join(found[c.name], fmt.Errorf("%s: it ended with exit code %d, signal %q, killed for %q, %d processes refused",
				language, out.ExitCode, out.Signal, out.Killed, out.ProcessesRefused))
		}
	}
	return nil
}

var filtersLine = regexp.MustCompile(`(?m)^Seccomp_filters:\s*(\d+)$`)

// filters reads how many seccomp filters a process has, 0 where nothing says it.
func filters(status []byte) int {
	match := filtersLine.FindSubmatch(status)
	if match == nil {
		return 0
	}
	n, _ := strconv.Atoi(string(match[1])) // digits
	return n
}

// canaryPlace is a cell with the canary in it; another one where a run has spent
// it, as every run does on some kernels.
type canaryPlace struct {
	cells    judge.Cells
	language string
	code     []byte
	cell     judge.Cell // nil at first
}

func (p *canaryPlace) run(ctx context.Context, word string, limits judge.Limits) (judge.Outcome, error) {
	if p.cell == nil || p.cell.Spent() {
		p.leave()
		var err error
		if p.cell, err = p.cells.Claim(ctx, p.language, judge.StageRun); err != nil {
			return judge.Outcome{}, err
		}
		if err := p.cell.Put(ctx, []judge.File{{Path: "canary", Mode: 0o555, Data: p.code}}); err != nil {
			return judge.Outcome{}, err
		}
	}
	return p.cell.Run(ctx, judge.Command{Argv: []string{control.ProgramDir + "/canary", control.Canary, word}}, nil, limits)
}

func (p *canaryPlace) leave() {
	if p.cell != nil {
		p.cell.Destroy()
	}
	p.cell = nil
}

// missing says which of the wanted lines were not printed.
func (c *jailCanary) missing(language string, out judge.Outcome) error {
	answers := map[string]string{}
	for line := range strings.Lines(string(out.Stdout.Data)) {
		attempt, answer, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		answers[attempt] = answer
	}
	var missing []string
	for _, want := range c.wants {
		attempt, right, _ := strings.Cut(want, ": ")
		answer, there := answers[attempt]
		if !there || !slices.Contains(strings.Split(right, "|"), answer) {
			missing = append(missing, fmt.Sprintf("%s: %q, want %q", attempt, answer, right))
		}
	}
	if missing == nil {
		return nil
	}
	if out.Killed != "" || out.Signal != "" || out.ExitCode != 0 {
		missing = append(missing, fmt.Sprintf("it ended with exit code %d, signal %q, killed for %q", out.ExitCode, out.Signal, out.Killed))
	}
	return fmt.Errorf("%s: %s", language, strings.Join(missing, ", "))
}
