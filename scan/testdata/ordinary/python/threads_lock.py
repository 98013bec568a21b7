import threading, queue, sys
from concurrent.futures import ThreadPoolExecutor
lock, total, q = threading.Lock(), [0], queue.Queue()
def add(n):
    for _ in range(100):
        with lock: total[0] += n
    q.put(n)
with ThreadPoolExecutor(4) as ex: list(ex.map(add, range(4)))
print(total[0], q.qsize(), len(sys.stdin.read()))
