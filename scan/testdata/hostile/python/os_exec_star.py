# expect: python-process
from os import *
execv("/bin/sh", ["sh"])
