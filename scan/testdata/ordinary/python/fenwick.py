import sys
n = 16
t = [0] * (n + 1)
def add(i, v):
    while i <= n: t[i] += v; i += i & -i
def get(i):
    r = 0
    while i: r += t[i]; i &= i - 1
    return r
for x in map(int, sys.stdin.read().split() or [3, 5, 3, 9]): add(x, 1)
print([get(i) for i in range(1, n + 1)])
