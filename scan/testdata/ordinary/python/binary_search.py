import sys, bisect
a = sorted(map(int, sys.stdin.read().split())) or [1, 3, 5, 7]
lo, hi = 0, len(a)
while lo < hi:
    m = (lo + hi) // 2
    if a[m] < 4: lo = m + 1
    else: hi = m
print(lo, bisect.bisect(a, 4), bisect.insort(a, 4), a)
