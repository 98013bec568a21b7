import sys
print(sys.getrecursionlimit())
def f(n):
    global deepest
    deepest = n
    f(n + 1)
try:
    f(0)
except RecursionError:
    print(deepest)
try:
    exec("f(0)")
except RecursionError:
    print(deepest)
