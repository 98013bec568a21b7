import os

class Told(type(os.environ)):
    def __del__(self):
        print("told", flush=True)

os.environ.__class__ = Told
