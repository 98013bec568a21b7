# want: accepted
# expected: refused
import socket

opened = []
for family in [socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_NETLINK, socket.AF_PACKET]:
    for kind in [socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW]:
        try:
            socket.socket(family, kind)
            opened.append((family.name, kind.name))
        except OSError:
            pass
print(opened or "refused")
