import sys
n = int(sys.stdin.readline() or 202)
print(bin(n), n.bit_length(), n & -n, n ^ (n >> 1), f"{n:b}".count("1"), ~n, n << 3, 0b1010, 0o17, 0xFF, 1_000_000)
