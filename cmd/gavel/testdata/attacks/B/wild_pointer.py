# group: B
# attack: corrupts the interpreter's memory
# layer: none is needed: the process is the program's
# want: runtime_error signal:SIGSEGV
import ctypes

ctypes.memset(0x10, 0, 1 << 20)
print("BREACH the null page could be written")
