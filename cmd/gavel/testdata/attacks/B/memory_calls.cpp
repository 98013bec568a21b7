// group: B
// attack: memory outside the file system's limits, keys of pages, pages of other nodes
// layer: seccomp
// want: accepted
// held: memfd_create, memfd_secret, remap_file_pages, pkey_alloc, pkey_mprotect, modify_ldt, mlockall, mlock2, mbind, set_mempolicy, migrate_pages, move_pages, map_shadow_stack
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <sys/mman.h>

// A call that the kernel looked at is one that got through, whatever it said then.
static void refused(const char *what, long got) {
    if (got == -1 && (errno == EPERM || errno == ENOSYS || errno == EAFNOSUPPORT))
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld, %s\n", what, got, std::strerror(errno));
}

int main() {
    refused("memfd_create", memfd_create("x", 0));
    refused("memfd_secret", syscall(447, 0));
    refused("remap_file_pages", syscall(SYS_remap_file_pages, 0, 0, 0, 0, 0));
    refused("pkey_alloc", syscall(SYS_pkey_alloc, 0, 0));
    refused("pkey_mprotect", syscall(SYS_pkey_mprotect, 0, 0, 0, -1));
    refused("modify_ldt", syscall(SYS_modify_ldt, 0, 0, 0));
    refused("mlockall", mlockall(MCL_CURRENT));
    refused("mlock2", syscall(SYS_mlock2, 0, 0, 0));
    refused("mbind", syscall(SYS_mbind, 0, 0, 0, 0, 0, 0));
    refused("set_mempolicy", syscall(SYS_set_mempolicy, 0, 0, 0));
    refused("migrate_pages", syscall(SYS_migrate_pages, 0, 0, 0, 0));
    refused("move_pages", syscall(SYS_move_pages, 0, 0, 0, 0, 0, 0));
    refused("map_shadow_stack", syscall(453, 0, 0, 0));
}
