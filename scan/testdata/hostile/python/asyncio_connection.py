# expect: python-socket
import asyncio as a
async def f(): await a.open_connection("10.0.0.1", 80)
