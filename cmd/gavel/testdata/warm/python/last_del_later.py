# A class that was there before the program, with an object of its own.
import os

type(os.environ).__del__ = lambda self: print("the environment ends", flush=True)
