# group: A
# attack: finds its control group and raises its limits
# layer: cgroup namespace, mount (no /sys)
# want: accepted
# held: paths, /sys, /sys/fs/cgroup, release_agent
import os


def attempt(what, step):
    try:
        got = step()
    except (OSError, ValueError) as e:
        print("held", what, e)
    else:
        print("BREACH", what, got)


groups = {line.split(":", 2)[2] for line in open("/proc/self/cgroup").read().splitlines()}
print("held" if groups == {"/"} else "BREACH", "paths", groups)
attempt("/sys", lambda: os.listdir("/sys"))
attempt("/sys/fs/cgroup", lambda: os.mkdir("/sys/fs/cgroup/mine"))
attempt("release_agent", lambda: os.open("/sys/fs/cgroup/memory/release_agent", os.O_WRONLY))
