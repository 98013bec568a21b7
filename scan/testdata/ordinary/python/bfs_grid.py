import sys
from collections import deque
g = sys.stdin.read().split() or ["..#.", ".#..", "....", "#.#."]
h, w = len(g), len(g[0])
dist = {(0, 0): 0}
q = deque([(0, 0)])
while q:
    r, c = q.popleft()
    for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
        n = (r + dr, c + dc)
        if 0 <= n[0] < h and 0 <= n[1] < w and g[n[0]][n[1]] == "." and n not in dist:
            dist[n] = dist[(r, c)] + 1
            q.append(n)
print(dist.get((h - 1, w - 1), -1))
