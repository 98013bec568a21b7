import os
print(sorted(os.listdir("/proc/self/fd"))[:-1] , os.get_inheritable(0), os.get_inheritable(1), os.get_inheritable(2))
print([os.readlink(f"/proc/self/fd/{fd}").split(":")[0].split(" ")[0] for fd in range(3)])
import fcntl
print([fcntl.fcntl(fd, fcntl.F_GETFL) for fd in range(3)])
