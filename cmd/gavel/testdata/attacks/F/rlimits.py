# group: F
# attack: raises every limit that it was given
# layer: rlimits (no CAP_SYS_RESOURCE)
# want: accepted
# held: CORE, CPU, FSIZE, MEMLOCK, MSGQUEUE, NOFILE, RTPRIO, SIGPENDING, STACK
import resource


def attempt(what, step):
    try:
        got = step()
    except (OSError, ValueError) as e:
        print("held", what, e)
    else:
        print("BREACH", what, got)


for name in ("CORE", "CPU", "FSIZE", "MEMLOCK", "MSGQUEUE", "NOFILE", "RTPRIO", "SIGPENDING", "STACK"):
    number = {"MSGQUEUE": 12, "RTPRIO": 14, "SIGPENDING": 11}.get(name) or getattr(resource, "RLIMIT_" + name)
    attempt(name, lambda: resource.setrlimit(number, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)))
