import sys
import types

class Module(types.ModuleType):
    def __getattribute__(self, name):
        print("asked", name)
        return super().__getattribute__(name)

sys.modules["made"] = Module("made")
sys.modules["other"] = object()
print("main")
