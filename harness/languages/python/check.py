# Compiles the source and says what is wrong with it, the way Python does: file,
# line, the line itself, a caret. Nothing of it is run.
import sys

name = sys.argv[1]
try:
    with open(name, "rb") as file:
        source = file.read()
    compile(source, name, "exec", dont_inherit=True)
except Exception as fault:
    # Without this file's own frames.
    sys.excepthook(type(fault), fault.with_traceback(None), None)
    sys.exit(1)
