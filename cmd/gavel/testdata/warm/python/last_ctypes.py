import ctypes

library = ctypes.CDLL(None)
library.printf(b"of the C library\n")
kept = ctypes.CFUNCTYPE(None)(lambda: None)
print("of Python")
