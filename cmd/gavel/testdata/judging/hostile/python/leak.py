# want: accepted
# expected: clean
# Whatever one test leaves, the next must not find.
import fcntl
import os

left = []
if os.listdir("/tmp"):
    left.append("files")
with open("/box/main.py", "rb") as own:
    try:
        fcntl.flock(own, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        left.append("a lock")
    except OSError:
        pass  # not everywhere may a program lock files
    others = [name for name in os.listdir("/proc") if name.isdigit() and int(name) != os.getpid()]
    if others:
        left.append("processes")
    print(" ".join(left) or "clean", flush=True)
    if os.fork() == 0:
        os.setsid()
        while True:
            try:
                with open(f"/tmp/{os.getpid()}", "w") as file:
                    file.write("here")
            except OSError:
                pass
