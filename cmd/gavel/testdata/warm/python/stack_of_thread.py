import threading, sys
sys.setrecursionlimit(10**6)
def f(n): return 0 if n == 0 else 1 + f(n - 1)
def g():
    print(f(150_000))
t = threading.Thread(target=g)
t.start(); t.join()
print(threading.stack_size())
import ctypes
libc = ctypes.CDLL(None)
attributes, size = ctypes.create_string_buffer(64), ctypes.c_size_t()
print(libc.pthread_getattr_default_np(attributes), libc.pthread_attr_getstacksize(attributes, ctypes.byref(size)), size.value)
