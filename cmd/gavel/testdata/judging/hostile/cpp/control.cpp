// want: accepted
// expected: refused
// The socket and the program of the cell's first process.
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <initializer_list>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
int main() {
    int done = 0;
    done += open("/run/gavel/socket", O_RDWR) >= 0;
    done += unlink("/run/gavel/socket") == 0;
    done += open("/run/gavel/init", O_WRONLY) >= 0;
    done += rename("/run/gavel/socket", "/tmp/socket") == 0;
    int s = socket(AF_UNIX, SOCK_STREAM, 0);
    int pair[2] = {-1, -1};
    socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair);
    for (int fd : {s, pair[0]}) {
        sockaddr_un to{};
        to.sun_family = AF_UNIX;
        std::strcpy(to.sun_path, "/run/gavel/socket");
        done += fd >= 0 && connect(fd, (sockaddr *)&to, sizeof to) == 0;
    }
    done += s >= 0;
    if (done) std::printf("%d succeeded\n", done);
    else std::puts("refused");
}
