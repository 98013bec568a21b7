import sys
live = {(int(a), int(b)) for a, b in (l.split() for l in sys.stdin)} or {(1, 0), (1, 1), (1, 2)}
for _ in range(4):
    cnt = {}
    for r, c in live:
        for dr in (-1, 0, 1):
            for dc in (-1, 0, 1):
                if dr or dc: cnt[r+dr, c+dc] = cnt.get((r+dr, c+dc), 0) + 1
    live = {p for p, n in cnt.items() if n == 3 or n == 2 and p in live}
print(sorted(live))
