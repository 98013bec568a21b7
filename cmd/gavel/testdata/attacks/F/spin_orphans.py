# group: F
# attack: spins in orphans while the first process sleeps
# layer: cpuacct cgroup
# want: time_limit_exceeded cpu_limit
# limits: cpu_ms=400
import os
import time

for _ in range(3):
    if os.fork() == 0:
        if os.fork() == 0:
            while True:
                pass
        os._exit(0)
    os.wait()
time.sleep(60)
