import sys
from collections import Counter
s = sys.stdin.readline().strip() or "mississippi"
c = Counter(s)
print("".join(ch * c[ch] for ch in sorted(c)), c.most_common(1)[0][1])
