import inspect, sys
def f(a, b=2, *c, d, **e):
    """Adds; never calls os.system()."""
    return a + b
print(inspect.signature(f), f.__doc__, f.__defaults__, len(sys.stdin.read()))
