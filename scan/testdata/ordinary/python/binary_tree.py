from __future__ import annotations
from typing import Optional, Iterator
import sys
class Tree:
    def __init__(self, v: int): self.v = v; self.l: Optional[Tree] = None; self.r: Optional[Tree] = None
    def add(self, v: int) -> None:
        side = "l" if v < self.v else "r"
        child = getattr(self, side)
        if child: child.add(v)
        else: setattr(self, side, Tree(v))
    def __iter__(self) -> Iterator[int]:
        if self.l: yield from self.l
        yield self.v
        if self.r: yield from self.r
vals = [int(x) for x in sys.stdin.read().split()] or [5, 2, 8, 1, 9]
t = Tree(vals[0])
for v in vals[1:]: t.add(v)
print(list(t))
