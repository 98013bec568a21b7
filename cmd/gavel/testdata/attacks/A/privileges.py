# group: A
# attack: looks for privileges that whoever started it forgot to give up: a warm interpreter as much as gavel-init
# layer: gavel-init, warm process (gives up all before a program)
# want: accepted
# stdin: first
# stdin: second
# held: capabilities, filters, no-new-privileges, groups, ids, session, limits, descriptors, processes, landlock, back
import os
import resource


def tell(what, right, *seen):
    print("held" if right else "BREACH", what, *([] if right else seen))


with open("/proc/self/status") as file:
    status = dict(line.rstrip("\n").split(":", 1) for line in file)
status = {name: value.strip() for name, value in status.items()}
capabilities = {name: status[name] for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")}
tell("capabilities", all(int(value, 16) == 0 for value in capabilities.values()), capabilities)
tell("filters", status["Seccomp"] == "2" and int(status.get("Seccomp_filters", "2")) >= 2, status.get("Seccomp_filters"))
tell("no-new-privileges", status["NoNewPrivs"] == "1")
tell("groups", os.getgroups() == [], os.getgroups())
tell("ids", len(set(os.getresuid())) == 1 and len(set(os.getresgid())) == 1 and os.getuid() > 0, os.getresuid(), os.getresgid())
tell("session", os.getsid(0) == os.getpid() == os.getpgid(0) and os.getppid() == 1, os.getsid(0), os.getpid(), os.getppid())

limits = {"core": (resource.RLIMIT_CORE, 1), "files": (resource.RLIMIT_NOFILE, 256), "memlock": (resource.RLIMIT_MEMLOCK, 0),
          "queues": (resource.RLIMIT_MSGQUEUE, 0), "pending": (resource.RLIMIT_SIGPENDING, 256), "rtprio": (resource.RLIMIT_RTPRIO, 0)}
wrong = {name: resource.getrlimit(number) for name, (number, most) in limits.items() if max(resource.getrlimit(number)) > most}
unbounded = [number for number in (resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_STACK) if resource.RLIM_INFINITY in resource.getrlimit(number)]
tell("limits", not wrong and not unbounded, wrong, unbounded)

is_open = []
for descriptor in range(256):
    try:
        os.fstat(descriptor)
        is_open.append(descriptor)
    except OSError:
        pass
tell("descriptors", is_open == [0, 1, 2], is_open)
others = [name for name in os.listdir("/proc") if name.isdigit() and int(name) != os.getpid()]
tell("processes", not others, others)

try:
    os.close(os.open("/run/gavel/init", os.O_RDONLY))
    tell("landlock", False)
except PermissionError:
    tell("landlock", True)

for change in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setgroups([0]), lambda: os.setresuid(0, 0, 0)):
    try:
        change()
        tell("back", False)
        break
    except OSError:
        pass
else:
    tell("back", True)
