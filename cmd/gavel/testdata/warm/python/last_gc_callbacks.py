import gc
import sys

gc.callbacks.append(lambda phase, info: sys.stderr.write(phase + "\n"))
