from itertools import groupby
import sys
s = sys.stdin.readline().strip() or "aaabbc"
enc = "".join(f"{k}{len(list(g))}" for k, g in groupby(s))
print(enc, f"{len(enc)/len(s):.2f}", f"{enc!r:>12}", f"{{{enc}}}")
