from dataclasses import dataclass, field
import sys
@dataclass(order=True, frozen=True)
class Item:
    weight: int
    name: str = field(compare=False)
    tags: tuple = ()
items = [Item(int(b), a) for a, b in (l.split() for l in sys.stdin)] or [Item(3, "c"), Item(1, "a"), Item(2, "b")]
for it in sorted(items): print(it)
