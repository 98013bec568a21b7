# expect: python-ctypes
imp = __import__
imp('ctypes')
