# want: accepted
# stdin: 1
# expected: 1
# A child that outlives its parent and holds stdout open.
import os
import time

print(input(), flush=True)
if os.fork() == 0:
    os.setsid()
    time.sleep(60)
