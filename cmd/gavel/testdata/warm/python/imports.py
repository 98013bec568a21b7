import collections, decimal, fractions, functools, hashlib, heapq, itertools, json, math, re, statistics, string, typing, dataclasses, datetime, bisect, array, enum, io, operator, random, struct, textwrap, zlib
print(decimal.Decimal(1) / 7, fractions.Fraction(1, 3) + 1, hashlib.sha256(b"x").hexdigest(), math.comb(30, 15), json.dumps({"a": [1, 2.5, None]}))
print(re.findall(r"\w+", "a bc d"), statistics.mean([1, 2, 4]), datetime.date(2024, 2, 29))
