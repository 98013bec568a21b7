// group: B
// attack: asynchronous I/O of the old kind, and calls nobody uses any more
// layer: seccomp
// want: accepted
// held: io_setup, io_submit, io_destroy, uselib, sysfs, ustat, vserver, create_module, nfsservctl, rt_sigqueueinfo, rt_tgsigqueueinfo
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>

// A call that the kernel looked at is one that got through, whatever it said then.
static void refused(const char *what, long got) {
    if (got == -1 && (errno == EPERM || errno == ENOSYS || errno == EAFNOSUPPORT))
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld, %s\n", what, got, std::strerror(errno));
}

int main() {
    unsigned long context = 0;
    refused("io_setup", syscall(SYS_io_setup, 1, &context));
    refused("io_submit", syscall(SYS_io_submit, 0, 0, 0));
    refused("io_destroy", syscall(SYS_io_destroy, 0));
    refused("uselib", syscall(SYS_uselib, "/x"));
    refused("sysfs", syscall(SYS_sysfs, 3));
    refused("ustat", syscall(SYS_ustat, 0, 0));
    refused("vserver", syscall(SYS_vserver));
    refused("create_module", syscall(SYS_create_module, 0, 0));
    refused("nfsservctl", syscall(SYS_nfsservctl, 0, 0, 0));
    refused("rt_sigqueueinfo", syscall(SYS_rt_sigqueueinfo, getpid(), 0, 0));
    refused("rt_tgsigqueueinfo", syscall(SYS_rt_tgsigqueueinfo, getpid(), getpid(), 0, 0));
}
