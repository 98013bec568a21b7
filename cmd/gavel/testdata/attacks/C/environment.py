# group: C
# attack: finds the worker's settings and secrets in its environment
# layer: gavel-init
# want: accepted
# held: names, as-started
import os


def check(what, right, told=""):
    print("held" if right else "BREACH", what, told)


known = {"PATH", "HOME", "LANG", "ONLINE_JUDGE", "PYTHONHASHSEED"}
check("names", set(os.environ) <= known, dict(os.environ))
started = {v.split(b"=")[0].decode() for v in open("/proc/self/environ", "rb").read().split(b"\0") if v}
check("as-started", started <= known, started)
