# expect: python-socket
from importlib import import_module as load
load("socket").socket()
