import io
import os
import sys

sys.stdin = io.StringIO(os.read(0, 100).decode())
input = io.BytesIO(b"1 2\n").readline
print(sys.stdin.readline().split(), input())
