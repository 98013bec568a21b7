# group: A
# attack: reads or writes gavel-init through /proc
# layer: mount (hidepid)
# want: accepted
# held: mem, maps, environ, fd, root, cwd, exe, task, listed
import os


def attempt(what, step):
    try:
        got = step()
    except (OSError, ValueError) as e:
        print("held", what, e)
    else:
        print("BREACH", what, got)


for name in ("mem", "maps", "environ", "fd", "root", "cwd", "exe", "task"):
    path = "/proc/1/" + name
    attempt(name, lambda: os.listdir(path) if name in ("fd", "root", "cwd", "task") else open(path, "rb").read(1))
print("BREACH" if "1" in os.listdir("/proc") else "held", "listed")
