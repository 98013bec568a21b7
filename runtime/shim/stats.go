package shim

import (
	"github.com/containerd/cgroups/v3"
	"github.com/containerd/cgroups/v3/cgroup1"
	"github.com/containerd/cgroups/v3/cgroup2"
	"github.com/containerd/containerd/v2/pkg/protobuf/types"
	"github.com/containerd/typeurl/v2"
)

// readStats reads the figures of a process's control group in the form that
// containerd's clients know for its version.
func readStats(pid int) (*types.Any, error) {
	if cgroups.Mode() == cgroups.Unified {
		path, err := cgroup2.PidGroupPath(pid)
		if err != nil {
			return nil, err
		}
		group, err := cgroup2.Load(path)
		if err != nil {
			return nil, err
		}
		return packed(group.Stat())
	}
	group, err := cgroup1.Load(cgroup1.PidPath(pid))
	if err != nil {
		return nil, err
	}
	return packed(group.Stat(cgroup1.IgnoreNotExist))
}

func packed[T any](figures T, err error) (*types.Any, error) {
	if err != nil {
		return nil, err
	}
	return typeurl.MarshalAnyToProto(figures)
}
