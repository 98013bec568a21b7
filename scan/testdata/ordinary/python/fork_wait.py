import os, sys
r, w = os.pipe()
pid = os.fork()
if pid == 0:
    os.write(w, b"child")
    os._exit(0)
os.waitpid(pid, 0)
print(os.read(r, 10).decode(), len(sys.stdin.read()))
