# group: E
# attack: shares memory and locks between processes by names on the host
# layer: mount (no /dev/shm), seccomp
# want: accepted
# limits: cpu_ms=6000
# held: shared_memory, semaphore, manager, fifo, fd-passing
import multiprocessing
import os
import socket
from multiprocessing import managers, shared_memory


def attempt(what, step):
    try:
        got = step()
    except (OSError, ValueError) as e:
        print("held", what, e)
    else:
        print("BREACH", what, got)


attempt("shared_memory", lambda: shared_memory.SharedMemory("left", create=True, size=4096))
attempt("semaphore", lambda: multiprocessing.Semaphore())
attempt("manager", lambda: managers.BaseManager(address=("127.0.0.1", 0)).get_server())
attempt("fifo", lambda: os.mkfifo("/tmp/fifo"))
a, b = socket.socketpair()
attempt("fd-passing", lambda: socket.send_fds(a, [b"x"], [0]))
