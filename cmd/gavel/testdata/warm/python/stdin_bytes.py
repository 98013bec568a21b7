import os, sys
print(os.read(0, 3), sys.stdin.buffer.read(), os.lseek(0, 0, 1), os.fstat(0).st_size, oct(os.fstat(0).st_mode))
os.lseek(0, 0, 0)
print(open(0).read())
