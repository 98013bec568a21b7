import bisect, cmath, collections, copy, dataclasses, datetime, decimal, enum, fractions, functools, heapq, itertools
import json, math, operator, random, re, statistics, string, struct, typing

@dataclasses.dataclass
class Point:
    x: int
    y: decimal.Decimal

@functools.lru_cache(maxsize=None)
def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)

class Colour(enum.StrEnum):
    RED = "red"

print(fib(80), Point(1, decimal.Decimal("1.5")), Colour.RED, re.findall(r"\d+", "a1b22"), random.Random(1).random())
