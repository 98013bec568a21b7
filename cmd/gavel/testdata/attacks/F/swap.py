# group: F
# attack: uses more memory than its limit by having some of it swapped
# layer: memory cgroup (swap 0)
# want: memory_limit_exceeded oom_kill | memory_limit_exceeded uncaught:MemoryError
# limits: memory_bytes=67108864 cpu_ms=4000
import mmap

areas = []
for _ in range(32):
    area = mmap.mmap(-1, 4 << 20)
    for at in range(0, 4 << 20, 4096):
        area[at] = 1
    areas.append(area)
print("BREACH 128 MiB under a limit of 64 MiB")
