# want: memory_limit_exceeded oom_kill
# limits: memory_bytes=67108864
kept = []
while True:
    kept.append(bytearray(1 << 20))
