# group: A
# attack: uses a descriptor that the runtime or gavel-init left open (as in CVE-2024-21626)
# layer: gavel-init
# want: accepted
# held: open-descriptors, stdin, stdout, stderr
import os


def check(what, right, told=""):
    print("held" if right else "BREACH", what, told)


def link(fd):
    try:
        return os.readlink(f"/proc/self/fd/{fd}")
    except OSError:
        return None


left = [fd for fd in range(3, 1024) if link(fd)]
check("open-descriptors", not left, [link(fd) for fd in left])
check("stdin", link(0).startswith("/memfd:"), link(0))
check("stdout", link(1).startswith("pipe:"), link(1))
check("stderr", link(2).startswith("pipe:"), link(2))
