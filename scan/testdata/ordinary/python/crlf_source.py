import sys
print("dos", len(sys.stdin.read()))
