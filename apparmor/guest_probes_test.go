package apparmor

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// probe is one attempt in the guest, and the rule that decides about it: a line
// of the template, or "" for what no rule allows.
type probe struct {
	name  string
	rule  string
	try   func() error
	want  string // its answer in a run cell, and in a build cell where build is ""
	build string
}

const (
	allowed = "ok"
	denied  = "denied"
)

// secrets are files that the rules speak of and a guest does not have.
var secrets = []string{"/boot/secret", "/home/secret", "/media/secret", "/mnt/secret", "/opt/secret", "/root/secret", "/srv/secret",
	"/var/secret", "/run/secret", "/etc/java-17-openjdk/file", "/etc/python3.13/file", "/etc/ld.so.conf.d/file", "/etc/alternatives/file"}

// unprobed are rules that nothing in the guest can show alone.
var unprobed = map[string]string{
	"signal (receive) peer=runc,":                  "the guest has no such profile",
	"signal (receive) peer=crun,":                  "the guest has no such profile",
	"signal (receive) peer=unconfined,":            "startInit sends one to gavel-init; the program's rule is the same",
	"signal (receive) peer={{.Init}},":             "gavel-init's end of an idle program",
	"/bin/{,**} mrix,":                             "a link to /usr/bin: AppArmor sees where it leads",
	"/lib{,32,64,x32}/{,**} mrix,":                 "a link to /usr/lib",
	"change_profile unsafe /** -> {{.Init}},":      "playForked: that it runs is the answer",
	"change_profile -> &{{.Program}},":             "playForked: the same",
	"/proc/[0-9]*/attr/apparmor/{current,exec} w,": "playForked: the same",
	"deny dbus,": "asked for by the bus's daemon, which the guest's root is not refused by",
}

func initProbes() []probe {
	return append([]probe{
		{"init: list root", "/ r,", list("/"), allowed, ""},
		{"init: read shadow", "/** mr,", read("/etc/shadow"), allowed, ""},
		{"init: start a program", "/** pix -> &{{.Program}},", killIdle, allowed, ""},
		{"init: list box", "/box/ rw,", list("/box"), allowed, ""},
		{"init: write box", "/box/** rwkl,", write("/box/file"), allowed, ""},
		{"init: list tmp", "/tmp/ rw,", list("/tmp"), allowed, ""},
		{"init: write tmp", "/tmp/** rwkl,", write("/tmp/init"), allowed, ""},
		{"init: write null", "/dev/{null,zero,full} rw,", write("/dev/null"), allowed, ""},
		{"init: write kmsg", "", write("/dev/kmsg"), denied, ""},
		{"init: connect", "/run/gavel/socket rw,", connect, allowed, ""},
		{"init: write etc", "deny /{bin,etc,lib,lib64,usr}/** wkl,", write("/etc/gavel-test"), denied, ""},
		{"init: write var", "", write("/var/gavel-test"), denied, ""},
		{"init: write proc", "deny /proc/[0-9]*/[^a]** wkl,", write("/proc/self/oom_score_adj"), denied, ""},
		{"init: write sysctl", "deny /proc/[^0-9]** wkl,", write("/proc/sys/vm/drop_caches"), denied, ""},
		{"init: write autogroup", "deny /proc/[0-9]*/a[^t]** wkl,", write("/proc/self/autogroup"), denied, ""},
		{"init: change profile by another file", "deny /proc/[0-9]*/attr/[^a]** wkl,", write("/proc/self/attr/current"), denied, ""},
		{"init: leave the profile", "", func() error { return order("exec", "exec unconfined") }, denied, ""},
		{"init: read sys", "deny /sys/** rwklmx,", read("/sys/kernel/mm/transparent_hugepage/enabled"), denied, ""},
		{"init: unix", "network unix,", socket(unix.AF_UNIX, unix.SOCK_DGRAM), allowed, ""},
		{"init: chown box", "capability chown,", func() error { return os.Chown("/box/file", 1000, 1000) }, allowed, ""},
		{"init: chmod another's", "capability fowner,", func() error { return os.Chmod("/box/file", 0) }, allowed, ""},
		{"init: read what is closed", "capability dac_override,", read("/box/file"), allowed, ""},
		{"init: become another", "capability setuid,", idleAs(1000, 0), allowed, ""},
		{"init: become another group", "capability setgid,", idleAs(0, 1000), allowed, ""},
		{"init: drop from the bounding set", "capability setpcap,", dropSysTime, allowed, ""},
		{"init: end another's program", "capability kill,", idleAs(1000, 1000), allowed, ""},
		{"init: mount", "", mount(0), denied, ""},
		{"init: set host name", "", func() error { return unix.Sethostname([]byte("x")) }, denied, ""},
		{"init: make a device", "", func() error { return unix.Mknod("/box/null", unix.S_IFCHR|0o666, 0x103) }, denied, ""},
		{"init: signal itself", "signal (send, receive) peer={{.Init}},", signal(os.Getpid), allowed, ""},
		{"init: end a program", "signal (send, receive) peer={{.Both}},", killIdle, allowed, ""},
		{"init: read a program's maps", "", readIdle, denied, ""},
	}, familyProbes("init")...)
}

