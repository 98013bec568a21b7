import os

print("to stderr")
os.dup2(2, 1)
