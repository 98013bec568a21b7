package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// host is what the kernel shows of the machine.
type host struct {
	files   fs.FS // the root directory
	euid    int
	release string // of the kernel
	abi     int    // of Landlock; 0 means there is none
}

func thisHost() host {
	h := host{files: os.DirFS("/"), euid: os.Geteuid()}
	var name unix.Utsname
	if err := unix.Uname(&name); err == nil {
		h.release = unix.ByteSliceToString(name.Release[:])
	}
	// Asked for its version, the call makes nothing.
	abi, _, errno := unix.Syscall(unix.SYS_LANDLOCK_CREATE_RULESET, 0, 0, unix.LANDLOCK_CREATE_RULESET_VERSION)
	if errno == 0 {
		h.abi = int(abi)
	}
	return h
}

// read returns a file's text, "" where it cannot be read.
func (h host) read(path string) string {
	data, err := fs.ReadFile(h.files, path)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(data))
}

func (h host) exists(path string) bool {
	_, err := fs.Stat(h.files, path)
	return !errors.Is(err, fs.ErrNotExist)
}

func (h host) root() check {
	if h.euid != 0 {
		return bad("root", "run gavel as root: it makes containers, cgroups and mounts", "user id %d", h.euid)
	}
	return ok("root", "user id 0")
}

// kernel wants 5.10: what Debian 11 had, and the first with all that a cell uses.
func (h host) kernel() check {
	major, minor := kernelVersion(h.release)
	switch {
	case major == 0:
		return warn("kernel", "", "cannot tell the version of %q", h.release)
	case major < 5 || major == 5 && minor < 10:
		return bad("kernel", "boot kernel 5.10 or newer", "%s", h.release)
	}
	return ok("kernel", "%s", h.release)
}

func kernelVersion(release string) (major, minor int) {
	if n, _ := fmt.Sscanf(release, "%d.%d", &major, &minor); n < 2 {
		return 0, 0
	}
	return major, minor
}

func (h host) userNamespaces(wanted bool) check {
	most, _ := strconv.Atoi(h.read("proc/sys/user/max_user_namespaces"))
	switch {
	case h.exists("proc/self/ns/user") && most > 0 && !wanted:
		return warn("user namespaces", "set user-namespaces = true", "there, %d at most, and switched off by configuration", most)
	case h.exists("proc/self/ns/user") && most > 0:
		return ok("user namespaces", "%d at most", most)
	case wanted:
		return bad("user namespaces", "sysctl -w user.max_user_namespaces=65536, or boot a kernel with CONFIG_USER_NS=y",
			"%d at most", most)
	}
	return warn("user namespaces", "sysctl -w user.max_user_namespaces=65536, then set user-namespaces = true",
		"none, and none wanted: a program's ids are the host's")
}

func (h host) overlayfs() check {
	for line := range strings.Lines(h.read("proc/filesystems") + "\n") {
		if fields := strings.Fields(line); len(fields) > 0 && fields[len(fields)-1] == "overlay" {
			return ok("overlayfs", "there")
		}
	}
	return bad("overlayfs", "modprobe overlay, or boot a kernel with CONFIG_OVERLAY_FS", "none")
}

func (h host) seccomp() check {
	actions := h.read("proc/sys/kernel/seccomp/actions_avail")
	if actions == "" {
		return bad("seccomp", "boot a kernel with CONFIG_SECCOMP_FILTER=y", "no filters")
	}
	if !withFilters {
		return bad("seccomp", "build it with `make build`, or go build -tags seccomp", "this gavel was built without filters")
	}
	return ok("seccomp", "%s", actions)
}
