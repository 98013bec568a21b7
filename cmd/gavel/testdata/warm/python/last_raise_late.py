import sys

class Stdout:
    def write(self, text):
        return sys.__stdout__.write(text)

    def flush(self):
        raise OSError("no flush")

sys.stdout = Stdout()
print("main")
