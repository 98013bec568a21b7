//go:build linux && cgo

package seccomp

import (
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// argumentCase is one call with one argument list and the right answer to it.
type argumentCase struct {
	name   string
	number int
	args   [5]uint64
	want   syscall.Errno
}

const threadFlags = unix.CLONE_VM | unix.CLONE_FS | unix.CLONE_FILES | unix.CLONE_SIGHAND | unix.CLONE_THREAD |
	unix.CLONE_SYSVSEM | unix.CLONE_SETTLS | unix.CLONE_PARENT_SETTID | unix.CLONE_CHILD_CLEARTID

func argumentCases() []argumentCase {
	const upper = 1 << 32
	deny := syscall.EPERM
	cases := []argumentCase{
		{"clone of a thread", unix.SYS_CLONE, [5]uint64{threadFlags}, 0},
		{"clone of a process", unix.SYS_CLONE, [5]uint64{uint64(syscall.SIGCHLD)}, 0},
		{"clone3", unix.SYS_CLONE3, [5]uint64{}, syscall.ENOSYS},
		{"openat2", unix.SYS_OPENAT2, [5]uint64{}, syscall.ENOSYS},
		{"unshare", unix.SYS_UNSHARE, [5]uint64{unix.CLONE_NEWUSER}, deny},

		{"socketpair unix", unix.SYS_SOCKETPAIR, [5]uint64{unix.AF_UNIX, unix.SOCK_STREAM}, 0},
		{"socketpair inet", unix.SYS_SOCKETPAIR, [5]uint64{unix.AF_INET, unix.SOCK_STREAM}, deny},
		{"socketpair tipc", unix.SYS_SOCKETPAIR, [5]uint64{unix.AF_TIPC, unix.SOCK_STREAM}, deny},
		{"socket unix", unix.SYS_SOCKET, [5]uint64{unix.AF_UNIX, unix.SOCK_STREAM}, syscall.EAFNOSUPPORT},
		{"socket inet", unix.SYS_SOCKET, [5]uint64{unix.AF_INET, unix.SOCK_STREAM}, syscall.EAFNOSUPPORT},
		{"socket alg", unix.SYS_SOCKET, [5]uint64{unix.AF_ALG, unix.SOCK_SEQPACKET}, syscall.EAFNOSUPPORT},
		{"socket vsock", unix.SYS_SOCKET, [5]uint64{unix.AF_VSOCK, unix.SOCK_STREAM}, syscall.EAFNOSUPPORT},
		{"send to the peer", unix.SYS_SENDTO, [5]uint64{3, 1, 1}, 0},
		{"send to an address", unix.SYS_SENDTO, [5]uint64{3, 1, 1, 0, 0x7fff_0000}, deny},
		{"send to an address above 4 GiB", unix.SYS_SENDTO, [5]uint64{3, 1, 1, 0, 0x7fff_0000_0000}, deny},
		{"receive with an address", unix.SYS_RECVFROM, [5]uint64{3, 1, 1, 0, upper}, deny},

		{"ioctl TCGETS", unix.SYS_IOCTL, [5]uint64{0, unix.TCGETS}, 0},
		{"ioctl TCGETS with upper bits", unix.SYS_IOCTL, [5]uint64{0, upper | unix.TCGETS}, 0},
		{"ioctl TIOCSTI", unix.SYS_IOCTL, [5]uint64{0, unix.TIOCSTI}, deny},
		{"ioctl TIOCSTI with upper bits", unix.SYS_IOCTL, [5]uint64{0, upper | unix.TIOCSTI}, deny},
		{"ioctl TIOCLINUX", unix.SYS_IOCTL, [5]uint64{0, unix.TIOCLINUX}, deny},
		{"ioctl FICLONE", unix.SYS_IOCTL, [5]uint64{0, unix.FICLONE}, deny},

		{"personality default", unix.SYS_PERSONALITY, [5]uint64{0}, 0},
		{"personality question", unix.SYS_PERSONALITY, [5]uint64{0xFFFFFFFF}, 0},
		{"personality without randomisation", unix.SYS_PERSONALITY, [5]uint64{0x0040000}, deny},
		{"personality 32 bits", unix.SYS_PERSONALITY, [5]uint64{8}, deny},

		{"prctl SET_NAME", unix.SYS_PRCTL, [5]uint64{unix.PR_SET_NAME}, 0},
		{"prctl SET_NO_NEW_PRIVS", unix.SYS_PRCTL, [5]uint64{unix.PR_SET_NO_NEW_PRIVS, 1}, 0},
		{"prctl SET_VMA", unix.SYS_PRCTL, [5]uint64{unix.PR_SET_VMA}, 0},
		{"prctl SET_MM", unix.SYS_PRCTL, [5]uint64{unix.PR_SET_MM}, deny},
		{"prctl SET_PTRACER", unix.SYS_PRCTL, [5]uint64{unix.PR_SET_PTRACER}, deny},
		{"prctl SET_MEMORY_MERGE", unix.SYS_PRCTL, [5]uint64{67, 1}, deny},
		{"prctl SET_IO_FLUSHER", unix.SYS_PRCTL, [5]uint64{unix.PR_SET_IO_FLUSHER}, deny},
		{"prctl SET_TSC", unix.SYS_PRCTL, [5]uint64{unix.PR_SET_TSC}, deny},
		{"prctl SET_SYSCALL_USER_DISPATCH", unix.SYS_PRCTL, [5]uint64{59}, deny},

		{"fcntl SETFL", unix.SYS_FCNTL, [5]uint64{0, unix.F_SETFL}, 0},
		{"fcntl SETLK", unix.SYS_FCNTL, [5]uint64{0, unix.F_SETLK}, deny},
		{"fcntl OFD_SETLKW", unix.SYS_FCNTL, [5]uint64{0, unix.F_OFD_SETLKW}, deny},
		{"fcntl SETLEASE", unix.SYS_FCNTL, [5]uint64{0, unix.F_SETLEASE}, deny},
		{"fcntl SETOWN", unix.SYS_FCNTL, [5]uint64{0, unix.F_SETOWN}, deny},
		{"fcntl NOTIFY", unix.SYS_FCNTL, [5]uint64{0, unix.F_NOTIFY}, deny},
		{"flock", unix.SYS_FLOCK, [5]uint64{0, unix.LOCK_EX}, deny},

		{"madvise DONTNEED", unix.SYS_MADVISE, [5]uint64{0, 0, unix.MADV_DONTNEED}, 0},
		{"madvise MERGEABLE", unix.SYS_MADVISE, [5]uint64{0, 0, unix.MADV_MERGEABLE}, deny},
		{"madvise MERGEABLE with upper bits", unix.SYS_MADVISE, [5]uint64{0, 0, upper | unix.MADV_MERGEABLE}, deny},
		{"madvise PAGEOUT", unix.SYS_MADVISE, [5]uint64{0, 0, unix.MADV_PAGEOUT}, deny},
		{"madvise HWPOISON", unix.SYS_MADVISE, [5]uint64{0, 0, unix.MADV_HWPOISON}, deny},
		{"fadvise SEQUENTIAL", unix.SYS_FADVISE64, [5]uint64{0, 0, 0, unix.FADV_SEQUENTIAL}, 0},
		{"fadvise DONTNEED", unix.SYS_FADVISE64, [5]uint64{0, 0, 0, unix.FADV_DONTNEED}, deny},
		{"listxattr", unix.SYS_LISTXATTR, [5]uint64{}, syscall.EOPNOTSUPP},
	}
	namespaces := map[string]uint64{
		"NEWNS": unix.CLONE_NEWNS, "NEWCGROUP": unix.CLONE_NEWCGROUP, "NEWUTS": unix.CLONE_NEWUTS,
		"NEWIPC": unix.CLONE_NEWIPC, "NEWUSER": unix.CLONE_NEWUSER, "NEWPID": unix.CLONE_NEWPID,
		"NEWNET": unix.CLONE_NEWNET, "NEWTIME": unix.CLONE_NEWTIME,
	}
	for name, flag := range namespaces {
		cases = append(cases,
			argumentCase{"clone " + name, unix.SYS_CLONE, [5]uint64{flag | uint64(syscall.SIGCHLD)}, deny},
			argumentCase{"clone " + name + " with upper bits", unix.SYS_CLONE, [5]uint64{upper | flag}, deny},
		)
	}
	return cases
}

// TestArguments asks the kernel about calls that are judged by an argument.
func TestArguments(t *testing.T) {
	for _, profile := range []string{"run", "build"} {
		answers := map[string]syscall.Errno{}
		onThread(t, func() error {
			if err := install(probeFilter()); err != nil {
				return err
			}
			if err := installProfile(profile); err != nil {
				return err
			}
			for _, c := range argumentCases() {
				answers[c.name] = ask(c.number, c.args)
			}
			return nil
		})
		for _, c := range argumentCases() {
			want := c.want
			if profile == "build" && (c.number == unix.SYS_SENDTO || c.number == unix.SYS_RECVFROM) {
				want = syscall.EPERM // no compiler passes messages
			}
			if got := answers[c.name]; got != want {
				t.Errorf("%s: %s: got %v, want %v", profile, c.name, answerName(got), answerName(want))
			}
		}
	}
}

// TestCellArguments: what the container's filter judges by an argument.
func TestCellArguments(t *testing.T) {
	m := compiled(t, "cell")
	for _, c := range []argumentCase{
		{"socket unix", unix.SYS_SOCKET, [5]uint64{unix.AF_UNIX, unix.SOCK_SEQPACKET}, 0},
		{"socket inet", unix.SYS_SOCKET, [5]uint64{unix.AF_INET}, syscall.EAFNOSUPPORT},
		{"socket inet6", unix.SYS_SOCKET, [5]uint64{unix.AF_INET6}, syscall.EAFNOSUPPORT},
		{"socket netlink", unix.SYS_SOCKET, [5]uint64{unix.AF_NETLINK}, syscall.EAFNOSUPPORT},
		{"socket unix with upper bits", unix.SYS_SOCKET, [5]uint64{1<<32 | unix.AF_UNIX}, syscall.EAFNOSUPPORT},
		{"clone NEWUSER", unix.SYS_CLONE, [5]uint64{unix.CLONE_NEWUSER}, syscall.EPERM},
		{"clone3", unix.SYS_CLONE3, [5]uint64{}, syscall.ENOSYS},
		{"prctl SET_DUMPABLE", unix.SYS_PRCTL, [5]uint64{unix.PR_SET_DUMPABLE}, 0},
		{"prctl SET_CHILD_SUBREAPER", unix.SYS_PRCTL, [5]uint64{unix.PR_SET_CHILD_SUBREAPER, 1}, 0},
		{"prctl SET_MM", unix.SYS_PRCTL, [5]uint64{unix.PR_SET_MM}, syscall.EPERM},
		{"mount", unix.SYS_MOUNT, [5]uint64{}, syscall.EPERM},
		{"ptrace", unix.SYS_PTRACE, [5]uint64{}, syscall.EPERM},
		{"io_uring_setup", unix.SYS_IO_URING_SETUP, [5]uint64{}, syscall.EPERM},
		{"memfd_create", unix.SYS_MEMFD_CREATE, [5]uint64{}, syscall.EPERM},
	} {
		if got := m.answer(t, c.number, c.args); got != c.want {
			t.Errorf("%s: got %v, want %v", c.name, answerName(got), answerName(c.want))
		}
	}
}
