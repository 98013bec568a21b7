import sys
class DSU:
    def __init__(self, n): self.p = list(range(n)); self.size = [1] * n
    def find(self, x):
        while self.p[x] != x:
            self.p[x] = self.p[self.p[x]]
            x = self.p[x]
        return x
    def union(self, a, b):
        a, b = self.find(a), self.find(b)
        if a == b: return False
        if self.size[a] < self.size[b]: a, b = b, a
        self.p[b] = a; self.size[a] += self.size[b]
        return True
edges = [tuple(map(int, l.split())) for l in sys.stdin if l.strip()] or [(0, 1, 10), (0, 2, 6), (0, 3, 5), (1, 3, 15), (2, 3, 4)]
dsu = DSU(1 + max(max(e[:2]) for e in edges))
print(sum(w for u, v, w in sorted(edges, key=lambda e: e[2]) if dsu.union(u, v)))
