import sys
class V:
    def __init__(s, *c): s.c = c
    def __add__(s, o): return V(*(a + b for a, b in zip(s.c, o.c)))
    def __matmul__(s, o): return sum(a * b for a, b in zip(s.c, o.c))
    def __eq__(s, o): return s.c == o.c
    def __hash__(s): return hash(s.c)
    def __repr__(s): return f"V{s.c}"
    def __getitem__(s, i): return s.c[i]
    def __call__(s, k): return V(*(a * k for a in s.c))
print(V(1, 2) + V(3, 4), V(1, 2) @ V(3, 4), V(1)(3), {V(1): 2}[V(1)], len(sys.stdin.read()))
