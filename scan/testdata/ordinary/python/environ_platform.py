import os, sys, platform
print(os.name, sys.byteorder, platform.system() != "", os.environ.get("NO_SUCH_VARIABLE", "none"), os.getpid() > 0)
print(os.path.join("a", "b"), os.cpu_count() > 0, sys.maxsize > 2**32, len(sys.stdin.read()))