func programProbes() []probe {
	probes := append([]probe{
		{"list root", "/ r,", list("/"), allowed, ""},
		{"read library", "/usr/{,**} mrix,", read("/usr/lib/os-release"), allowed, ""},
		{"list etc", "/etc/ r,", list("/etc"), allowed, ""},
		{"read passwd", "/etc/{passwd,group,nsswitch.conf,ld.so.cache,ld.so.conf,localtime,timezone} r,", read("/etc/passwd"), allowed, ""},
		{"read linker's folder", "/etc/ld.so.conf.d/{,**} r,", read("/etc/ld.so.conf.d/file"), allowed, ""},
		{"read alternatives", "/etc/alternatives/{,**} r,", read("/etc/alternatives/file"), allowed, ""},
		{"read Java's settings", "/etc/java-*/{,**} r,", read("/etc/java-17-openjdk/file"), allowed, ""},
		{"read Python's settings", "/etc/python3*/{,**} r,", read("/etc/python3.13/file"), allowed, ""},
		{"read shadow", "", read("/etc/shadow"), denied, ""},
		{"read host name", "", read("/etc/hostname"), denied, ""},
		{"list box", "/box/ r,", list("/box"), allowed, ""},
		{"open box to write", "owner /box/ rw,", write("/box/another"), denied, allowed},
		{"write box", "owner /box/** rwk,", write("/box/other"), denied, allowed},
		{"write box in a run cell", "deny /box/** wkl,", write("/box/other"), denied, allowed},
		{"read box", "/box/** r,", read(boxPath), allowed, ""},
		{"start box", "/box/** mrix,", start(boxPath), allowed, denied},
		{"start box in a build cell", "deny /box/** x,", start(boxPath), allowed, denied},
		{"list tmp", "/tmp/ rw,", list("/tmp"), allowed, ""},
		{"write tmp", "owner /tmp/** rwk,", write("/tmp/file"), allowed, ""},
		{"link", "", func() error { return os.Link("/tmp/file", "/tmp/link") }, denied, ""},
		{"start tmp", "deny /tmp/** mx,", copyAndStart("/tmp/copy"), denied, ""},
		{"read run", "deny /run/** rwklmx,", read("/run/secret"), denied, ""},
		{"control socket", "deny /run/** rwklmx,", connect, denied, ""},
		{"list dev", "/dev/ r,", list("/dev"), allowed, ""},
		{"write null", "/dev/{null,zero,full} rw,", write("/dev/null"), allowed, ""},
		{"open random", "/dev/{random,urandom} r,", open("/dev/urandom"), allowed, ""},
		{"open kmsg", "", open("/dev/kmsg"), denied, ""},
		{"list proc", "/proc/ r,", list("/proc"), allowed, ""},
		{"list itself", "owner /proc/[0-9]*/ r,", list("/proc/self/"), allowed, ""},
		{"read status", "owner /proc/[0-9]*/{auxv,cgroup,cmdline,coredump_filter,limits,maps,mountinfo,smaps,stat,statm,status} r,", read("/proc/self/status"), allowed, ""},
		{"read environment", "", read("/proc/self/environ"), denied, ""},
		{"list descriptors", "owner /proc/[0-9]*/{fd,fdinfo,task}/{,**} r,", list("/proc/self/fd/"), allowed, ""},
		{"read processors", "/proc/{cpuinfo,filesystems,meminfo,stat,version} r,", read("/proc/cpuinfo"), allowed, ""},
		{"read sysctl", "deny /proc/{sys,fs,bus,irq,tty,driver}/** rwklmx,", read("/proc/sys/kernel/osrelease"), denied, ""},
		{"read cgroups", "deny /proc/{cgroups,kallsyms,kmsg,modules,mounts} r,", read("/proc/cgroups"), denied, ""},
		{"write oom score", "deny /proc/** wklmx,", write("/proc/self/oom_score_adj"), denied, ""},
		{"change profile", "deny /proc/** wklmx,", changeProfile, denied, ""},
		{"order an exec", "deny /proc/** wklmx,", func() error { return order("exec", "exec gavel-init-run") }, denied, ""},
		{"read sys", "deny /sys/** rwklmx,", read("/sys/kernel/mm/transparent_hugepage/enabled"), denied, ""},
		{"write usr", "deny /{bin,etc,lib,lib64,usr}/** wkl,", write("/usr/gavel-test"), denied, ""},
		{"write root", "deny /* w,", write("/gavel-test"), denied, ""},
		{"socket pair", "network unix stream,", socket(unix.AF_UNIX, unix.SOCK_STREAM), allowed, ""},
		{"datagrams", "", socket(unix.AF_UNIX, unix.SOCK_DGRAM), denied, ""},
		{"chown", "deny capability,", func() error { return os.Chown("/tmp/file", 1000, 1000) }, denied, ""},
		{"set host name", "deny capability,", func() error { return unix.Sethostname([]byte("x")) }, denied, ""},
		{"become another", "deny capability,", func() error { return unix.Setresuid(1000, 1000, 1000) }, denied, ""},
		{"mount", "deny mount,", mount(0), denied, ""},
		{"remount", "deny remount,", mount(unix.MS_REMOUNT), denied, ""},
		{"unmount", "deny umount,", func() error { return unix.Unmount("/proc", unix.MNT_DETACH) }, denied, ""},
		{"pivot root", "deny pivot_root,", func() error { return unix.PivotRoot("/tmp", "/tmp") }, denied, ""},
		{"trace init", "deny ptrace (read, trace, tracedby),", func() error { return unix.PtraceAttach(os.Getppid()) }, denied, ""},
		{"read init's maps", "deny ptrace (read, trace, tracedby),", func() error { return read(fmt.Sprintf("/proc/%d/maps", os.Getppid()))() }, denied, ""},
		{"signal init", "", signal(os.Getppid), denied, ""},
		{"signal self", "signal (send, receive) peer={{.Both}},", signal(os.Getpid), allowed, ""},
		{"signal own child", "signal (send, receive) peer={{.Both}},", killIdle, allowed, ""},
	}, familyProbes("program")...)
	for _, path := range secrets {
		if dir, _, _ := strings.Cut(path[1:], "/"); dir != "etc" && dir != "run" {
			probes = append(probes, probe{"read " + dir, "deny /{boot,home,media,mnt,opt,root,srv,var}/{,**} rwklmx,", read(path), denied, ""})
		}
	}
	return probes
}

