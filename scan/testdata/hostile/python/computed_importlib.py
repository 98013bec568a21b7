# expect: python-dynamic-import
import importlib
importlib.import_module("ctypes"[::1] + input())
