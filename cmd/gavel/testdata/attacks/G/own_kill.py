# group: G
# attack: kills itself as the kernel would for memory
# layer: judge (a memory verdict needs the cgroup's count)
# want: runtime_error signal:SIGKILL
import os

os.kill(os.getpid(), 9)
