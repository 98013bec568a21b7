import io
import sys

class Shouting(io.StringIO):
    def flush(self):
        sys.__stdout__.write(self.getvalue().upper())
        self.truncate(0)

sys.stdout = Shouting()
print("quiet")
