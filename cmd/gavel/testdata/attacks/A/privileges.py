# group: A
# attack: finds a privilege that was left: a capability, a group, new privileges, no filter
# layer: user namespace, gavel-init
# want: accepted
# held: CapInh, CapPrm, CapEff, CapBnd, CapAmb, NoNewPrivs, Seccomp, Uid, Gid, Groups, root


def check(what, right, told=""):
    print("held" if right else "BREACH", what, told)


status = dict(line.split(":", 1) for line in open("/proc/self/status"))
for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
    check(name, int(status[name], 16) == 0, status[name])
check("NoNewPrivs", status["NoNewPrivs"].strip() == "1")
check("Seccomp", status["Seccomp"].strip() == "2")
check("Uid", status["Uid"].split() == ["1000"] * 4, status["Uid"])
check("Gid", status["Gid"].split() == ["1000"] * 4, status["Gid"])
check("Groups", not status["Groups"].split(), status["Groups"])
inside, outside, length = map(int, open("/proc/self/uid_map").read().split())
check("root", outside >= 65536, outside)
