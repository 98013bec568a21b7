# expect: python-ctypes
m = __import__("cty" "pes" + "")
