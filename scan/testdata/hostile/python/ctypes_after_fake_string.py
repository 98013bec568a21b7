# expect: python-ctypes
s = 'it''s'; t = r"\"; import math; u = "
import ctypes
v = """ # """; import math
