import os
import resource
import signal

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
os.dup2(os.open("/tmp/limited", os.O_CREAT | os.O_WRONLY), 1)
resource.setrlimit(resource.RLIMIT_FSIZE, (3, 3))
print("more than three bytes")
