import ctypes
callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)
@callback
def f(n):
    return f(n + 1)
import sys
sys.setrecursionlimit(10**9)
f(0)
