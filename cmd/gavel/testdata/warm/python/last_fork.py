import os
import sys

sys.stdin.readline()
child = os.fork()
if child == 0:
    sys.exit(7)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), repr(sys.stdin.read()), os.lseek(0, 0, os.SEEK_CUR))
