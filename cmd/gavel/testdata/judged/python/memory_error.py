# want: memory_limit_exceeded uncaught:MemoryError
print(len([0] * (1 << 58)))
