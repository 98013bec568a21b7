def inv(a):
    if len(a) <= 1:
        return a, 0
    m = len(a) // 2
    (l, x), (r, y) = inv(a[:m]), inv(a[m:])
    out, i, j, c = [], 0, 0, x + y
    while i < len(l) and j < len(r):
        if l[i] <= r[j]:
            out.append(l[i]); i += 1
        else:
            out.append(r[j]); j += 1; c += len(l) - i
    return out + l[i:] + r[j:], c
import sys
print(inv([int(x) for x in sys.stdin.read().split()] or [2, 4, 1, 3, 5])[1])
