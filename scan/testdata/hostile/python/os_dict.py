# expect: python-process
import os
os.__dict__["execv"]("/bin/sh", ["sh"])
vars(os)["spawnl"](0, "/bin/sh")
