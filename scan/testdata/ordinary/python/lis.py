import sys
from bisect import bisect_left
a = list(map(int, sys.stdin.read().split())) or [10, 9, 2, 5, 3, 7, 101, 18]
t = []
for x in a:
    i = bisect_left(t, x)
    t[i:i+1] = [x]
print(len(t))
