import gc
import sys

gc.disable()
gc.freeze()
del sys.modules["gc"]

class Told:
    def __del__(self):
        print("told")

kept = Told()
gc.freeze()
