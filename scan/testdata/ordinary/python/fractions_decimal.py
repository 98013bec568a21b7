from fractions import Fraction
from decimal import Decimal, getcontext
import sys
getcontext().prec = 30
n = int(sys.stdin.readline() or 10)
print(sum(Fraction(1, k) for k in range(1, n + 1)), Decimal(2).sqrt())
