# want: runtime_error signal:SIGSEGV
import os
import signal

os.kill(os.getpid(), signal.SIGSEGV)
