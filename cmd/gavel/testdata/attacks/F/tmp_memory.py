# group: F
# attack: takes memory as files, which no address space shows
# layer: memory cgroup
# want: memory_limit_exceeded oom_kill | runtime_error uncaught:OSError
# limits: memory_bytes=33554432 cpu_ms=4000
with open("/tmp/large", "wb", buffering=0) as f:
    for _ in range(60):
        f.write(b"x" * (1 << 20))
print("BREACH 60 MiB of files under a limit of 32 MiB")
