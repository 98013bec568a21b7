import sys, traceback
class Bad(ValueError): pass
def parse(s):
    try: return int(s)
    except ValueError as e: raise Bad(f"bad {s!r}") from e
    finally: pass
for s in sys.stdin.read().split() or ["1", "x"]:
    try: print(parse(s))
    except Bad as e: print(type(e).__name__, e, type(e.__cause__).__name__)
