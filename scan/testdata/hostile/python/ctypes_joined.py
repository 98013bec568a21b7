# expect: python-ctypes
import \
    ctypes
