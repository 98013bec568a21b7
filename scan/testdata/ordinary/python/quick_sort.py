import sys, random
random.seed(7)
def qs(a):
    if len(a) < 2: return a
    p = random.choice(a)
    return qs([x for x in a if x < p]) + [x for x in a if x == p] + qs([x for x in a if x > p])
print(qs(list(map(int, sys.stdin.read().split())) or [3, 1, 2]))
