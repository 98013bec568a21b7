import sys
if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)
n = int(sys.stdin.readline() or 300)
f = 1
for i in range(2, n + 1): f *= i
print(len(str(f)), sum(map(int, str(f))))
