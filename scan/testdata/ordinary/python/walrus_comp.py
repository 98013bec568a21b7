import sys
lines = iter(sys.stdin.read().split("\n"))
while (l := next(lines, "")) != "": print(l[::-1])
print([y for x in range(6) if (y := x * x) % 2 == 0], {k: v for k, v in zip("ab", (1, 2))}, *{1, 2})
