# expect: python-ctypes
print(f"{f"{__import__("ctypes")}"}")
