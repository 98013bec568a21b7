# want: runtime_error processes_limit
# limits: cpu_ms=3000 wall_ms=30000 processes=16
import threading

gate = threading.Event()
for _ in range(100):
    threading.Thread(target=gate.wait, daemon=True).start()
