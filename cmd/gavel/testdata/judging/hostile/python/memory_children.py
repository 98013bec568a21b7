# want: memory_limit_exceeded oom_kill
# limits: memory_bytes=100663296 cpu_ms=5000
import os

while True:
    if os.fork() == 0:
        kept = bytearray(20 << 20)
        while True:
            os.sched_yield()
