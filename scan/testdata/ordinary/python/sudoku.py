import sys
g = [list(map(int, r)) for r in (sys.stdin.read().split() or ["1030", "0020", "0100", "2001"])]
def ok(r, c, v):
    return all(g[r][k] != v and g[k][c] != v for k in range(4)) and all(g[r//2*2+i][c//2*2+j] != v for i in (0, 1) for j in (0, 1))
def solve():
    for r in range(4):
        for c in range(4):
            if not g[r][c]:
                for v in range(1, 5):
                    if ok(r, c, v):
                        g[r][c] = v
                        if solve(): return True
                        g[r][c] = 0
                return False
    return True
print(solve()); [print(*r) for r in g]
