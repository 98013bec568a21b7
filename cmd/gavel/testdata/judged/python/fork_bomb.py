# want: time_limit_exceeded cpu_limit
# limits: cpu_ms=500 wall_ms=30000 processes=16
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
