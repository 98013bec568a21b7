# Every level is one of the interpreter's own C functions: it needs stack.
import sys
sys.setrecursionlimit(10**6)
class A:
    def __init__(self, n): self.n = n
    def __add__(self, other): return 0 if self.n == 0 else A(self.n - 1) + other
try:
    print(A(5000) + 1)
    print(A(10**6) + 1)
except RecursionError as e:
    print(str(e)[:60])
