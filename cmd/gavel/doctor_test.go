package main

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"gavel/apparmor"
)

// tree is a root directory with these files.
func tree(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for path, text := range files {
		fsys[path] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func grades(checks []check) string {
	var b strings.Builder
	for _, c := range checks {
		b.WriteString(c.Name + "=" + c.Grade + " ")
	}
	return strings.TrimSpace(b.String())
}

func TestKernelOldEnough(t *testing.T) {
	for release, want := range map[string]string{
		"6.18.44": gradeOK, "5.10.0-28-amd64": gradeOK, "5.4.0": gradeFail, "4.19": gradeFail, "10.1": gradeOK, "strange": gradeWarn,
	} {
		if got := (host{release: release}).kernel(); got.Grade != want {
			t.Errorf("%s: %+v, want %s", release, got, want)
		}
	}
}

func TestUserNamespaces(t *testing.T) {
	there := host{files: tree(map[string]string{"proc/self/ns/user": "", "proc/sys/user/max_user_namespaces": "65536\n"})}
	none := host{files: tree(map[string]string{"proc/self/ns/user": "", "proc/sys/user/max_user_namespaces": "0\n"})}
	for _, test := range []struct {
		h      host
		wanted bool
		want   string
	}{{there, true, gradeOK}, {there, false, gradeWarn}, {none, true, gradeFail}, {none, false, gradeWarn}} {
		if got := test.h.userNamespaces(test.wanted); got.Grade != test.want {
			t.Errorf("wanted %v: %+v, want %s", test.wanted, got, test.want)
		}
	}
}

func TestOverlayfs(t *testing.T) {
	if got := (host{files: tree(map[string]string{"proc/filesystems": "nodev\tsysfs\nnodev\toverlay\n\text4\n"})}).overlayfs(); got.Grade != gradeOK {
		t.Errorf("%+v", got)
	}
	if got := (host{files: tree(map[string]string{"proc/filesystems": "nodev\tsysfs\n\text4\n"})}).overlayfs(); got.Grade != gradeFail {
		t.Errorf("%+v", got)
	}
}

func TestCgroups(t *testing.T) {
	const swap = "Filename\tType\n/dev/vdb partition\n"
	v1 := map[string]string{"proc/swaps": "Filename\n"}
	for _, c := range []string{"cpu", "cpuacct", "memory", "pids", "freezer", "devices"} {
		v1["sys/fs/cgroup/"+c+"/tasks"] = ""
	}
	with := func(base map[string]string, more ...string) map[string]string {
		files := maps.Clone(base)
		for i := 0; i < len(more); i += 2 {
			files[more[i]] = more[i+1]
		}
		return files
	}
	without := with(v1)
	delete(without, "sys/fs/cgroup/pids/tasks")
	v2 := map[string]string{"sys/fs/cgroup/cgroup.controllers": "cpuset cpu io memory pids", "proc/swaps": "Filename\n"}
	for _, test := range []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"version 2", v2, "cgroup version 2=ok swap accounting=ok cgroup measuring=ok"},
		{"version 2 without memory", with(v2, "sys/fs/cgroup/cgroup.controllers", "cpu pids"), "cgroup version 2=fail swap accounting=ok cgroup measuring=ok"},
		{"version 2, swap limited", with(v2, "proc/swaps", swap, "sys/fs/cgroup/init.scope/memory.swap.max", "max"), "cgroup version 2=ok swap accounting=ok cgroup measuring=ok"},
		{"version 2, swap unknown", with(v2, "proc/swaps", swap), "cgroup version 2=ok swap accounting=warn cgroup measuring=ok"},
		{"version 1", v1, "cgroup version 1=ok swap accounting=ok"},
		{"version 1 without pids", without, "cgroup version 1=fail swap accounting=ok"},
		{"version 1, swap not accounted", with(v1, "proc/swaps", swap), "cgroup version 1=ok swap accounting=fail"},
		{"version 1, swap accounted", with(v1, "proc/swaps", swap, "sys/fs/cgroup/memory/memory.memsw.limit_in_bytes", "1"), "cgroup version 1=ok swap accounting=ok"},
		{"none", nil, "cgroup=fail"},
	} {
		if got := grades((host{files: tree(test.files), release: "6.12.0"}).cgroups()); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

func TestConfinement(t *testing.T) {
	var (
		enabled   = apparmor.Status{Enabled: true, Parser: "/sbin/apparmor_parser", Missing: apparmor.Names()}
		loaded    = apparmor.Status{Enabled: true, Enforced: apparmor.Names()}
		parseless = apparmor.Status{Enabled: true, Missing: apparmor.Names()}
		none      = apparmor.Status{Missing: apparmor.Names()}
	)
	for _, test := range []struct {
		wanted apparmor.Mode
		status apparmor.Status
		err    error
		want   string
	}{
		{apparmor.Auto, enabled, nil, gradeOK}, {apparmor.Require, enabled, nil, gradeOK}, {apparmor.Off, enabled, nil, gradeWarn},
		{apparmor.Auto, loaded, nil, gradeOK}, {apparmor.Auto, parseless, nil, gradeWarn}, {apparmor.Require, parseless, nil, gradeFail},
		{apparmor.Auto, none, nil, gradeWarn}, {apparmor.Require, none, nil, gradeFail},
		{apparmor.Auto, none, os.ErrPermission, gradeWarn}, {apparmor.Require, none, os.ErrPermission, gradeFail},
	} {
		if got := apparmorCheck(test.wanted, test.status, test.err); got.Grade != test.want {
			t.Errorf("%s, %+v, %v: %+v, want %s", test.wanted, test.status, test.err, got, test.want)
		}
	}
	if got := grades([]check{host{abi: 7}.landlock(), host{}.landlock()}); got != "Landlock=ok Landlock=warn" {
		t.Error(got)
	}
}

func TestEveryFailureHasARemedy(t *testing.T) {
	h := host{files: tree(nil), euid: 1000, release: "4.19.0"}
	checks := append([]check{h.root(), h.kernel(), h.userNamespaces(true), h.overlayfs(), h.seccomp(), initCheck("/nonexistent")}, h.cgroups()...)
	checks = append(checks, h.confinement(apparmor.Require, apparmor.Status{}, nil)...)
	for _, c := range checks {
		if c.Grade == gradeFail && c.Remedy == "" {
			t.Errorf("%s fails without a remedy", c.Name)
		}
	}
	if failures(checks) < 7 {
		t.Errorf("an empty machine fails only %d checks: %s", failures(checks), grades(checks))
	}
}

func TestDataDirectory(t *testing.T) {
	dir := t.TempDir()
	mode := func(path string, m os.FileMode) {
		t.Helper()
		if err := os.Chmod(path, m); err != nil {
			t.Fatal(err)
		}
	}
	store := filepath.Join(dir, "store")
	if err := os.Mkdir(store, 0o700); err != nil {
		t.Fatal(err)
	}
	expect := func(what, path, want string) {
		t.Helper()
		if got := dataCheck(path); got.Grade != want {
			t.Errorf("%s: %+v, want %s", what, got, want)
		}
	}
	mode(dir, 0o711)
	expect("as it should be", dir, gradeOK)
	expect("not there yet", filepath.Join(dir, "new"), gradeOK)
	mode(store, 0o755)
	expect("a store that others can read", dir, gradeFail)
	mode(store, 0o700)
	mode(dir, 0o777)
	expect("writable by others", dir, gradeFail)
}