// familyProbes are the same for both.
func familyProbes(who string) (probes []probe) {
	for name, family := range map[string][2]int{
		"inet": {unix.AF_INET, unix.SOCK_STREAM}, "inet6": {unix.AF_INET6, unix.SOCK_DGRAM}, "netlink": {unix.AF_NETLINK, unix.SOCK_RAW},
		"packet": {unix.AF_PACKET, unix.SOCK_RAW}, "alg": {unix.AF_ALG, unix.SOCK_SEQPACKET}, "vsock": {unix.AF_VSOCK, unix.SOCK_STREAM},
	} {
		probes = append(probes, probe{who + ": " + name, "deny network " + name + ",", socket(family[0], family[1]), denied, ""})
	}
	return probes
}

// TestEveryRuleHasAProbe compares the template with the probes.
func TestEveryRuleHasAProbe(t *testing.T) {
	before, after, _ := strings.Cut(profilesText, "profile {{.Program}}")
	for _, side := range []struct {
		name, text string
		probes     []probe
	}{{"gavel-init's", before, initProbes()}, {"the program's", after, programProbes()}} {
		probed, there := map[string]bool{}, map[string]bool{"": true}
		for _, p := range side.probes {
			probed[p.rule] = true
		}
		for line := range strings.Lines(side.text) {
			rule := strings.TrimSpace(line)
			if !strings.HasSuffix(rule, ",") || strings.HasPrefix(rule, "#") {
				continue
			}
			if unprobed[rule] == "" && !probed[rule] {
				t.Errorf("%s rule %q has no probe", side.name, rule)
			}
			there[rule] = true
		}
		for rule := range probed {
			if !there[rule] {
				t.Errorf("a probe shows %q, which is none of %s rules", rule, side.name)
			}
		}
	}
}

