# group: D
# attack: lets one test be charged for page cache, so that the next may use more than its limit
# layer: cgroup (what a test begins with)
# want: memory_limit_exceeded oom_kill | memory_limit_exceeded uncaught:MemoryError
# limits: cpu_ms=8000 memory_bytes=134217728
# stdin: leave
# stdin: look
import os

if input() == "leave":
    for folder, _, files in os.walk("/usr"):
        for name in files:
            try:
                with open(os.path.join(folder, name), "rb") as f:
                    f.read()
            except OSError:
                pass
    print("left")
else:
    kept = bytearray(128 << 20)
    kept[::4096] = b"x" * len(kept[::4096])
    print("BREACH 128 MiB and the interpreter under a limit of 128 MiB")
