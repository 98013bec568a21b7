import sys
def scc(n, adj):
    idx, low, st, on, out = {}, {}, [], set(), []
    def go(u):
        idx[u] = low[u] = len(idx); st.append(u); on.add(u)
        for v in adj[u]:
            if v not in idx: go(v); low[u] = min(low[u], low[v])
            elif v in on: low[u] = min(low[u], idx[v])
        if low[u] == idx[u]:
            c = []
            while True:
                w = st.pop(); on.discard(w); c.append(w)
                if w == u: break
            out.append(sorted(c))
    for u in range(n):
        if u not in idx: go(u)
    return sorted(out)
sys.stdin.read()
print(scc(5, [[1], [2], [0, 3], [4], []]))
