# group: C
# attack: finds a shell, a compiler, a debugger or a package tool to go on with
# layer: image
# want: accepted
# limits: cpu_ms=4000
# held: programs, system
import os


def check(what, right, told=""):
    print("held" if right else "BREACH", what, told)


programs = sorted(os.listdir("/usr/bin"))
check("programs", all(p.startswith("python") for p in programs), programs)
check("system", os.system("id") != 0)
