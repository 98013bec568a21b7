import sys
n = int(sys.stdin.readline() or 6)
def solve(r, cols, d1, d2):
    if r == n: return 1
    return sum(solve(r + 1, cols | {c}, d1 | {r - c}, d2 | {r + c})
               for c in range(n) if c not in cols and r - c not in d1 and r + c not in d2)
print(solve(0, frozenset(), frozenset(), frozenset()))
