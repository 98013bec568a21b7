# expect: python-ctypes
x = b'\'' + rb'\'' ; y = Rb"""
"""; import ctypes
