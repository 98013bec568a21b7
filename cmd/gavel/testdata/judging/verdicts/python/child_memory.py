# want: memory_limit_exceeded oom_kill
# limits: memory_bytes=67108864 cpu_ms=5000
# The child is killed, the parent ends well.
import os

if os.fork() == 0:
    kept = bytearray(1 << 30)
os.wait()
