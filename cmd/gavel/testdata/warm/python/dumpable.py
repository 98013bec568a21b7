import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
print(libc.prctl(3, 0, 0, 0, 0))
pid = os.fork()
if pid == 0:
    print(len(open(f"/proc/{os.getppid()}/maps").read()) > 100, flush=True)
    os._exit(0)
os.waitpid(pid, 0)
