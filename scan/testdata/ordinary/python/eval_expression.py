import sys
expr = sys.stdin.readline().strip() or "1+2*3"
allowed = set("0123456789+-*/() ")
print(eval(expr) if set(expr) <= allowed else "bad")
