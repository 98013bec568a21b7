# group: D
# attack: tells the next test something by the times of files that both see
# layer: mount (read-only, noatime)
# want: accepted
# stdin: leave
# stdin: look
# held: set, read
import os


def attempt(what, step):
    try:
        got = step()
    except (OSError, ValueError) as e:
        print("held", what, e)
    else:
        print("BREACH", what, got)


before = os.stat("/etc/nsswitch.conf").st_atime_ns
open("/etc/nsswitch.conf").read()
print("held" if os.stat("/etc/nsswitch.conf").st_atime_ns == before else "BREACH", "read")
attempt("set", lambda: os.utime("/etc/nsswitch.conf", (1, 1)))
