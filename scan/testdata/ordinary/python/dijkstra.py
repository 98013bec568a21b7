import heapq, sys
from collections import defaultdict
g = defaultdict(list)
lines = sys.stdin.read().splitlines() or ["1 2 7", "1 3 9", "1 6 14", "2 3 10", "2 4 15", "3 4 11", "3 6 2", "4 5 6", "5 6 9"]
for l in lines:
    u, v, w = map(int, l.split())
    g[u].append((v, w)); g[v].append((u, w))
dist, pq = {}, [(0, 1)]
while pq:
    d, u = heapq.heappop(pq)
    if u in dist: continue
    dist[u] = d
    for v, w in g[u]:
        if v not in dist:
            heapq.heappush(pq, (d + w, v))
for k in sorted(dist): print(k, dist[k])
