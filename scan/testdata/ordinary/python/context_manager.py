from contextlib import contextmanager, redirect_stdout, suppress
import io, sys
@contextmanager
def tag(n):
    print(f"<{n}>"); yield n.upper(); print(f"</{n}>")
with tag("b") as t, suppress(KeyError):
    print(t); {}["x"]
buf = io.StringIO()
with redirect_stdout(buf): print("hidden")
print(len(buf.getvalue()), len(sys.stdin.read()))
