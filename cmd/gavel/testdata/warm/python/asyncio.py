import asyncio
async def f(n):
    await asyncio.sleep(0)
    return n * 2
async def main():
    print(await asyncio.gather(*(f(i) for i in range(5))), await asyncio.to_thread(sum, [1, 2]))
asyncio.run(main())
