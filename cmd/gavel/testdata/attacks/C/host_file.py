# group: C
# attack: reads a file of the host, by every path that has once led out of a container
# layer: mount
# want: accepted
# held: direct, dots, self-root, self-cwd, init-root, init-cwd, fd-dots, box-dots, host-tmp
import os


def attempt(what, step):
    try:
        got = step()
    except (OSError, ValueError) as e:
        print("held", what, e)
    else:
        print("BREACH", what, got)


secret = "/var/tmp/gavel-attack/secret"
up = "/.." * 40
for name, path in (
    ("direct", secret), ("dots", up + secret), ("self-root", "/proc/self/root" + up + secret),
    ("self-cwd", "/proc/self/cwd" + up + secret), ("init-root", "/proc/1/root" + secret),
    ("init-cwd", "/proc/1/cwd" + up + secret), ("fd-dots", "/proc/self/fd/0/.." + up + secret), ("box-dots", "/box" + up + secret),
    ("host-tmp", "/tmp" + up + secret),
):
    attempt(name, lambda: open(path).read())
