# want: memory_limit_exceeded uncaught:MemoryError
data = bytearray(10**15)
