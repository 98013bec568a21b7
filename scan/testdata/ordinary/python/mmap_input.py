import mmap, sys, os
try:
    m = mmap.mmap(0, 0, access=mmap.ACCESS_READ)
    print(m[:].count(b"\n"))
except (ValueError, OSError):
    print(sys.stdin.read().count("\n"))
