# want: time_limit_exceeded cpu_limit
# limits: cpu_ms=400 wall_ms=30000
# The time of children counts.
import os

for _ in range(3):
    if os.fork() == 0:
        while True:
            pass
os.wait()
