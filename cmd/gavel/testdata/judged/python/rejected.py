# want: rejected scan:*
import ctypes
print(ctypes.CDLL(None).getpid())
