# Compiles the source as check.py does, and this language's driver, so that no
# test has to. Nothing of either is run.
import sys
from importlib.util import MAGIC_NUMBER
from marshal import dumps

name, driver = sys.argv[1:]
try:
    with open(name, "rb") as file:
        source = file.read()
    compile(source, name, "exec", dont_inherit=True)
except Exception as fault:
    # Without this file's own frames.
    sys.excepthook(type(fault), fault.with_traceback(None), None)
    sys.exit(1)

with open(driver, "rb") as file:
    code = compile(file.read(), driver, "exec", dont_inherit=True)
with open(driver + "c", "wb") as file:
    # A file that is taken as it is, without a look at its source.
    file.write(MAGIC_NUMBER + b"\1\0\0\0" + bytes(8) + dumps(code))
