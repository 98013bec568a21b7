# group: F
# attack: ends at once and leaves a child that holds stdout for a minute
# layer: gavel-init (the end is the first process's)
# want: accepted
# limits:
# expected: 7
# atmost: wall_ms=2000
import os
import time

if os.fork() == 0:
    os.setsid()
    time.sleep(60)
print(7)
