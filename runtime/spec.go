package runtime

import (
	"os"
	"slices"
	"strconv"

	specs "github.com/opencontainers/runtime-spec/specs-go"

	"gavel/runtime/control"
)

// initMemory is what a cell may use beyond the program's limit: gavel-init, page
// tables and the kernel's own objects.
const initMemory = 16 << 20

// initProcesses is the same for threads.
const initProcesses = 32

// noCore is the size of a core dump that is made nowhere: too small for a file, and
// the one limit at which the kernel does not start the host's handler either, where
// core_pattern names one. It starts that, as the host's root, for a limit of 0.
const noCore = 1

// cpuPeriod is the kernel's default period of processor bandwidth, microseconds.
const cpuPeriod = 100_000

// Ids inside a cell. The program's exist in every image's /etc/passwd.
const (
	programUID = 1000
	warmUID    = 1001 // of a warm process that programs are forked from
	idsPerCell = 65536
)

// Place is what distinguishes one cell from the others of its template.
type Place struct {
	ID         string
	CgroupPath string // below the hierarchies' roots
	IDBase     uint32 // host id of the cell's id 0; 0 means no user namespace
	Root       string // root file system; "" where the driver provides it
	Network    string // path of the network namespace
	Init       string // host path of the gavel-init binary
	Socket     string // host path of the cell's socket
	Devices    string // host path of the prepared /dev
	CgroupV2   bool

	Proc []string // what the kernel's /proc shows beside the processes; see SystemProc

	// SetsCapabilities: the runtime can, also where /proc/sys is out of its reach.
	SetsCapabilities bool

	GVisor bool // the runtime is gVisor's

	LargeFolios bool // the kernel has them for files in memory; see LargeFolios
}

// Spec builds the OCI spec of a cell. It is pure: the same template and place
// give the same bytes.
func Spec(t Template, p Place) *specs.Spec {
	s := &specs.Spec{
		Version:  specs.Version,
		Hostname: "gavel",
		Root:     &specs.Root{Path: p.Root, Readonly: true},
		Process:  initProcess(t, p),
		Mounts:   mounts(t, p),
		Linux: &specs.Linux{
			Namespaces:        isolation(p),
			UIDMappings:       idMappings(p),
			GIDMappings:       idMappings(p),
			CgroupsPath:       p.CgroupPath,
			Resources:         resources(t, p),
			Seccomp:           t.Seccomp,
			RootfsPropagation: "private",
			MaskedPaths:       maskedPaths(p.Proc),
			ReadonlyPaths:     []string{"/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"},
		},
	}
	if p.GVisor {
		forGVisor(s)
	}
	return s
}

func initProcess(t Template, p Place) *specs.Process {
	oomScore := 500
	return &specs.Process{
		Args:         []string{control.InitPath},
		Env:          []string{"GOMAXPROCS=1"},
		Cwd:          "/",
		Capabilities: capabilities(p),
		Rlimits: []specs.POSIXRlimit{
			{Type: "RLIMIT_CORE", Hard: noCore, Soft: noCore},
			{Type: "RLIMIT_NOFILE", Hard: 1024, Soft: 1024},
		},
		NoNewPrivileges: true,
		ApparmorProfile: t.AppArmor,
		OOMScoreAdj:     &oomScore, // a host short of memory ends cells, not the worker
	}
}

// capabilities are left to gavel-init in a user namespace, where they reach
// nothing outside, if the runtime cannot set them: its first step gives up all but
// control.Capabilities. runc (1.4 and later) would need /proc/sys for it, which
// subset=pid takes away. A runtime that can spares gavel-init most of that, which
// it has to do for each of its threads.
func capabilities(p Place) *specs.LinuxCapabilities {
	if p.IDBase != 0 && !p.SetsCapabilities {
		return nil
	}
	var names []string
	for _, c := range control.Capabilities {
		names = append(names, c.Name)
	}
	return &specs.LinuxCapabilities{Bounding: names, Effective: names, Permitted: names}
}

func mounts(t Template, p Place) []specs.Mount {
	proc := []string{"nosuid", "noexec", "nodev", "hidepid=2"}
	if p.IDBase != 0 {
		proc = append(proc, "subset=pid")
	}
	if t.AppArmor == "" { // the runtime writes the profile's name into /proc; the profile forbids writes itself
		proc = append(proc, "ro")
	}
	var program []string
	if p.LargeFolios { // a program of a megabyte is there in a third of the time
		program = append(program, "huge=within_size")
	}
	return []specs.Mount{
		{Destination: "/proc", Type: "proc", Source: "proc", Options: proc},
		bind("/dev", p.Devices, "noexec"),
		tmpfs(control.ScratchDir, t.ScratchBytes, t.ScratchFiles, "1777", "noexec"),
		tmpfs(control.ProgramDir, t.ProgramBytes, t.ProgramFiles, "0755", program...),
		bind(control.InitPath, p.Init, "nodev"),
		bind(control.SocketPath, p.Socket, "nodev", "noexec"),
	}
}

