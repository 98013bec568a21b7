import sys
sys.stdin.read()
a = b"bytes \x00 os.system('x')"
c = r"raw \n import socket"
d = rb'\x00"'
e = u"\u00e9\N{BULLET}"
g = Rb"subprocess"
print(len(a), len(c), len(d), e, g)
