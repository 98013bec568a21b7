# expect: python-socket
import importlib as il
s = il.import_module('socket')
