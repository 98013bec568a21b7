# want: accepted
# expected: refused
import os
import signal

reached = []
for target in [1, os.getppid()]:
    try:
        os.kill(target, signal.SIGKILL)
        reached.append(target)
    except (PermissionError, ProcessLookupError):
        pass
print(reached or "refused")
