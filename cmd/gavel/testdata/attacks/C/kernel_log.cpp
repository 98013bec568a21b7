// group: C
// attack: reads kernel addresses and logs
// layer: seccomp, mount
// want: accepted
// held: syslog, kmsg, kallsyms, boot-id, stack-of-init, wchan-of-init, pagemap
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <fcntl.h>
#include <sys/klog.h>

static void fails(const char *what, long got) {
    if (got == -1)
        std::printf("held %s %s\n", what, std::strerror(errno));
    else
        std::printf("BREACH %s: %ld\n", what, got);
}

int main() {
    char buffer[64];
    fails("syslog", klogctl(3, buffer, sizeof buffer));
    fails("kmsg", open("/dev/kmsg", O_RDONLY));
    fails("kallsyms", open("/proc/kallsyms", O_RDONLY));
    fails("boot-id", open("/proc/sys/kernel/random/boot_id", O_RDONLY));
    fails("stack-of-init", open("/proc/1/stack", O_RDONLY));
    fails("wchan-of-init", open("/proc/1/wchan", O_RDONLY));
    // One's own page map may be opened, but tells no physical page.
    unsigned long entry = 0;
    int map = open("/proc/self/pagemap", O_RDONLY);
    bool told = map >= 0 && pread(map, &entry, 8, (unsigned long)&entry / 4096 * 8) == 8 && (entry & ((1ul << 55) - 1)) != 0;
    std::puts(told ? "BREACH physical addresses" : "held pagemap");
}
