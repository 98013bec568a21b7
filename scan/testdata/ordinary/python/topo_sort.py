import graphlib, sys
g = {}
for l in sys.stdin.read().splitlines() or ["d b c", "b a", "c a"]:
    x, *deps = l.split()
    g[x] = sorted(deps)
print(*graphlib.TopologicalSorter(g).static_order())
