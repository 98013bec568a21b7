import os
import warnings

warnings.simplefilter("always")
kept = os.scandir("/usr")
print(type(next(kept)).__name__)
