# group: F
# attack: stops itself and its children, so that nothing ends
# layer: worker (wall limit)
# want: idleness_limit_exceeded wall_limit
# limits: cpu_ms=1000 wall_ms=600
import os
import signal

for _ in range(4):
    if os.fork() == 0:
        os.kill(os.getpid(), signal.SIGSTOP)
os.kill(0, signal.SIGSTOP)
os.kill(os.getpid(), signal.SIGSTOP)
