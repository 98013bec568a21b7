package runc

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/opencontainers/runc/libcontainer"
	"github.com/opencontainers/runc/libcontainer/configs"
	"github.com/opencontainers/runc/libcontainer/specconv"
	specs "github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"
)

// converting is held during a conversion: the list of default device nodes is
// shared by all containers of a process, and each conversion writes its ids into it.
var converting sync.Mutex

// convert turns an OCI spec into libcontainer's own form.
func convert(id string, spec *specs.Spec) (*configs.Config, error) {
	converting.Lock()
	defer converting.Unlock()
	config, err := specconv.CreateLibcontainerConfig(&specconv.CreateOpts{CgroupName: id, Spec: spec})
	if err != nil {
		return nil, err
	}
	for i, shared := range config.Devices {
		own := *shared
		config.Devices[i] = &own
	}
	if spec.Linux.Resources != nil && slices.ContainsFunc(spec.Mounts, func(m specs.Mount) bool { return m.Destination == "/dev" && m.Type == "bind" }) {
		// runc puts rules of its own behind the spec's, for nodes, terminals and TUN in a /dev that it makes.
		rules := &config.Cgroups.Devices
		*rules = (*rules)[:len(spec.Linux.Resources.Devices)]
	}
	return config, nil
}

func firstProcess(p *specs.Process) (*libcontainer.Process, error) {
	limits, err := rlimits(p.Rlimits)
	if err != nil {
		return nil, err
	}
	process := &libcontainer.Process{
		Args:            p.Args,
		Env:             p.Env,
		UID:             int(p.User.UID),
		GID:             int(p.User.GID),
		Cwd:             p.Cwd,
		NoNewPrivileges: &p.NoNewPrivileges,
		AppArmorProfile: p.ApparmorProfile,
		Label:           p.SelinuxLabel,
		Rlimits:         limits,
		Scheduler:       p.Scheduler,
		IOPriority:      p.IOPriority,
		Init:            true,
	}
	for _, gid := range p.User.AdditionalGids {
		process.AdditionalGroups = append(process.AdditionalGroups, int(gid))
	}
	if c := p.Capabilities; c != nil {
		process.Capabilities = &configs.Capabilities{
			Bounding: c.Bounding, Effective: c.Effective, Permitted: c.Permitted,
			Inheritable: c.Inheritable, Ambient: c.Ambient,
		}
	}
	return process, nil
}

var rlimitNumbers = map[string]int{
	"AS": unix.RLIMIT_AS, "CORE": unix.RLIMIT_CORE, "CPU": unix.RLIMIT_CPU, "DATA": unix.RLIMIT_DATA,
	"FSIZE": unix.RLIMIT_FSIZE, "LOCKS": unix.RLIMIT_LOCKS, "MEMLOCK": unix.RLIMIT_MEMLOCK,
	"MSGQUEUE": unix.RLIMIT_MSGQUEUE, "NICE": unix.RLIMIT_NICE, "NOFILE": unix.RLIMIT_NOFILE,
	"NPROC": unix.RLIMIT_NPROC, "RSS": unix.RLIMIT_RSS, "RTPRIO": unix.RLIMIT_RTPRIO,
	"RTTIME": unix.RLIMIT_RTTIME, "SIGPENDING": unix.RLIMIT_SIGPENDING, "STACK": unix.RLIMIT_STACK,
}

func rlimits(limits []specs.POSIXRlimit) ([]configs.Rlimit, error) {
	converted := make([]configs.Rlimit, len(limits))
	for i, l := range limits {
		number, known := rlimitNumbers[strings.TrimPrefix(l.Type, "RLIMIT_")]
		if !known {
			return nil, fmt.Errorf("there is no limit %s", l.Type)
		}
		converted[i] = configs.Rlimit{Type: number, Hard: l.Hard, Soft: l.Soft}
	}
	return converted, nil
}
