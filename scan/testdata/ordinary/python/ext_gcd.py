def egcd(a, b): return (a, 1, 0) if b == 0 else (lambda g, x, y: (g, y, x - a // b * y))(*egcd(b, a % b))
import sys
a, b = map(int, (sys.stdin.read().split() + [240, 46])[:2])
print(*egcd(a, b))
