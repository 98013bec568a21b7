# expect: python-ctypes
import builtins
builtins.__import__("ctypes").CDLL(None)
