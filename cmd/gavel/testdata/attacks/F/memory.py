# group: F
# attack: eats memory by small objects
# layer: memory cgroup
# want: memory_limit_exceeded oom_kill | memory_limit_exceeded uncaught:MemoryError
# limits: memory_bytes=67108864 cpu_ms=5000
kept = []
while True:
    kept.append([kept] * 100)
