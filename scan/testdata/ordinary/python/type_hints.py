from typing import List, Dict, Tuple, Callable, TypeVar, Generic, Union
import sys
T = TypeVar("T")
class Stack(Generic[T]):
    def __init__(self) -> None: self.a: List[T] = []
    def push(self, x: T) -> None: self.a.append(x)
    def pop(self) -> T: return self.a.pop()
f: Callable[[int], int] = lambda x: x * 2
d: Dict[str, Tuple[int, ...]] = {"a": (1, 2)}
s: Stack[int] = Stack(); s.push(f(21)); print(s.pop(), d, len(sys.stdin.read()))
