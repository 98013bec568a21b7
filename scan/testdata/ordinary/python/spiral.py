import sys
n = int(sys.stdin.readline() or 4)
m = [list(range(i * n, i * n + n)) for i in range(n)]
out = []
while m: out += m.pop(0); m = [list(r) for r in zip(*m)][::-1]
print(*out)
