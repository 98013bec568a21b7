import sys
from collections import deque
def maxflow(n, cap, s, t):
    flow = 0
    while True:
        par = {s: s}; q = deque([s])
        while q and t not in par:
            u = q.popleft()
            for v in range(n):
                if v not in par and cap[u][v] > 0: par[v] = u; q.append(v)
        if t not in par: return flow
        v, b = t, 10**9
        while v != s: b = min(b, cap[par[v]][v]); v = par[v]
        v = t
        while v != s: u = par[v]; cap[u][v] -= b; cap[v][u] += b; v = u
        flow += b
socket, connect, bind = 0, 3, None   # node numbers
print(maxflow(4, [[0, 3, 2, 0], [0, 0, 1, 2], [0, 0, 0, 2], [0] * 4], socket, connect), len(sys.stdin.read()))
