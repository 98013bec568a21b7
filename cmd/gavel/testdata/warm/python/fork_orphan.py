import os, time
if os.fork() == 0:
    time.sleep(100)
print("the child is left behind")
