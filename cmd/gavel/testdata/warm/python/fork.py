import os, sys
print("before", flush=True)
pid = os.fork()
if pid == 0:
    print("child", os.getppid() != 1)
    sys.exit(3)
print(os.waitpid(pid, 0)[1], os.getppid(), os.getpgrp() == os.getpid() == os.getsid(0))
