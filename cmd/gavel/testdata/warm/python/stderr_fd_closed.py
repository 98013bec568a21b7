import os, sys
os.close(2)
print("on", file=sys.stderr)
raise ValueError
