import sys
n = int(sys.stdin.readline() or 100)
s = bytearray([1]) * (n + 1)
s[:2] = b"\0\0"
for i in range(2, int(n ** .5) + 1):
    if s[i]: s[i*i::i] = bytes(len(range(i*i, n + 1, i)))
print(*(i for i, v in enumerate(s) if v))
