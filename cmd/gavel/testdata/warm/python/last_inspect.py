import os

os.environ["PYTHONINSPECT"] = "1"
print("main")
