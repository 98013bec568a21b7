# expect: python-ctypes
print(f"{__import__('ctypes').CDLL(None)!r:>{10}}")
