# expect: python-ctypes
eval(compile("exec(\"import ctypes\")", "x", "exec"))
