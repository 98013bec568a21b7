package main

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"gavel/runtime"
)

// containerChecks looks at what makes containers: containerd, runc and the
// library that is linked into gavel itself.
func containerChecks(ctx context.Context, c *Config) []check {
	var checks []check
	switch {
	case c.gVisor():
		checks = append(checks, containerdCheck(ctx, c), gVisorCheck(c))
	case c.Runtime != "runc":
		checks = append(checks, containerdCheck(ctx, c), shimCheck(ctx, c), runcCheck(ctx, c))
	}
	v, _ := parseRelease(currentVersions().Runc)
	return append(checks, vulnerable("libcontainer (the runc driver)", runcAdvisories, v, "in gavel itself", "build gavel anew"), initCheck(c.Init))
}

// containerdCheck prefers the host's, as `serve` does.
func containerdCheck(ctx context.Context, c *Config) check {
	const name = "containerd"
	if answers(c.ContainerdAddress) {
		v, _ := programVersion(ctx, "containerd")
		found := vulnerable(name, containerdAdvisories, v, "answers at "+c.ContainerdAddress, "update it")
		if v.less(release{1, 7, 0}) {
			return warn(name, "update it; until then gavel's own is used", "the host's is %v, older than 1.7.0", v)
		}
		return found
	}
	v, err := programVersion(ctx, filepath.Join(c.Prefix, "containerd"))
	if err == nil {
		return vulnerable(name, containerdAdvisories, v, "gavel's own, in "+c.Prefix, "run `make setup`")
	}
	const remedy = "run `make setup`, which builds one, or install containerd 1.7 or newer and start it"
	if c.Runtime != "auto" {
		return bad(name, remedy, "nobody answers at %s and there is none in %s", c.ContainerdAddress, c.Prefix)
	}
	return warn(name, remedy, "nobody answers at %s and there is none in %s: the runc driver is used", c.ContainerdAddress, c.Prefix)
}

// shimCheck says what containerd makes containers with. Its own containerd has
// gavel's shim beside it.
func shimCheck(ctx context.Context, c *Config) check {
	const name, own, program = "containerd's runtime", runtime.ShimRuntime, runtime.ShimProgram
	if c.ContainerdRuntime != "auto" && c.ContainerdRuntime != own {
		return ok(name, "%s, asked for", c.ContainerdRuntime)
	}
	path, err := filepath.Join(c.Prefix, program), error(nil)
	if answers(c.ContainerdAddress) {
		path, err = exec.LookPath(program)
	}
	if err == nil {
		err = runtime.CheckShim(ctx, path)
	}
	switch {
	case err == nil:
		return ok(name, "%s, %s", own, path)
	case c.ContainerdRuntime == own:
		return bad(name, "run `make setup`, which installs it", "%s: %v", own, err)
	case answers(c.ContainerdAddress):
		return ok(name, "io.containerd.runc.v2; with bin/%s in the PATH of the host's containerd it would be %s", program, own)
	}
	return warn(name, "run `make setup`, which installs it", "io.containerd.runc.v2, whose containers cost more; %s: %v", own, err)
}

// runcCheck looks at the program that containerd's shim executes.
func runcCheck(ctx context.Context, c *Config) check {
	const name = "runc (the containerd driver)"
	own := filepath.Join(c.Prefix, "runc")
	if v, err := programVersion(ctx, own); err == nil {
		return vulnerable(name, runcAdvisories, v, own, "run `make setup`")
	}
	v, err := programVersion(ctx, "runc")
	if err != nil {
		return warn(name, "run `make setup`, which builds one", "none in %s or PATH", c.Prefix)
	}
	return vulnerable(name, runcAdvisories, v, "the host's", "run `make setup`, which builds a current one for gavel")
}

func vulnerable(name string, advisories []advisory, v release, where, how string) check {
	if v == (release{}) {
		return ok(name, "%s, version unknown", where)
	}
	ids, fix := known(advisories, v)
	if len(ids) == 0 {
		return ok(name, "%v, %s", v, where)
	}
	return warn(name, how+" (fixed in "+fix+")", "%v, %s, has known holes: %s", v, where, strings.Join(ids, "; "))
}

// programVersion asks a program.
func programVersion(ctx context.Context, program string) (release, error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, program, "--version").Output()
	if err != nil {
		return release{}, err
	}
	v, found := parseRelease(string(out))
	if !found {
		return release{}, errors.New("no version in its answer")
	}
	return v, nil
}

func answers(socket string) bool {
	conn, err := net.DialTimeout("unix", socket, time.Second)
	if err != nil {
		return false
	}
	conn.Close()
	return true
}

func initCheck(path string) check {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return bad("gavel-init", "run `make build`, or name it with --init", "there is no %s", path)
	case err != nil:
		return bad("gavel-init", "let root read it", "%v", err)
	case info.Mode()&0o111 == 0 || info.Mode()&0o022 != 0:
		return bad("gavel-init", "chmod 755 "+path, "%s has mode %#o", path, info.Mode().Perm())
	}
	return ok("gavel-init", "%s", path)
}
