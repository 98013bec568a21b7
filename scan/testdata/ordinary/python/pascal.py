import sys
r = [1]
for _ in range(int(sys.stdin.readline() or 6)):
    print(" ".join(map(str, r)).center(30).rstrip())
    r = [a + b for a, b in zip([0] + r, r + [0])]
