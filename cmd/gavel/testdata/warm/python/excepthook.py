import sys
sys.excepthook = lambda *a: print("hook", a[0], a[1])
sys.unraisablehook = lambda a: print("unraisable", a.exc_value)
class A:
    def __del__(self): raise ValueError("in del")
A()
raise TypeError("x")
