# want: accepted
# An orphan that writes for ever once its parent is gone. What it writes before it is
# ended may be in the output or not.
import os

print("first", flush=True)
parent = os.getpid()
if os.fork() == 0:
    while os.getppid() == parent:
        pass
    while True:
        os.write(1, b"second\n" * 1000)
