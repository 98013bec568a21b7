# expect: python-ctypes
from ctypes import (  # harmless
    CDLL as C,
    c_int,
)
