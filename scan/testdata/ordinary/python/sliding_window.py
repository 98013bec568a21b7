import sys
from collections import deque
a = list(map(int, sys.stdin.read().split())) or [1, 3, -1, -3, 5, 3, 6, 7]
q, out = deque(), []
for i, x in enumerate(a):
    while q and a[q[-1]] <= x: q.pop()
    q.append(i)
    if q[0] == i - 3: q.popleft()
    if i >= 2: out.append(a[q[0]])
print(out)
