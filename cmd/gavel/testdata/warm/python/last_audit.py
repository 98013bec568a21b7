import sys

def hook(event, arguments):
    if event.startswith("cpython"):
        sys.stderr.write(event + "\n")

sys.addaudithook(hook)
print("main")
