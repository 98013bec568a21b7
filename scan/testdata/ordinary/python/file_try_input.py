import sys
try:
    sys.stdin = open("input.txt")
    sys.stdout = open("output.txt", "w")
except OSError:
    pass
print(sum(len(l) for l in sys.stdin))
