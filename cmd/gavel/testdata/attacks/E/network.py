# group: E
# attack: connects to the worker's own address, the host, the cloud's metadata and a name
# layer: seccomp, network namespace
# want: accepted
# limits: cpu_ms=4000
# held: worker, any, metadata, six, listen, name, raw, interfaces
import socket


def attempt(what, step):
    try:
        got = step()
    except (OSError, ValueError) as e:
        print("held", what, e)
    else:
        print("BREACH", what, got)


for name, family, address in (
    ("worker", socket.AF_INET, ("127.0.0.1", 8080)), ("any", socket.AF_INET, ("0.0.0.0", 22)),
    ("metadata", socket.AF_INET, ("169.254.169.254", 80)), ("six", socket.AF_INET6, ("::1", 8080)),
):
    attempt(name, lambda: socket.socket(family).connect(address))
attempt("listen", lambda: socket.create_server(("127.0.0.1", 0)))
attempt("name", lambda: socket.getaddrinfo("example.org", 80))
attempt("raw", lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW))
attempt("interfaces", lambda: socket.if_nameindex())
