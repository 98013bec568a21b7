import sys
T = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
for n in map(int, sys.stdin.read().split() or [1994, 2026]):
    s = ""
    for v, r in T:
        s += r * (n // v); n %= v
    print(s)
