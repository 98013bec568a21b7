# group: G
# attack: has its work done by children and by the kernel, to show less CPU time
# layer: cpuacct cgroup
# want: accepted
# limits: cpu_ms=4000
# atleast: cpu_ms=290
import os
import time

for _ in range(3):
    if os.fork() == 0:
        zero = os.open("/dev/zero", os.O_RDONLY)
        while time.process_time() < 0.1:
            os.read(zero, 1 << 20)
        os._exit(0)
    os.wait()
