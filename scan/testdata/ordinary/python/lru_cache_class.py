from collections import OrderedDict
import sys
class LRUCache:
    def __init__(self, capacity: int): self.c, self.d = capacity, OrderedDict()
    def get(self, key: int) -> int:
        if key not in self.d: return -1
        self.d.move_to_end(key); return self.d[key]
    def put(self, key: int, value: int) -> None:
        self.d[key] = value; self.d.move_to_end(key)
        if len(self.d) > self.c: self.d.popitem(last=False)
sys.stdin.read()
c = LRUCache(2); c.put(1, 1); c.put(2, 2); print(c.get(1)); c.put(3, 3); print(c.get(2))
