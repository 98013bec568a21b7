import sys
pts = sorted(tuple(map(int, l.split())) for l in sys.stdin) or [(0, 0), (0, 2), (1, 1), (2, 0), (2, 2)]
def half(ps):
    h = []
    for p in ps:
        while len(h) > 1 and (h[-1][0]-h[-2][0])*(p[1]-h[-2][1]) <= (h[-1][1]-h[-2][1])*(p[0]-h[-2][0]): h.pop()
        h.append(p)
    return h[:-1]
print(half(pts) + half(pts[::-1]))
