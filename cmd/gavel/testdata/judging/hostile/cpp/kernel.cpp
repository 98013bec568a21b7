// want: accepted
// expected: refused
// Calls that no judged program has a use for, each with arguments that could work.
#include <cstdio>
#include <fcntl.h>
#include <initializer_list>
#include <sched.h>
#include <csignal>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
int done = 0;
void tell(const char *name, long result) {
    if (result >= 0) std::printf("%s\n", name), done++;
}
#define TRY(name, ...) tell(#name, syscall(SYS_##name __VA_OPT__(, ) __VA_ARGS__))
int main() {
    static char room[4096];
    int ends[2], more[2];
    pipe(ends), pipe(more);
    write(ends[1], "x", 1);
    TRY(ptrace, 0, 0, 0, 0);
    TRY(ptrace, 16, 1, 0, 0);
    TRY(process_vm_readv, getpid(), 0, 0, 0, 0, 0);
    TRY(unshare, 0x10000000);
    TRY(unshare, 0x20000);
    TRY(setns, 0, 0);
    TRY(mount, "none", "/tmp", "tmpfs", 0, 0);
    TRY(umount2, "/tmp", 2);
    TRY(pivot_root, "/tmp", "/tmp");
    TRY(chroot, "/tmp");
    TRY(fsopen, "tmpfs", 0);
    TRY(open_tree, -100, "/", 1);
    TRY(keyctl, 0, -3, 1);
    TRY(add_key, "user", "name", "value", 5, -3);
    TRY(request_key, "user", "name", 0, -3);
    TRY(bpf, 0, room, 128);
    TRY(perf_event_open, room, 0, -1, -1, 0);
    TRY(userfaultfd, 1);
    TRY(io_uring_setup, 8, room);
    TRY(io_setup, 8, room);
    TRY(init_module, room, 1, "");
    TRY(finit_module, 0, "", 0);
    TRY(delete_module, "x", 0);
    TRY(kexec_load, 0, 0, 0, 0);
    TRY(reboot, 0xfee1dead, 672274793, 0, 0);
    TRY(swapon, "/tmp/x", 0);
    TRY(sethostname, "x", 1);
    TRY(setdomainname, "x", 1);
    TRY(clock_settime, 0, room);
    TRY(settimeofday, room, 0);
    TRY(adjtimex, room);
    TRY(iopl, 3);
    TRY(ioperm, 0, 1, 1);
    TRY(modify_ldt, 0, room, 16);
    TRY(personality, 0x0040000);
    TRY(setuid, 0);
    TRY(setgid, 0);
    TRY(setresuid, 0, 0, 0);
    TRY(setgroups, 0, 0);
    TRY(capset, room, room);
    TRY(setrlimit, RLIMIT_CORE, room);
    TRY(socket, 2, 1, 0);
    TRY(socket, 10, 2, 0);
    TRY(socket, 1, 1, 0);
    TRY(socket, 16, 3, 0);
    TRY(socket, 17, 3, 0);
    TRY(socket, 38, 5, 0);
    TRY(socket, 40, 1, 0);
    TRY(socketpair, 16, 3, 0, room);
    TRY(shmget, 0, 4096, 01600);
    TRY(semget, 0, 1, 01600);
    TRY(msgget, 0, 01600);
    TRY(mq_open, "x", O_CREAT | O_RDWR, 0600, 0);
    TRY(inotify_init1, 0);
    TRY(fanotify_init, 0, 0);
    TRY(memfd_create, "x", 0);
    TRY(memfd_secret, 0);
    TRY(splice, ends[0], 0, more[1], 0, 1, 2);
    TRY(tee, ends[0], more[1], 1, 2);
    TRY(vmsplice, ends[1], 0, 0, 0);
    TRY(name_to_handle_at, -100, "/", room, room, 0);
    TRY(open_by_handle_at, -100, room, 0);
    TRY(chown, "/tmp", 0, 0);
    TRY(mknod, "/tmp/x", 0020600, 0x101);
    TRY(setxattr, "/tmp", "user.x", "y", 1, 0);
    TRY(setpriority, 0, 0, -5);
    TRY(sched_setscheduler, 0, 1, room + 100);
    TRY(ioprio_set, 1, 0, 0x2000);
    TRY(mlockall, 1);
    TRY(mlock, room, 4096);
    TRY(pidfd_open, getpid(), 0);
    TRY(pidfd_getfd, 0, 0, 0);
    TRY(seccomp, 1, 0, room);
    TRY(landlock_create_ruleset, 0, 0, 1);
    TRY(syslog, 3, room, 100);
    TRY(quotactl, 0, 0, 0, 0);
    TRY(acct, 0);
    TRY(vhangup);
    TRY(lookup_dcookie, 0, room, 100);
    TRY(move_pages, 0, 0, 0, 0, 0, 0);
    TRY(migrate_pages, 0, 0, 0, 0);
    TRY(set_mempolicy, 0, 0, 0);
    TRY(kcmp, getpid(), getpid(), 0, 0, 1);
    TRY(rt_sigqueueinfo, 1, 9, room);
    TRY(sync);
    TRY(clone, 0x10000000 | SIGCHLD, 0, 0, 0, 0);
    TRY(clone, 0x40000000 | SIGCHLD, 0, 0, 0, 0);
    rlimit higher{RLIM_INFINITY, RLIM_INFINITY};
    for (auto which : {RLIMIT_CORE, RLIMIT_NOFILE, RLIMIT_FSIZE, RLIMIT_CPU, RLIMIT_MEMLOCK, RLIMIT_RTPRIO, RLIMIT_NICE})
        tell("prlimit64", syscall(SYS_prlimit64, 0, which, &higher, 0));
    tell("prlimit64 of 1", syscall(SYS_prlimit64, 1, RLIMIT_NOFILE, &higher, 0));
    if (!done) std::puts("refused");
}
