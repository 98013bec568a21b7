# want: idleness_limit_exceeded wall_limit
# limits: cpu_ms=1000 wall_ms=500
# Nobody could tell its end by its descriptors.
import os
import time

os.closerange(0, 256)
time.sleep(60)
