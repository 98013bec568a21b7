# expect: python-ctypes
import sys, ctypes as harmless, math
harmless.CDLL(None)
