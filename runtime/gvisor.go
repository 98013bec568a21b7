package runtime

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/containerd/containerd/api/types/runc/options"
	specs "github.com/opencontainers/runtime-spec/specs-go"
	"golang.org/x/sys/unix"

	"gavel/judge"
	"gavel/runtime/control"
)

// What a cell of gVisor's may have more on the host: its own threads, some for each
// thread inside, and its own memory.
const (
	sandboxThreads    = 256
	threadsForThread  = 4
	sandboxMemory     = 96 << 20
	sandboxCapability = "CAP_SYS_ADMIN" // gavel-init's until it has hidden itself in /proc
)

// newGVisor drives containerd with gVisor's runsc in the place of runc: a cell is a
// sandbox then, a few processes of the host of which one is a kernel to everything in
// the cell. containerd's shim for runc starts it as well as gVisor's own does, and
// needs no capability that gavel can do without.
func newGVisor(ctx context.Context, c Config, o *owner) (driver, string, error) {
	c.ContainerdRuntime = stockRuntime
	made, version, err := newContainerd(ctx, c, o)
	if err != nil {
		return nil, "", err
	}
	made.(*viaContainerd).options = &options.Options{BinaryName: c.Runsc, Root: filepath.Join(o.dir, "runsc")}
	return made, version + " of " + c.Runsc, nil
}

// forGVisor changes a spec to what gVisor takes. A profile of AppArmor's it does not
// take, it gives no capability that is not named, and two limits of programs can be set
// there by the spec alone.
func forGVisor(s *specs.Spec) {
	s.Annotations = map[string]string{
		"dev.gvisor.flag.host-uds":    "open", // those mounted into it: the cell's own
		"dev.gvisor.flag.oci-seccomp": "true", // else the spec's filter is ignored
		"dev.gvisor.flag.overlay2":    "none", // nothing of a cell in files outside it
	}
	if s.Linux.Seccomp != nil { // gavel-init covers files of its own
		filter := *s.Linux.Seccomp
		filter.Syscalls = append(slices.Clone(filter.Syscalls), specs.LinuxSyscall{Names: []string{"mount"}, Action: specs.ActAllow})
		s.Linux.Seccomp = &filter
	}
	p := s.Process
	p.Args = append(p.Args, control.Sandboxed)
	p.ApparmorProfile = ""
	held := append(capabilities(Place{}).Permitted, sandboxCapability)
	p.Capabilities = &specs.LinuxCapabilities{Bounding: held, Effective: held, Permitted: held}
	p.Rlimits = append(p.Rlimits,
		specs.POSIXRlimit{Type: "RLIMIT_MSGQUEUE"},
		specs.POSIXRlimit{Type: "RLIMIT_SIGPENDING", Hard: pendingSignals, Soft: pendingSignals})
	threads := *s.Linux.Resources.Pids.Limit*threadsForThread + sandboxThreads
	s.Linux.Resources.Pids.Limit = &threads
	memory := *s.Linux.Resources.Memory.Limit + sandboxMemory
	s.Linux.Resources.Memory.Limit, s.Linux.Resources.Memory.Swap = &memory, &memory
}

// rlimitsInGVisor leaves out the two that a program has from the spec, and adds one:
// the control group counts gVisor's own threads, not those of the program.
func rlimitsInGVisor(all []control.Rlimit, l judge.Limits) []control.Rlimit {
	all = slices.DeleteFunc(all, func(r control.Rlimit) bool {
		return r.Resource == unix.RLIMIT_MSGQUEUE || r.Resource == unix.RLIMIT_SIGPENDING
	})
	return append(all, control.Rlimit{Resource: unix.RLIMIT_NPROC, Value: uint64(l.Processes)})
}

// inGroup tells whether a process is in a control group or below it. In a sandbox
// another process than the first opens the cell's socket for that one, and no program
// has run yet.
func inGroup(pid int, group string) bool {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/cgroup", pid))
	if err != nil {
		return false
	}
	for line := range strings.Lines(string(text)) {
		parts := strings.SplitN(strings.TrimSpace(line), ":", 3) // hierarchy, controllers, path
		if len(parts) == 3 && strings.HasPrefix(parts[2]+"/", group+"/") {
			return true
		}
	}
	return false
}
