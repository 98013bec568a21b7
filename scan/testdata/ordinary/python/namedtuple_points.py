from collections import namedtuple
from math import hypot, atan2
import sys
P = namedtuple("P", "x y")
pts = [P(*map(int, l.split())) for l in sys.stdin] or [P(0, 0), P(3, 4), P(6, 8)]
print(max(hypot(a.x - b.x, a.y - b.y) for a in pts for b in pts), atan2(1, 1))
