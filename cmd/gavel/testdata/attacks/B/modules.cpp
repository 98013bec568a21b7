// group: B
// attack: loads modules and kernels
// layer: seccomp
// want: accepted
// held: init_module, finit_module, delete_module, kexec_load, kexec_file_load
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
    refused("init_module", syscall(SYS_init_module, "", 0, ""));
    refused("finit_module", syscall(SYS_finit_module, 0, "", 0));
    refused("delete_module", syscall(SYS_delete_module, "loop", 0));
    refused("kexec_load", syscall(SYS_kexec_load, 0, 0, 0, 0));
    refused("kexec_file_load", syscall(SYS_kexec_file_load, 0, 0, 0, 0, 0));
}
