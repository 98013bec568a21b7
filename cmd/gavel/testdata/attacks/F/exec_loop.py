# group: F
# attack: becomes itself again and again, each time with a fresh measure of its own
# layer: cpuacct cgroup
# want: time_limit_exceeded cpu_limit
# limits: cpu_ms=400
import os
import sys

os.execv(sys.executable, [sys.executable, "-S", "-B", __file__])
