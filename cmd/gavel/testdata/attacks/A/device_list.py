# group: A
# attack: finds more in /dev than null, zero, full, random and urandom
# layer: mount, device cgroup
# want: accepted
# held: names, numbers
import os


def check(what, right, told=""):
    print("held" if right else "BREACH", what, told)
names = set(os.listdir("/dev"))
check("names", names == {"null", "zero", "full", "random", "urandom", "fd", "stdin", "stdout", "stderr"}, names)
numbers = {os.stat("/dev/" + n).st_rdev for n in ("null", "zero", "full", "random", "urandom")}
check("numbers", numbers == {os.makedev(1, m) for m in (3, 5, 7, 8, 9)}, numbers)
