# group: C
# attack: searches files, its environment and its memory for the expected output
# layer: judge (no expected output enters a cell)
# want: wrong_answer
# limits: cpu_ms=8000 memory_bytes=536870912
# stdin: 1
# expected: answer-4d1c9e77
# held: files, memory, environment
import os

wanted = b"answer-" + b"4d1c9e77"  # never as one piece
found = []
for top in ("/box", "/tmp", "/etc", "/run", "/dev/shm"):
    for folder, _, files in os.walk(top):
        for name in set(files) - {"main.py"}:  # whose head says it
            try:
                with open(os.path.join(folder, name), "rb") as f:
                    data = f.read()
            except OSError:
                continue
            if wanted in data:
                found.append(name)
print("BREACH" if found else "held", "files", found)
print("BREACH" if wanted in open("/proc/self/environ", "rb").read() + open("/proc/self/cmdline", "rb").read() else "held", "environment")
hits = 0
with open("/proc/self/mem", "rb", 0) as memory:
    for line in open("/proc/self/maps"):
        area, access = line.split()[:2]
        if access[0] != "r" or "[v" in line:
            continue
        start, end = (int(x, 16) for x in area.split("-"))
        memory.seek(start)
        try:
            hits += memory.read(end - start).count(wanted)
        except OSError:
            pass
print("memory holds it", hits, "times: the searched word itself, and copies of what was read")
print("held memory" if hits < 8 else "BREACH memory")
