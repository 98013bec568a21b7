# What an ordinary program may do, and the parts of the library that reach
# furthest into the kernel.
import asyncio, collections, decimal, fractions, functools, heapq, itertools, json, math, mmap
import os, random, re, shutil, signal, string, subprocess, sys, tempfile, threading, time, zlib
import concurrent.futures, datetime, hashlib, io, statistics, struct, uuid


def recursion(n):
    return 0 if n == 0 else 1 + recursion(n - 1)


sys.setrecursionlimit(20000)
assert recursion(10000) == 10000
with concurrent.futures.ThreadPoolExecutor(8) as pool:
    assert sum(pool.map(lambda x: x * x, range(100))) == 328350


async def elsewhere():
    assert await asyncio.to_thread(sum, [1, 2]) == 3
    await asyncio.sleep(0.001)
    return await asyncio.gather(*[asyncio.sleep(0, i) for i in range(5)])


assert asyncio.run(elsewhere()) == [0, 1, 2, 3, 4]

with tempfile.TemporaryDirectory() as scratch:
    one, two = os.path.join(scratch, "one"), os.path.join(scratch, "two")
    with open(one, "wb+") as f:
        f.write(b"x" * 8192)
        f.flush()
        with mmap.mmap(f.fileno(), 0) as view:
            view[0] = 65
            view.flush()
    shutil.copy2(one, two)
    os.chmod(two, 0o600)
    os.rename(two, one)
    assert sorted(os.listdir(scratch)) == ["one"]

pid = os.fork()
if pid == 0:
    os._exit(7)
assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 7
assert subprocess.run([sys.executable, "-c", "print(6*7)"], capture_output=True, text=True).stdout == "42\n"

rung = []
signal.signal(signal.SIGALRM, lambda *_: rung.append(1))
signal.setitimer(signal.ITIMER_REAL, 0.01)
while not rung:
    time.sleep(0.001)
threading.stack_size(1 << 20)
event = threading.Event()
threading.Thread(target=event.set).start()
assert event.wait(10)
assert len(hashlib.sha256(os.urandom(32)).hexdigest()) == 64
print("ok")
