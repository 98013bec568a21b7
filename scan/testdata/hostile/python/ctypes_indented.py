# expect: python-ctypes
def f():
    if True: import ctypes; return ctypes
