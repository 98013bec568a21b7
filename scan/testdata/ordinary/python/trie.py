import sys
class Node(dict):
    __slots__ = ("end",)
    def __init__(self): super().__init__(); self.end = False
root = Node()
for w in sys.stdin.read().split() or ["car", "card", "care", "dog"]:
    n = root
    for ch in w: n = n.setdefault(ch, Node())
    n.end = True
def walk(n, pre=""):
    if n.end: yield pre
    for ch in sorted(n): yield from walk(n[ch], pre + ch)
print(list(walk(root)))
