# want: idleness_limit_exceeded wall_limit
# limits: cpu_ms=1000 wall_ms=400
import time
time.sleep(60)
