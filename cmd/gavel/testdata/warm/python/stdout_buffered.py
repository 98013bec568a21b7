import os
print("buffered" * 3)
os._exit(0)
