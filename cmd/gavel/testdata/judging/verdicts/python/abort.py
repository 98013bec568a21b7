# want: runtime_error signal:SIGABRT
import os

os.abort()
