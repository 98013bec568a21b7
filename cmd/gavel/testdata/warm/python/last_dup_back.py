import os

kept = os.dup(1)
os.dup2(2, 1)
print("one", flush=True)
os.dup2(kept, 1)
print("two")
