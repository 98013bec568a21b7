import sys
class Seg:
    def __init__(self, a):
        self.n = n = len(a); self.t = [0] * n + a
        for i in range(n - 1, 0, -1): self.t[i] = self.t[2*i] + self.t[2*i+1]
    def set(self, i, v):
        i += self.n; self.t[i] = v
        while i > 1: i >>= 1; self.t[i] = self.t[2*i] + self.t[2*i+1]
    def sum(self, l, r):
        s, l, r = 0, l + self.n, r + self.n
        while l < r:
            if l & 1: s += self.t[l]; l += 1
            if r & 1: r -= 1; s += self.t[r]
            l >>= 1; r >>= 1
        return s
s = Seg(list(map(int, sys.stdin.read().split())) or list(range(10)))
s.set(0, 100); print(s.sum(0, 3))