// What probes try.

func read(path string) func() error {
	return func() error { _, err := os.ReadFile(path); return err }
}

func write(path string) func() error {
	return func() error { return os.WriteFile(path, []byte("0"), 0o755) }
}

func list(dir string) func() error {
	return func() error { _, err := os.ReadDir(dir); return err }
}

func open(path string) func() error {
	return func() error {
		f, err := os.Open(path)
		if err == nil {
			f.Close()
		}
		return err
	}
}

// start runs a copy of the program at the path.
func start(path string) func() error {
	return func() error {
		cmd := exec.Command(path, "-test.run", "none")
		cmd.Env = []string{}
		return cmd.Run()
	}
}

func copyAndStart(path string) func() error {
	return func() error {
		data, err := os.ReadFile(programPath)
		if err != nil {
			return err
		}
		if err := os.WriteFile(path, data, 0o755); err != nil {
			return err
		}
		return start(path)()
	}
}

func socket(family, kind int) func() error {
	return func() error {
		if family == unix.AF_UNIX {
			pair, err := unix.Socketpair(family, kind, 0)
			if err == nil {
				unix.Close(pair[0])
				unix.Close(pair[1])
			}
			return err
		}
		fd, err := unix.Socket(family, kind, 0)
		if err == nil {
			unix.Close(fd)
		}
		return err
	}
}

func connect() error {
	conn, err := net.Dial("unixpacket", socketPath)
	if err == nil {
		conn.Close()
	}
	return err
}

func mount(flags uintptr) func() error {
	return func() error { return unix.Mount("none", "/tmp", "tmpfs", flags, "") }
}

func signal(pid func() int) func() error {
	return func() error { return syscall.Kill(pid(), syscall.SIGCONT) }
}

func changeProfile() error {
	return os.WriteFile("/proc/thread-self/attr/current", []byte("changeprofile unconfined"), 0)
}

func dropSysTime() error { return unix.Prctl(unix.PR_CAPBSET_DROP, unix.CAP_SYS_TIME, 0, 0, 0) }

func idle() *exec.Cmd {
	cmd := exec.Command(programPath)
	cmd.Env = []string{roleVariable + "=" + roleIdle}
	return cmd
}

// endIdle starts a program, does something with it and ends it by a signal. It
// waits for the program's word: Start returns where the child is about to execute
// its file, and may wear its parent's profile still.
func endIdle(cmd *exec.Cmd, first func(pid int) error) error {
	word, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	if _, err = word.Read(make([]byte, 1)); err == nil {
		err = first(cmd.Process.Pid)
	}
	if killErr := cmd.Process.Kill(); err == nil {
		err = killErr
	}
	cmd.Wait()
	return err
}

func nothing(int) error { return nil }

func killIdle() error { return endIdle(idle(), nothing) }

func readIdle() error {
	return endIdle(idle(), func(pid int) error { return read(fmt.Sprintf("/proc/%d/maps", pid))() })
}

func idleAs(uid, gid uint32) func() error {
	return func() error {
		cmd := idle()
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uid, Gid: gid, NoSetGroups: true}}
		return endIdle(cmd, nothing)
	}
}
