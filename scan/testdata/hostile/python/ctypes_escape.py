# expect: python-ctypes
m = __import__("\x63type\u0073")