// LargeFolios tells whether the kernel can keep a file in memory in pieces of more
// than a page (CONFIG_TRANSPARENT_HUGEPAGE): others refuse to mount with that.
func LargeFolios() bool {
	_, err := os.Stat("/sys/kernel/mm/transparent_hugepage/shmem_enabled")
	return err == nil
}

func bind(to, from string, options ...string) specs.Mount {
	options = append([]string{"bind", "private", "ro", "nosuid"}, options...)
	return specs.Mount{Destination: to, Type: "bind", Source: from, Options: options}
}

func tmpfs(to string, size, files int64, mode string, options ...string) specs.Mount {
	options = append([]string{
		"nosuid", "nodev", "noatime", "mode=" + mode,
		"size=" + strconv.FormatInt(size, 10),
		"nr_inodes=" + strconv.FormatInt(files, 10),
	}, options...)
	return specs.Mount{Destination: to, Type: "tmpfs", Source: "tmpfs", Options: options}
}

func isolation(p Place) []specs.LinuxNamespace {
	list := []specs.LinuxNamespace{
		{Type: specs.PIDNamespace},
		{Type: specs.MountNamespace},
		{Type: specs.IPCNamespace},
		{Type: specs.UTSNamespace},
		{Type: specs.CgroupNamespace},
		{Type: specs.NetworkNamespace, Path: p.Network}, // made by gavel, where loopback stays down
	}
	if p.IDBase != 0 {
		list = append(list, specs.LinuxNamespace{Type: specs.UserNamespace})
	}
	return list
}

func idMappings(p Place) []specs.LinuxIDMapping {
	if p.IDBase == 0 {
		return nil
	}
	return []specs.LinuxIDMapping{{ContainerID: 0, HostID: p.IDBase, Size: idsPerCell}}
}

func resources(t Template, p Place) *specs.LinuxResources {
	memory := t.MemoryBytes + initMemory
	processes := t.Processes + initProcesses
	r := &specs.LinuxResources{
		Devices: deviceRules(),
		Memory:  &specs.LinuxMemory{Limit: &memory, Swap: &memory}, // memory and swap together: no swap
		Pids:    &specs.LinuxPids{Limit: &processes},
	}
	if t.CPUs > 0 {
		quota, period := int64(t.CPUs*cpuPeriod), uint64(cpuPeriod)
		r.CPU = &specs.LinuxCPU{Quota: &quota, Period: &period}
	}
	if p.CgroupV2 {
		r.Unified = map[string]string{"memory.oom.group": "1"}
	}
	return r
}

// deviceRules allow null, zero, full, random and urandom, and nothing else.
func deviceRules() []specs.LinuxDeviceCgroup {
	rules := []specs.LinuxDeviceCgroup{{Allow: false, Access: "rwm"}}
	major := int64(1)
	for _, minor := range []int64{3, 5, 7, 8, 9} {
		rules = append(rules, specs.LinuxDeviceCgroup{
			Allow: true, Type: "c", Major: &major, Minor: &minor, Access: "rw",
		})
	}
	return rules
}

// openProc is what a program may see of a /proc that shows the whole system: what
// ordinary programs ask for and every user may know, and the processes, which
// hidepid hides.
var openProc = []string{
	"cpuinfo", "devices", "filesystems", "loadavg", "meminfo", "mounts", "net", "self", "sys", "thread-self", "uptime", "version",
}

// maskedPaths are all others. Where /proc is mounted with subset=pid they are not
// even there, and count when somebody takes that option away.
func maskedPaths(proc []string) []string {
	paths := []string{"/sys"}
	for _, name := range proc {
		if !slices.Contains(openProc, name) {
			paths = append(paths, "/proc/"+name)
		}
	}
	return paths
}

// SystemProc names what this kernel's /proc shows beside the processes.
func SystemProc() ([]string, error) {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, entry := range entries {
		if _, err := strconv.Atoi(entry.Name()); err != nil {
			names = append(names, entry.Name())
		}
	}
	return names, nil
}
