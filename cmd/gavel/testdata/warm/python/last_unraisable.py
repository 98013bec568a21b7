import os
import sys

sys.unraisablehook = lambda unraisable: os.write(2, type(unraisable.exc_value).__name__.encode())
print("never written")
os.close(1)
