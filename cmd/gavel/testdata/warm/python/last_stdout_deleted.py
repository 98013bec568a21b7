import sys

print("written")
del sys.stdout, sys.__stdout__
