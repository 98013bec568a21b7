class A:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
a = A("global")
b = A("cycle")
b.b = b
import builtins
builtins.kept = A("in builtins")
