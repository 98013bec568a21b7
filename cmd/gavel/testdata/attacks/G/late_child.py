# group: G
# attack: ends well at once, and lets a child find the answer without being measured
# layer: gavel-init (kills all at the first process's end)
# want: wrong_answer
# limits: cpu_ms=1000
# expected: 7
import os
import time

if os.fork() == 0:
    time.sleep(0.5)
    os.write(1, b"7\n")
os._exit(0)
