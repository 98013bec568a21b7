import asyncio

async def main():
    kept.append(asyncio.create_task(asyncio.sleep(10)))
    await asyncio.sleep(0)
    print("main")

kept = []
loop = asyncio.new_event_loop()
loop.run_until_complete(main())
