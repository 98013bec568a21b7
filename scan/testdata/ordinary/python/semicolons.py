import sys; a = 1; b = 2
if a < b: print(a); print(b)
else: pass
class C: x = 1; y = 2
print(C.x + C.y); sys.stdin.read(); del a
