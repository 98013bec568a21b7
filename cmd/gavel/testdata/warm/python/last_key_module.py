import os
import sys

class Key(str):
    def __hash__(self):
        print("hashed")
        return str.__hash__(self)

    __eq__ = str.__eq__

vars(os)[Key("mine")] = 1
sys.modules[Key("other")] = os
print("main")
