# expect: python-ctypes
exec("import ctypes\nctypes.CDLL(None)")
