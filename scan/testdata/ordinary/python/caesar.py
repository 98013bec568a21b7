import sys
s = sys.stdin.read() or "Hello, World!"
up, lo = (bytes(range(a, a + 26)).decode() for a in (65, 97))
print(s.translate(str.maketrans(up + lo, up[3:] + up[:3] + lo[3:] + lo[:3])))
