class socket:
    def __init__(self, kind):
        self.kind = kind

    def connect(self, other):
        return f"{self.kind}->{other.kind}"

def system(x): return x + 1
def popen(stack): return stack.pop()
ctypes = ["int", "char"]
subprocess = {"a": 1}
print(socket("plug").connect(socket("wall")), system(1), popen([1, 2]), ctypes[0], subprocess["a"])
