# group: L
# attack: none: threads, executors, queues, asyncio
# layer: passes
# want: accepted
# limits: cpu_ms=4000
# expected: 285 45 9
import asyncio
import queue
import threading
from concurrent.futures import ThreadPoolExecutor

with ThreadPoolExecutor(8) as pool:
    squares = sum(pool.map(lambda n: n * n, range(10)))
line = queue.Queue()
for n in range(10):
    threading.Thread(target=line.put, args=(n,)).start()
received = sum(line.get() for _ in range(10))


async def main():
    await asyncio.gather(*(asyncio.sleep(0.001) for _ in range(10)))
    return await asyncio.to_thread(lambda: 9)


print(squares, received, asyncio.run(main()))
