# group: C
# attack: learns from the mount table what else is on the host
# layer: mount namespace
# want: accepted
# held: places, store


def check(what, right, told=""):
    print("held" if right else "BREACH", what, told)


table = [line.split() for line in open("/proc/self/mountinfo")]
places = {fields[4] for fields in table}
check("places", places == {"/", "/proc", "/dev", "/tmp", "/box", "/run/gavel/init", "/run/gavel/socket"}, places)
# Where the image and the cell's socket lie on the host is told; nothing that is read by that.
check("store", not [f for f in table if "gavel.db" in f[3] or "/store" in f[3]])
