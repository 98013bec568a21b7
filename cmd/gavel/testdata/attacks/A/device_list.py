# group: A
# attack: finds devices in /dev other than null, zero, full, random and urandom
# layer: mount, device cgroup
# want: accepted
# held: listing, numbers, others
import os


def check(what, right, told=""):
    print("held" if right else "BREACH", what, told)


try:
    names = set(os.listdir("/dev"))
except PermissionError:
    names = set()  # Landlock and AppArmor let nobody list it
check("listing", names <= {"null", "zero", "full", "random", "urandom", "fd", "stdin", "stdout", "stderr"}, names)
numbers = {os.stat("/dev/" + n).st_rdev for n in ("null", "zero", "full", "random", "urandom")}
check("numbers", numbers == {os.makedev(1, m) for m in (3, 5, 7, 8, 9)}, numbers)
others = []
for name in ("mem", "kmem", "port", "tty", "console", "ptmx", "pts", "shm", "mqueue", "hugepages", "fuse", "kvm", "vda", "sda", "nvme0", "loop0", "net"):
    if os.path.exists("/dev/" + name):
        others.append(name)
check("others", not others, others)
