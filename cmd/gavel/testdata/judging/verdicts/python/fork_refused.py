# want: runtime_error processes_limit
# limits: processes=8 cpu_ms=3000 wall_ms=30000
import os
import signal

for _ in range(50):
    if os.fork() == 0:
        signal.pause()
