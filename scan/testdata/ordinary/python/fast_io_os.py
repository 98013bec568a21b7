import os, io
input = io.BytesIO(os.read(0, os.fstat(0).st_size + 1)).readline
data = input().split()
n = int(data[0]) if data else 5
os.write(1, str(n * (n + 1) // 2).encode() + b"\n")
