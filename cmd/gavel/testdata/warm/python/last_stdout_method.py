import sys

print("written")
sys.stdout.flush = lambda: sys.stderr.write("flushed\n")
