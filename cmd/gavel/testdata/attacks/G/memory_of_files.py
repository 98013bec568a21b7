# group: G
# attack: keeps its data in files, to show less memory
# layer: memory cgroup
# want: accepted
# atleast: memory_bytes=33554432
import os

with open("/tmp/data", "wb") as f:
    f.write(b"x" * (32 << 20))
os.unlink("/tmp/data")
