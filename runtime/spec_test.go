package runtime

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	specs "github.com/opencontainers/runtime-spec/specs-go"

	"gavel/judge"
)

var update = flag.Bool("update", false, "write the golden files anew")

// specCase is one template and place whose spec is kept in a golden file.
type specCase struct {
	name     string
	stage    judge.Stage
	v2       bool
	noUserns bool
	appArmor string
	sets     bool // the runtime sets capabilities
	gVisor   bool
	folios   bool
}

var specCases = []specCase{
	{name: "build-v1", stage: judge.StageBuild},
	{name: "run-v1", stage: judge.StageRun},
	{name: "run-v1-large-folios", stage: judge.StageRun, folios: true},
	{name: "build-v2", stage: judge.StageBuild, v2: true},
	{name: "run-v2", stage: judge.StageRun, v2: true},
	{name: "run-v1-no-user-namespace", stage: judge.StageRun, noUserns: true},
	{name: "run-v1-capabilities", stage: judge.StageRun, sets: true},
	{name: "run-v1-gvisor", stage: judge.StageRun, gVisor: true},
	{name: "run-v2-apparmor", stage: judge.StageRun, v2: true, appArmor: "gavel-run"},
}

func (c specCase) spec() *specs.Spec {
	t := testTemplate(c.stage)
	t.Image = Image{Name: "probe", Digest: "sha256:0", Dir: "/images/probe"}
	t.AppArmor = c.appArmor
	t.CPUs = 1.5
	p := Place{
		ID: "gavel-1", CgroupPath: "/gavel/owner/gavel-1", IDBase: defaultIDBase, Root: "/images/probe",
		Network: "/proc/1/fd/9", Init: "/bin/gavel-init", Socket: "/run/gavel/owners/o/cells/gavel-1/socket",
		Devices: "/run/gavel/owners/o/dev", CgroupV2: c.v2, SetsCapabilities: c.sets, LargeFolios: c.folios, GVisor: c.gVisor,
		Proc: strings.Fields(`acpi asound bus config.gz cpuinfo driver fs interrupts iomem ioports kallsyms kcore key-users keys
			kmsg kpagecgroup kpagecount kpageflags latency_stats locks meminfo modules mtrr pagetypeinfo pressure sched_debug
			schedstat scsi self slabinfo softirqs stat swaps sys sysrq-trigger sysvipc timer_list timer_stats tty uptime
			vmallocinfo vmstat zoneinfo`),
	}
	if c.noUserns {
		p.IDBase = 0
	}
	return Spec(t, p)
}

func (c specCase) bytes(t *testing.T) []byte {
	t.Helper()
	text, err := json.MarshalIndent(c.spec(), "", "  ")
	must(t, err)
	return append(text, '\n')
}

func TestSpecGolden(t *testing.T) {
	for _, c := range specCases {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join("testdata", "spec", c.name+".json")
			got := c.bytes(t)
			if *update {
				must(t, os.WriteFile(path, got, 0o644))
			}
			want, err := os.ReadFile(path)
			must(t, err)
			if !bytes.Equal(got, want) {
				t.Errorf("%s differs; look at what `make golden` changes", path)
			}
		})
	}
}

// TestSameInputsSameSpecBytes is invariant 6.
func TestSameInputsSameSpecBytes(t *testing.T) {
	for _, c := range specCases {
		first := c.bytes(t)
		for range 50 { // the order of a map shows within a few tries
			if !bytes.Equal(first, c.bytes(t)) {
				t.Fatalf("%s: two specs of the same inputs differ", c.name)
			}
		}
	}
}

// TestSpecKeepsTheFloor checks what every spec must have, whatever it is for.
func TestSpecKeepsTheFloor(t *testing.T) {
	for _, c := range specCases {
		s := c.spec()
		if !s.Root.Readonly || !s.Process.NoNewPrivileges || s.Linux.Seccomp == nil {
			t.Errorf("%s: root is writable, privileges can be gained or there is no filter", c.name)
		}
		if s.Linux.RootfsPropagation != "private" {
			t.Errorf("%s: mounts propagate: %q", c.name, s.Linux.RootfsPropagation)
		}
		for _, m := range s.Mounts {
			writable := m.Type == "tmpfs" || m.Type == "proc" && c.appArmor != ""
			if !slices.Contains(m.Options, "nosuid") || !writable && !slices.Contains(m.Options, "ro") {
				t.Errorf("%s: mount %s has options %v", c.name, m.Destination, m.Options)
			}
		}
		user := slices.ContainsFunc(s.Linux.Namespaces, func(n specs.LinuxNamespace) bool { return n.Type == specs.UserNamespace })
		if user == c.noUserns {
			t.Errorf("%s: user namespace %v", c.name, user)
		}
	}
}
