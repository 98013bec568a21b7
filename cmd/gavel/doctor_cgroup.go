package main

import (
	"slices"
	"strings"
)

// cgroups says which version rules here and whether it can do what measuring and
// limiting need.
func (h host) cgroups() []check {
	if h.exists("sys/fs/cgroup/cgroup.controllers") {
		return h.cgroups2()
	}
	return h.cgroups1()
}

func (h host) cgroups2() []check {
	there := strings.Fields(h.read("sys/fs/cgroup/cgroup.controllers"))
	return []check{
		controllers("cgroup version 2", []string{"cpu", "memory", "pids"}, func(c string) bool { return slices.Contains(there, c) },
			"boot without cgroup_disable=…; in a container, delegate the controllers to it"),
		h.swap2(),
		h.kill2(),
	}
}

func (h host) cgroups1() []check {
	if !h.exists("sys/fs/cgroup/memory") && !h.exists("sys/fs/cgroup/cpu") {
		return []check{bad("cgroup", "mount -t cgroup2 none /sys/fs/cgroup", "none is mounted at /sys/fs/cgroup")}
	}
	mounted := func(c string) bool { return h.exists("sys/fs/cgroup/" + c) }
	checks := []check{controllers("cgroup version 1", []string{"cpu", "cpuacct", "memory", "pids", "freezer", "devices"}, mounted,
		"mount the missing ones below /sys/fs/cgroup, or boot with systemd.unified_cgroup_hierarchy=1")}
	if h.exists("sys/fs/cgroup/memory/memory.memsw.limit_in_bytes") {
		return append(checks, ok("swap accounting", "there: a limit on memory is one on memory and swap"))
	}
	if h.noSwap() {
		return append(checks, ok("swap accounting", "none, and this host has no swap"))
	}
	return append(checks, bad("swap accounting", "boot with swapaccount=1, or switch swap off (swapoff -a)",
		"none: a program could swap past its memory limit"))
}

func controllers(name string, wanted []string, there func(string) bool, remedy string) check {
	missing := slices.DeleteFunc(slices.Clone(wanted), there)
	if len(missing) > 0 {
		return bad(name, remedy, "these controllers are missing: %s", strings.Join(missing, " "))
	}
	return ok(name, "with %s", strings.Join(wanted, ", "))
}

// swap2 looks at a child of the root, which has no limits of its own.
func (h host) swap2() check {
	if h.noSwap() {
		return ok("swap accounting", "this host has no swap")
	}
	for _, group := range []string{"init.scope", "system.slice", "user.slice"} {
		if h.exists("sys/fs/cgroup/" + group + "/memory.swap.max") {
			return ok("swap accounting", "there")
		}
	}
	return warn("swap accounting", "switch swap off (swapoff -a) unless the kernel has CONFIG_SWAP accounting", "cannot be seen")
}

// kill2 tells of cgroup.kill (Linux 5.14) and memory.peak (5.19; one that can be
// set back, so that each test has its own, since 6.12).
func (h host) kill2() check {
	major, minor := kernelVersion(h.release)
	at := func(m, n int) bool { return major > m || major == m && minor >= n }
	switch {
	case at(6, 12):
		return ok("cgroup measuring", "peak memory of every test, cgroup.kill")
	case at(5, 19):
		return warn("cgroup measuring", "boot kernel 6.12 or newer for a peak of every test's own", "peak memory cannot be set back between tests")
	}
	return warn("cgroup measuring", "boot kernel 6.12 or newer", "no memory.peak: memory figures are sampled")
}

func (h host) noSwap() bool {
	return len(strings.Split(h.read("proc/swaps"), "\n")) < 2
}
