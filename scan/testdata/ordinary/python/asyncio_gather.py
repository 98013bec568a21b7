import asyncio, sys
async def work(n):
    await asyncio.sleep(0)
    return n * n
async def main():
    q = asyncio.Queue()
    await q.put(1)
    print(await asyncio.gather(*(work(i) for i in range(5))), await q.get())
sys.stdin.read()
asyncio.run(main())
