from itertools import permutations, combinations, product
import sys
s = sys.stdin.readline().strip() or "abc"
for p in permutations(s[:4]): print("".join(p), end=" ")
print()
print(len(list(combinations(range(6), 3))), len(list(product("01", repeat=5))))
