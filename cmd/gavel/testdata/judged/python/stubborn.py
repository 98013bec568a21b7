# want: idleness_limit_exceeded wall_limit
# limits: cpu_ms=1000 wall_ms=400
import signal

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
while True:
    signal.pause()
