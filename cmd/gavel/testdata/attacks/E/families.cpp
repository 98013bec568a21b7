// group: E
// attack: opens a socket of any family: internet, netlink, packet, Bluetooth and the rest
// layer: seccomp
// want: accepted
// held: families
#include <cerrno>
#include <initializer_list>
#include <cstdio>
#include <cstring>
#include <unistd.h>
#include <sys/syscall.h>
#include <sys/socket.h>
int main() {
    int through = 0;
    for (int family = 0; family < 64; family++)
        for (int type : {SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_SEQPACKET, SOCK_PACKET})
            through += !(socket(family, type, 0) == -1 && errno == EAFNOSUPPORT);
    std::printf(through ? "BREACH %d kinds\n" : "held families\n", through);
}
