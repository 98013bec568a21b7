# want: idleness_limit_exceeded wall_limit
# limits: cpu_ms=3000 wall_ms=600 processes=16
# Threads to the limit, and nobody minds that there are no more.
import threading

gate = threading.Event()
try:
    while True:
        threading.Thread(target=gate.wait).start()
except RuntimeError:
    gate.wait()
