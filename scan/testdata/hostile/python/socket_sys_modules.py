# expect: python-socket
import sys as s
s.modules["socket"].socket()
