# group: F
# attack: forks without end
# layer: pids cgroup, CPU limit
# want: time_limit_exceeded cpu_limit | idleness_limit_exceeded wall_limit | runtime_error processes_limit
# limits: cpu_ms=500 wall_ms=2000
import os

while True:
    try:
        os.fork()
    except OSError:
        pass
