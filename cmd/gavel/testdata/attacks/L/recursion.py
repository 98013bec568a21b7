# group: L
# attack: none: recursion a hundred thousand deep
# layer: passes
# want: accepted
# limits: cpu_ms=4000
# expected: 5000050000
import sys

sys.setrecursionlimit(1 << 20)


def total(n):
    return n and n + total(n - 1)


print(total(100000))
