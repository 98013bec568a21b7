import sys
class Robot:
    x = 0
    def do_left(self): self.x -= 1
    def do_right(self): self.x += 1
r = Robot()
for cmd in sys.stdin.read().split() or ["left", "right", "right"]:
    getattr(r, "do_" + cmd, lambda: None)()
print(r.x, vars(r), hasattr(r, "y"), r.__dict__)
