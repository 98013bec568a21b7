import sys
def f_add(a, b): return a + b
def f_mul(a, b): return a * b
for name in ("add", "mul"): print(globals()["f_" + name](3, 4))
print(len(sys.stdin.read()), "f_add" in globals(), locals() is globals())
