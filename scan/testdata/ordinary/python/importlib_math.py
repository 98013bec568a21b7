import importlib, sys
mod = importlib.import_module("math")
col = importlib.import_module('collections')
print(mod.gcd(12, 18), col.Counter("aab")["a"], len(sys.stdin.read()))
