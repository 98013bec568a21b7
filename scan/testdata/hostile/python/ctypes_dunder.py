# expect: python-ctypes
c = __import__("ctypes")
c.CDLL(None)
