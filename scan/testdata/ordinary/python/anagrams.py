from collections import defaultdict
import sys
g = defaultdict(list)
for w in sys.stdin.read().split() or "eat tea tan ate nat bat".split(): g["".join(sorted(w))].append(w)
print(*sorted(map(sorted, g.values())), sep="\n")
