import atexit, sys
atexit.register(print, "first registered")
@atexit.register
def last():
    print("last registered", file=sys.stderr)
    raise ValueError("in a handler")
@atexit.register
def leaving():
    sys.exit(7)
print("body")
