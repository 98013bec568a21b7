import sys

class Stderr:
    def write(self, text):
        sys.__stdout__.write("[" + text + "]")

    def flush(self):
        sys.__stdout__.write("flushed")

sys.stderr = Stderr()
print("to stderr", file=sys.stderr)
