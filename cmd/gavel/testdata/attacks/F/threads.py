# group: F
# attack: starts threads without end
# layer: pids cgroup
# want: runtime_error processes_limit
# limits: cpu_ms=3000 processes=16
import os
import threading
import time

try:
    while True:
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
except RuntimeError:
    os._exit(1)
